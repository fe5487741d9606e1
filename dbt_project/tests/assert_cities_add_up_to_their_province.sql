{{ config(severity='warn') }}
-- Gaps beyond the tolerance that nobody has looked at, indicators without a tolerance, and exceptions that are no
-- longer needed.
with compared as (
    select * from {{ ref('mart_region_reconciliation') }}
),

exceptions as (
    select * from {{ ref('reconciliation_exceptions') }}
)

select
    province_region_id,
    indicator_code,
    year,
    province_value,
    city_sum,
    gap_percent,
    reconciliation_status as problem
from compared
where reconciliation_status in ('beyond_tolerance', 'no_tolerance')
union all
select
    exceptions.province_region_id,
    exceptions.indicator_code,
    exceptions.year,
    compared.province_value,
    compared.city_sum,
    compared.gap_percent,
    'exception is no longer needed' as problem
from exceptions
inner join compared
    on
        exceptions.province_region_id = compared.province_region_id
        and exceptions.indicator_code = compared.indicator_code
        and exceptions.year = compared.year
where compared.reconciliation_status <> 'known_exception'
