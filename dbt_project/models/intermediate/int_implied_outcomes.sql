with outcomes as (
    select * from {{ ref('fact_outcomes') }}
    where comparability = 'same_indicator'
),

rates as (
    select
        outcomes.*,
        indicators.parent_indicator_code as grown_indicator_code
    from outcomes
    inner join {{ ref('dim_indicator') }} as indicators on outcomes.indicator_code = indicators.indicator_code
    where
        indicators.measure = 'growth'
        and outcomes.unit = 'percent'
        and outcomes.value > -100
),

-- Where a source gives two amounts for one window, the rate does not tell which of them has grown.
amounts as (
    select
        *,
        count(*) over (
            partition by region_id, indicator_code, unit, source_url, period_start, period_end
        ) as amounts_of_window
    from outcomes
    where
        period_start is not null
        and unit <> 'percent'
)

select
    {{ surrogate_key(['amounts.outcome_id', 'rates.outcome_id']) }} as implied_outcome_id,
    amounts.outcome_id as amount_outcome_id,
    rates.outcome_id as rate_outcome_id,
    amounts.region_id,
    amounts.indicator_code,
    amounts.indicator_text,
    amounts.unit,
    amounts.value * 100 / (100 + rates.value) as value,
    {{ one_year_earlier('amounts.period_start') }} as period_start,
    {{ one_year_earlier('amounts.period_end') }} as period_end,
    amounts.target_source_file,
    amounts.target_char_start,
    amounts.is_inferred or rates.is_inferred as is_inferred,
    amounts.source_title,
    amounts.source_url,
    amounts.date_published_text,
    amounts.value as later_value,
    rates.value as growth_percent
from amounts
inner join rates
    on
        amounts.indicator_code = rates.grown_indicator_code
        and amounts.region_id = rates.region_id
        and amounts.source_url = rates.source_url
        and amounts.period_start = rates.period_start
        and amounts.period_end = rates.period_end
where amounts.amounts_of_window = 1
