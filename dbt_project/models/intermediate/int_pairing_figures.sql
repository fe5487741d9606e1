with pair_years as (
    select * from {{ ref('int_pairing_years') }}
),

figures as (
    select * from {{ ref('int_profile_figures') }}
),

sides as (
    select
        pair_years.pairing_key,
        pair_years.year,
        figures.measure,
        figures.series_code,
        figures.priority,
        figures.value as first_value,
        cast(null as double) as second_value
    from pair_years
    inner join figures
        on
            pair_years.first_region_id = figures.region_id
            and pair_years.year = figures.year
    union all
    select
        pair_years.pairing_key,
        pair_years.year,
        figures.measure,
        figures.series_code,
        figures.priority,
        cast(null as double) as first_value,
        figures.value as second_value
    from pair_years
    inner join figures
        on
            pair_years.second_region_id = figures.region_id
            and pair_years.year = figures.year
),

series_of_pairs as (
    select
        pairing_key,
        year,
        measure,
        series_code,
        priority,
        max(first_value) as first_value,
        max(second_value) as second_value
    from sides
    group by
        pairing_key,
        year,
        measure,
        series_code,
        priority
)

select
    pairing_key,
    year,
    measure,
    series_code,
    first_value,
    second_value
from series_of_pairs
-- Both sides from one series, never from two: the first in the order of default_series that both have; where there is
-- none, the first that either has.
qualify
    row_number() over (
        partition by pairing_key, year, measure
        order by
            case when first_value is not null and second_value is not null then 1 else 2 end nulls last,
            priority nulls last
    ) = 1
