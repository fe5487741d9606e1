with targets as (
    select
        target_id,
        judged_as,
        period_end
    from {{ ref('int_quantified_targets') }}
),

realised_values as (
    select * from {{ ref('mart_realised_values') }}
),

counted as (
    select
        target_id,
        count(*) as known_value_count,
        count(*) filter (where comparability = 'same_indicator') as same_indicator_value_count,
        count(*) filter (where verdict = 'comparable') as comparable_value_count,
        min(period_end) filter (where satisfies_goal) as first_satisfied_on,
        max(period_end) filter (where not satisfies_goal) as last_unsatisfied_on
    from realised_values
    group by target_id
),

ranked as (
    select
        realised_values.*,
        row_number() over (
            partition by realised_values.target_id
            order by
                case realised_values.verdict
                    when 'comparable' then 1
                    when 'other_scope' then 2
                    when 'other_period' then 3
                    when 'earlier_period' then 4
                    when 'other_unit' then 5
                    else 6
                end asc nulls last,
                case realised_values.period_fit when 'final' then 1 when 'interim' then 2 else 3 end asc nulls last,
                case when realised_values.value_origin = 'implied_outcome' then 2 else 1 end asc nulls last,
                case when realised_values.is_inferred then 2 else 1 end asc nulls last,
                -- Parts of an amount: the largest part says most. All else: the latest value.
                case when targets.judged_as = 'amount' then realised_values.value_in_target_unit end desc nulls last,
                realised_values.period_end desc nulls last,
                realised_values.date_published_text desc nulls last,
                realised_values.realised_value_key asc nulls last
        ) as preference
    from realised_values
    inner join targets on realised_values.target_id = targets.target_id
)

select
    targets.target_id,
    coalesce(counted.known_value_count, 0) as known_value_count,
    coalesce(counted.same_indicator_value_count, 0) as same_indicator_value_count,
    coalesce(counted.comparable_value_count, 0) as comparable_value_count,
    counted.first_satisfied_on,
    coalesce(
        counted.first_satisfied_on < targets.period_end
        and (counted.last_unsatisfied_on is null or counted.last_unsatisfied_on < counted.first_satisfied_on),
        false
    ) as is_satisfied_early,
    ranked.realised_value_key,
    ranked.value_origin,
    ranked.indicator_text,
    ranked.value,
    ranked.unit,
    ranked.value_in_target_unit,
    ranked.period_start,
    ranked.period_end,
    ranked.period_fit,
    ranked.verdict,
    ranked.verdict_en,
    ranked.verdict_zh,
    ranked.satisfies_goal,
    ranked.is_inferred,
    ranked.is_derived,
    ranked.source_title,
    ranked.source_url,
    ranked.note
from targets
left join counted on targets.target_id = counted.target_id
left join ranked
    on
        targets.target_id = ranked.target_id
        and ranked.preference = 1
