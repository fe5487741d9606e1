with figures as (
    select * from {{ ref('fact_regional_indicators') }}
),

series as (
    select * from {{ ref('default_series') }}
    where use_for = 'attainment'
)

select
    figures.regional_indicator_id,
    figures.region_id,
    figures.indicator_code,
    figures.indicator_text,
    figures.unit,
    figures.year,
    figures.value,
    figures.publication,
    figures.retrieved_from,
    series.series_code
from figures
inner join series
    on
        figures.indicator_code = series.indicator_code
        and figures.definition is not distinct from series.definition
        and figures.vintage = series.vintage
-- One series for all years of a region and indicator: the first in the order of default_series that it has.
qualify
    dense_rank() over (
        partition by figures.region_id, figures.indicator_code
        order by series.priority nulls last
    ) = 1
