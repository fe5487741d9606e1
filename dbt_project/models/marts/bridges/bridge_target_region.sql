with members as (
    select * from {{ ref('int_target_regions') }}
)

select
    target_id,
    ordinal,
    region_id,
    name_text,
    allocation_weight
from members
