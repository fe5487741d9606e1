with targets as (
    select
        fact_targets.*,
        lag(target_id) over (
            partition by clause_id
            order by char_start nulls last, target_id nulls last
        ) as preceding_target_id
    from {{ ref('fact_targets') }}
),

-- A rate that is an average over several years compounds, so the value one year earlier does not follow from it.
annual_growth as (
    select * from targets
    where
        target_type = 'growth'
        and unit = 'percent'
        and position('年均' in metric) = 0
),

stated_values as (
    select
        targets.*,
        coalesce(value_low, value_high) as stated_value
    from targets
    where target_type = 'flow'
),

implied as (
    select
        growth.target_id as growth_target_id,
        stated.target_id as value_target_id,
        stated.document_id,
        stated.clause_id,
        stated.region_id,
        stated.theme_code,
        stated.unit,
        stated.metric,
        stated.stated_value,
        stated.period_start,
        stated.period_end,
        growth.quote,
        coalesce(growth.value_low, growth.value_high) as growth_percent,
        stated.comparator = 'eq' and growth.comparator = 'eq' as is_exact
    from annual_growth as growth
    inner join stated_values as stated
        on
            growth.preceding_target_id = stated.target_id
            and substr(growth.metric, 1, length(stated.metric)) = stated.metric
            and growth.period_start is not distinct from stated.period_start
            and growth.period_end is not distinct from stated.period_end
)

select
    growth_target_id,
    value_target_id,
    document_id,
    clause_id,
    region_id,
    theme_code,
    unit,
    metric,
    stated_value,
    growth_percent,
    stated_value / (1 + growth_percent / 100) as implied_baseline_value,
    cast(extract(year from period_end) as int) - 1 as baseline_year,
    is_exact,
    quote
from implied
where
    growth_percent > -100
    and coalesce(extract(year from period_start), extract(year from period_end)) = extract(year from period_end)
