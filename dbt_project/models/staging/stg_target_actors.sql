-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(target_id as string) as target_id,
    cast(ordinal as int) as ordinal,
    cast(name_text as string) as name_text,
    cast(actor_id as string) as actor_id,
    cast(actor_role as string) as actor_role
from {{ raw_table('target_actors') }}
