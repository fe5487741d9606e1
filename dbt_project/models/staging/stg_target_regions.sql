-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(target_id as string) as target_id,
    cast(ordinal as int) as ordinal,
    cast(name_text as string) as name_text,
    cast(region_id as string) as region_id
from {{ raw_table('target_regions') }}
