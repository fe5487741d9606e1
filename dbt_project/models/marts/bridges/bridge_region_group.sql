select
    group_region_id,
    member_region_id
from {{ ref('stg_region_group_members') }}
