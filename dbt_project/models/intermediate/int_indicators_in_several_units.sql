with stated_values as (
    select
        indicator_code,
        unit
    from {{ ref('stg_targets') }}
    union all
    select
        indicator_code,
        unit
    from {{ ref('stg_statistics') }}
)

select
    indicator_code,
    cast(count(distinct unit) as int) as unit_count
from stated_values
where
    indicator_code is not null
    and unit is not null
group by indicator_code
having count(distinct unit) > 1
