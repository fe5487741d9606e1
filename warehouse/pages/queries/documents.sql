-- One document a row, with what was read from it.
select
    documents.document_id,
    documents.title,
    documents.source_file,
    documents.document_number,
    documents.document_type as document_type_zh,
    documents.document_type_en,
    documents.first_issuer_text as issuer,
    documents.date_issued,
    documents.date_adopted,
    documents.date_published,
    documents.period_start,
    documents.period_end,
    documents.language,
    documents.sha256,
    documents.char_start,
    documents.char_end,
    documents.characters,
    documents.repaired_spans,
    summary.* exclude (document_id, title, date_issued, first_issuer_text)
from marts.dim_document as documents
inner join marts.mart_document_summary as summary on documents.document_id = summary.document_id
order by documents.source_file, documents.char_start
