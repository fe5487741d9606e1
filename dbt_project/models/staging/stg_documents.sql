-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(document_id as string) as document_id,
    cast(source_file as string) as source_file,
    cast(title as string) as title,
    cast(document_number as string) as document_number,
    cast(document_type as string) as document_type,
    cast(date_issued as date) as date_issued,
    cast(date_adopted as date) as date_adopted,
    cast(date_published as date) as date_published,
    cast(reference_year as int) as reference_year,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(language as string) as language,
    cast(sha256 as string) as sha256,
    cast(char_start as int) as char_start,
    cast(char_end as int) as char_end,
    cast(characters as int) as characters,
    cast(repaired_spans as int) as repaired_spans,
    cast(document_text as string) as document_text
from {{ raw_table('documents') }}
