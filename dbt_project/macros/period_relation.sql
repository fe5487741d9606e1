{#- How an observed period lies to the period of a target, in the words of the seed period_relations. An observed
    period without a start is a day. -#}
{% macro period_relation(start, stop, target_start, target_stop) -%}
    case
        when {{ stop }} is null or {{ target_stop }} is null then 'target_date_unknown'
        when {{ start }} is not distinct from {{ target_start }} and {{ stop }} = {{ target_stop }}
            then case when {{ start }} is null then 'same_date' else 'same_period' end
        when {{ start }} is null and {{ stop }} = {{ target_stop }} then 'same_date'
        when {{ stop }} > {{ target_stop }}
            then
                case
                    when coalesce({{ start }}, {{ stop }}) > {{ target_stop }} then 'after_period'
                    else 'cumulative_across_period'
                end
        when {{ target_start }} is null
            then
                case
                    when {{ stop }} = {{ target_stop }} and extract(year from {{ start }}) = extract(year from {{ target_stop }})
                        then 'target_year'
                    else 'before_target_date'
                end
        when {{ stop }} < {{ target_start }} then 'before_period'
        when {{ start }} < {{ target_start }} then 'starts_before_ends_within'
        else 'within_period'
    end
{%- endmacro %}
