{#- The value columns of schema bi, one per class of units: a value stands in the one of its unit, and nowhere where its
    unit has none. `value` and `unit_class` are SQL expressions; `value` is already in the unit of the class. -#}
{% macro value_columns(value, unit_class) -%}
    {%- set columns = [] -%}
    {%- for name in ['yuan', 'count', 'persons', 'percent', 'square_metres', 'kilometres', 'tonnes'] -%}
        {%- set in_class = "case when " ~ unit_class ~ " = '" ~ name ~ "' then " ~ value ~ " end" -%}
        {%- do columns.append("cast(" ~ in_class ~ " as double) as value_" ~ name) -%}
    {%- endfor -%}
    {{ columns | join(',\n    ') }}
{%- endmacro %}
