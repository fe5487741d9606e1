-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(document_id as string) as document_id,
    cast(ordinal as int) as ordinal,
    cast(name_text as string) as name_text,
    cast(actor_id as string) as actor_id,
    cast(region_id as string) as region_id
from {{ raw_table('document_issuers') }}
