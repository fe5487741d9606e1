with pairs as (
    select * from {{ ref('fact_pairings') }}
),

documents as (
    select
        document_id,
        cast(coalesce(extract(year from period_start), reference_year, extract(year from period_end)) as int)
            as first_year,
        cast(coalesce(extract(year from period_end), reference_year, extract(year from period_start)) as int)
            as last_year
    from {{ ref('dim_document') }}
),

figures as (
    select * from {{ ref('int_profile_figures') }}
),

years as (
    select distinct year from figures
),

newest as (
    select max(year) as year from years
),

-- The newest year in which both sides have gross domestic product in one series; else the newest of all figures.
latest as (
    select
        pairs.pairing_key,
        max(first_side.year) as year
    from pairs
    inner join figures as first_side
        on
            pairs.first_region_id = first_side.region_id
            and first_side.measure = 'gdp'
    inner join figures as second_side
        on
            pairs.second_region_id = second_side.region_id
            and first_side.year = second_side.year
            and first_side.series_code = second_side.series_code
    group by pairs.pairing_key
),

bounds as (
    select
        pairs.pairing_key,
        pairs.first_region_id,
        pairs.second_region_id,
        documents.first_year,
        documents.last_year,
        coalesce(latest.year, newest.year) as latest_year
    from pairs
    inner join documents on pairs.document_id = documents.document_id
    cross join newest
    left join latest on pairs.pairing_key = latest.pairing_key
)

select
    bounds.pairing_key,
    bounds.first_region_id,
    bounds.second_region_id,
    years.year,
    coalesce(years.year between bounds.first_year and bounds.last_year, false) as is_plan_year,
    years.year = bounds.latest_year as is_latest
from bounds
inner join years
    on
        bounds.latest_year = years.year
        or years.year between bounds.first_year and bounds.last_year
