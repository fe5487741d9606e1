-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(mention_id as string) as mention_id,
    cast(document_id as string) as document_id,
    cast(clause_id as string) as clause_id,
    cast(char_start as int) as char_start,
    cast(char_end as int) as char_end,
    cast(mention_text as string) as mention_text,
    cast(region_id as string) as region_id,
    cast(actor_id as string) as actor_id,
    cast(is_ambiguous as boolean) as is_ambiguous,
    cast(parent_actor_id as string) as parent_actor_id
from {{ raw_table('mentions') }}
