-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(pairing_id as string) as pairing_id,
    cast(document_id as string) as document_id,
    cast(source_file as string) as source_file,
    cast(clause_id as string) as clause_id,
    cast(pairing_type as string) as pairing_type,
    cast(direction as string) as direction,
    cast(field as string) as field,
    cast(quote as string) as quote,
    cast(quote_start as int) as quote_start,
    cast(quote_end as int) as quote_end,
    cast(rule_id as string) as rule_id
from {{ raw_table('pairings') }}
