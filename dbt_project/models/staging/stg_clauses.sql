-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(clause_id as string) as clause_id,
    cast(document_id as string) as document_id,
    cast(parent_clause_id as string) as parent_clause_id,
    cast(level as int) as level,
    cast(number_text as string) as number_text,
    cast(heading as string) as heading,
    cast(path as string) as path,
    cast(section_role as string) as section_role,
    cast(char_start as int) as char_start,
    cast(char_end as int) as char_end,
    cast(text as string) as text,
    cast(is_task as boolean) as is_task
from {{ raw_table('clauses') }}
