with figures as (
    select
        figures.*,
        regions.region_class,
        regions.province_region_id,
        indicators.is_summable
    from {{ ref('fact_regional_indicators') }} as figures
    inner join {{ ref('dim_region') }} as regions on figures.region_id = regions.region_id
    inner join {{ ref('dim_indicator') }} as indicators on figures.indicator_code = indicators.indicator_code
),

tolerances as (
    select * from {{ ref('reconciliation_tolerances') }}
),

exceptions as (
    select * from {{ ref('reconciliation_exceptions') }}
),

cities_of_provinces as (
    select
        province_region_id,
        count(*) as expected_city_count
    from {{ ref('dim_region') }}
    where
        region_class = 'prefecture'
        and is_current
    group by province_region_id
),

provinces as (
    select * from figures
    where region_class = 'province'
),

cities as (
    select
        province_region_id,
        indicator_code,
        definition,
        vintage,
        year,
        unit,
        sum(value) as city_sum,
        count(*) as city_count
    from figures
    where region_class = 'prefecture'
    group by
        province_region_id,
        indicator_code,
        definition,
        vintage,
        year,
        unit
),

-- Like with like only: one definition, one edition, one year, one unit.
compared as (
    select
        provinces.region_id as province_region_id,
        provinces.indicator_code,
        provinces.definition,
        provinces.vintage,
        provinces.year,
        provinces.unit,
        provinces.value as province_value,
        cities.city_sum,
        cities.city_count,
        cities_of_provinces.expected_city_count,
        tolerances.lowest_gap_percent,
        tolerances.highest_gap_percent,
        exceptions.reason as exception_reason,
        case when provinces.value <> 0 then 100 * (cities.city_sum - provinces.value) / provinces.value end
            as gap_percent
    from provinces
    inner join cities
        on
            provinces.region_id = cities.province_region_id
            and provinces.indicator_code = cities.indicator_code
            and provinces.definition is not distinct from cities.definition
            and provinces.vintage = cities.vintage
            and provinces.year = cities.year
            and provinces.unit = cities.unit
    inner join cities_of_provinces on provinces.region_id = cities_of_provinces.province_region_id
    left join tolerances on provinces.indicator_code = tolerances.indicator_code
    left join exceptions
        on
            provinces.region_id = exceptions.province_region_id
            and provinces.indicator_code = exceptions.indicator_code
            and provinces.year = exceptions.year
    where
        provinces.is_summable
        or tolerances.indicator_code is not null
),

judged as (
    select
        *,
        case
            when city_count < expected_city_count then 'incomplete'
            when lowest_gap_percent is null then 'no_tolerance'
            when gap_percent between lowest_gap_percent and highest_gap_percent then 'within_tolerance'
            when exception_reason is not null then 'known_exception'
            else 'beyond_tolerance'
        end as reconciliation_status
    from compared
),

statuses as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'reconciliation_status'
)

select
    {{ surrogate_key([
        'judged.province_region_id', 'judged.indicator_code', 'judged.definition', 'judged.vintage', 'judged.year',
        'judged.unit'
    ]) }} as reconciliation_key,
    judged.province_region_id,
    judged.indicator_code,
    judged.definition,
    judged.vintage,
    judged.year,
    judged.unit,
    judged.province_value,
    judged.city_sum,
    cast(judged.city_count as int) as city_count,
    cast(judged.expected_city_count as int) as expected_city_count,
    judged.gap_percent,
    judged.lowest_gap_percent,
    judged.highest_gap_percent,
    judged.reconciliation_status,
    statuses.name_zh as reconciliation_status_zh,
    statuses.name_en as reconciliation_status_en,
    judged.exception_reason
from judged
left join statuses on judged.reconciliation_status = statuses.code
