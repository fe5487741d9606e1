with targets as (
    select
        target_id,
        document_id,
        clause_id,
        region_id,
        theme_code,
        target_type,
        metric,
        comparator,
        unit,
        period_start,
        period_end,
        quote,
        coalesce(value_low, value_high) as stated_value,
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

amounts as (
    select * from targets
    where target_type = 'flow'
),

implied as (
    select
        growth.target_id as growth_target_id,
        amounts.target_id as value_target_id,
        amounts.document_id,
        amounts.clause_id,
        amounts.region_id,
        amounts.theme_code,
        amounts.unit,
        amounts.metric,
        amounts.stated_value,
        amounts.period_start,
        amounts.period_end,
        growth.stated_value as growth_percent,
        growth.quote,
        amounts.comparator = 'eq' and growth.comparator = 'eq' as is_exact
    from annual_growth as growth
    inner join amounts
        on
            growth.preceding_target_id = amounts.target_id
            and substr(growth.metric, 1, length(amounts.metric)) = amounts.metric
            and growth.period_start is not distinct from amounts.period_start
            and growth.period_end is not distinct from amounts.period_end
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
    stated_value * 100 / (100 + growth_percent) as implied_baseline_value,
    cast(extract(year from period_end) as int) - 1 as baseline_year,
    is_exact,
    quote
from implied
where
    growth_percent > -100
    and coalesce(extract(year from period_start), extract(year from period_end))
    is not distinct from extract(year from period_end)
