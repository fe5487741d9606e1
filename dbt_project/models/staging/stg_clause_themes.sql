-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(clause_id as string) as clause_id,
    cast(ordinal as int) as ordinal,
    cast(theme_code as string) as theme_code
from {{ raw_table('clause_themes') }}
