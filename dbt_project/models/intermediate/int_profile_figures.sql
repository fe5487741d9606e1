with series as (
    select * from {{ ref('default_series') }}
    where use_for = 'pairing_profile'
),

figures as (
    select * from {{ ref('fact_regional_indicators') }}
),

printed as (
    select
        series.measure,
        series.series_code,
        series.priority,
        figures.region_id,
        figures.year,
        figures.value
    from figures
    inner join series
        on
            figures.indicator_code = series.indicator_code
            and figures.definition is not distinct from series.definition
            and figures.vintage = series.vintage
),

-- GDP per head that nobody prints: one edition of GDP over one definition of population.
computed as (
    select
        series.measure,
        series.series_code,
        series.priority,
        gdp.region_id,
        gdp.year,
        gdp.value / residents.value as value
    from printed as gdp
    inner join printed as residents
        on
            gdp.region_id = residents.region_id
            and gdp.year = residents.year
            and residents.series_code = 'residents'
            and residents.value > 0
    inner join series on series.series_code = 'gdp_revised_per_resident'
    where gdp.series_code = 'gdp_revised'
)

select * from printed
union all
select * from computed
