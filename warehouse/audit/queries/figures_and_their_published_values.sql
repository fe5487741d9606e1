-- One figure of one region, indicator, year and vintage that is in both builds.
select
    figures.regional_indicator_id,
    figures.region_id,
    figures.indicator_code,
    figures.year,
    figures.value,
    before.value as published_value,
    abs(figures.value) between abs(before.value) / 5 and abs(before.value) * 5 or abs(before.value) < 1 as is_alike
from marts.fact_regional_indicators as figures
inner join published.marts.fact_regional_indicators as before
    on
        figures.region_id = before.region_id
        and figures.indicator_code = before.indicator_code
        and figures.year = before.year
        and figures.vintage = before.vintage
        and figures.unit = before.unit
        and figures.definition is not distinct from before.definition
