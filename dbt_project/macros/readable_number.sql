{#- A number as words in a sentence: two decimals at most, no trailing zeros. -#}
{% macro readable_number(value) -%}
    trim(trailing '.' from trim(trailing '0' from cast(cast(round({{ value }}, 2) as decimal(38, 2)) as string)))
{%- endmacro %}

{#- A value with its unit in English; money in billions of yuan, because plans speak of 亿元. -#}
{% macro readable_value(value, unit, unit_name) -%}
    case
        when {{ unit }} = 'CNY' then {{ readable_number(value ~ ' / 1000000000') }} || ' billion yuan'
        when {{ unit }} = 'percent' then {{ readable_number(value) }} || ' %'
        when {{ unit }} = 'count' then {{ readable_number(value) }}
        else {{ readable_number(value) }} || ' ' || {{ unit_name }}
    end
{%- endmacro %}

{#- A value with its unit in Chinese; money in 亿元. -#}
{% macro readable_value_zh(value, unit, unit_name) -%}
    case
        when {{ unit }} = 'CNY' then {{ readable_number(value ~ ' / 100000000') }} || '亿元'
        when {{ unit }} = 'percent' then {{ readable_number(value) }} || '%'
        when {{ unit }} = 'count' then {{ readable_number(value) }}
        else {{ readable_number(value) }} || {{ unit_name }}
    end
{%- endmacro %}
