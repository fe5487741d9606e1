with members as (
    select * from {{ ref('int_statistic_regions') }}
)

select
    statistic_id,
    ordinal,
    region_id,
    name_text,
    allocation_weight
from members
