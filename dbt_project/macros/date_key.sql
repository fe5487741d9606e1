{#- Key of a day in dim_date: yyyymmdd as an integer, and 0 for a day that is not stated. -#}
{% macro date_key(day) -%}
    coalesce(
        cast(
            extract(year from {{ day }}) * 10000
            + extract(month from {{ day }}) * 100
            + extract(day from {{ day }}) as int
        ),
        0
    )
{%- endmacro %}
