-- One unit of targets and statistics, or one indicator of the tables of figures, with its largest and smallest size.
with
values_now as (
    select 'targets in ' || unit as subject, value_low as value from marts.fact_targets
    union all select 'targets in ' || unit, value_high from marts.fact_targets
    union all select 'statistics in ' || unit, value_low from marts.fact_statistics
    union all select 'statistics in ' || unit, value_high from marts.fact_statistics
    union all select 'figures of ' || indicator_code || ' in ' || unit, value from marts.fact_regional_indicators
    union all select 'outcomes of ' || coalesce(indicator_code, 'no indicator') || ' in ' || unit, value from marts.fact_outcomes
),

values_published as (
    select 'targets in ' || unit as subject, value_low as value from published.marts.fact_targets
    union all select 'targets in ' || unit, value_high from published.marts.fact_targets
    union all select 'statistics in ' || unit, value_low from published.marts.fact_statistics
    union all select 'statistics in ' || unit, value_high from published.marts.fact_statistics
    union all
    select 'figures of ' || indicator_code || ' in ' || unit, value from published.marts.fact_regional_indicators
    union all
    select 'outcomes of ' || coalesce(indicator_code, 'no indicator') || ' in ' || unit, value from published.marts.fact_outcomes
),

ranges_now as (
    select subject, min(abs(value)) as smallest, max(abs(value)) as largest
    from values_now where value <> 0 group by subject
),

ranges_published as (
    select subject, min(abs(value)) as smallest, max(abs(value)) as largest, count(*) as value_count
    from values_published where value <> 0 group by subject
)

select
    before.subject,
    ranges_now.smallest,
    ranges_now.largest,
    before.smallest as published_smallest,
    before.largest as published_largest,
    ranges_now.largest <= 100 * before.largest and ranges_now.smallest >= before.smallest / 100 as is_in_range,
    ranges_now.largest <= 10000 * before.largest and ranges_now.smallest >= before.smallest / 10000
        as is_in_wide_range
from ranges_published as before inner join ranges_now on before.subject = ranges_now.subject
where before.value_count >= 5
