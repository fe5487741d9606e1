with documents as (
    select * from {{ ref('stg_documents') }}
),

first_issuers as (
    select * from {{ ref('int_document_first_issuer') }}
),

kinds as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'document_type'
)

select
    documents.document_id,
    documents.source_file,
    documents.title,
    documents.document_number,
    documents.document_type,
    kinds.name_en as document_type_en,
    first_issuers.name_text as first_issuer_text,
    first_issuers.actor_id as first_issuer_actor_id,
    first_issuers.region_id as first_issuer_region_id,
    documents.date_issued,
    {{ date_key('documents.date_issued') }} as date_issued_key,
    documents.date_adopted,
    {{ date_key('documents.date_adopted') }} as date_adopted_key,
    documents.date_published,
    {{ date_key('documents.date_published') }} as date_published_key,
    documents.reference_year,
    documents.period_start,
    {{ date_key('documents.period_start') }} as period_start_key,
    documents.period_end,
    {{ date_key('documents.period_end') }} as period_end_key,
    documents.language,
    documents.sha256,
    documents.char_start,
    documents.char_end,
    documents.characters,
    documents.repaired_spans
from documents
inner join first_issuers on documents.document_id = first_issuers.document_id
left join kinds on documents.document_type = kinds.code
