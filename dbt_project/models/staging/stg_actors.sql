-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(actor_id as string) as actor_id,
    cast(name_zh as string) as name_zh,
    cast(actor_type as string) as actor_type,
    cast(home_region_id as string) as home_region_id
from {{ raw_table('actors') }}
