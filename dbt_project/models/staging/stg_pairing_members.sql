-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(pairing_id as string) as pairing_id,
    cast(ordinal as int) as ordinal,
    cast(member_text as string) as member_text,
    cast(region_id as string) as region_id,
    cast(actor_id as string) as actor_id,
    cast(member_role as string) as member_role
from {{ raw_table('pairing_members') }}
