-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(group_region_id as string) as group_region_id,
    cast(member_region_id as string) as member_region_id
from {{ raw_table('region_group_members') }}
