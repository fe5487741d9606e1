{#- Hash of several columns that gives the same key on every engine. -#}
{% macro surrogate_key(columns) -%}
    md5(concat_ws('|'
        {%- for column in columns %}, coalesce(cast({{ column }} as string), '') {%- endfor -%}
    ))
{%- endmacro %}
