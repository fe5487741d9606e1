with documents as (
    select document_id from {{ ref('stg_documents') }}
),

first_issuers as (
    select
        document_id,
        name_text,
        actor_id,
        region_id
    from {{ ref('stg_document_issuers') }}
    qualify row_number() over (partition by document_id order by ordinal nulls last) = 1
)

select
    documents.document_id,
    first_issuers.name_text,
    coalesce(first_issuers.actor_id, 'unknown') as actor_id,
    coalesce(first_issuers.region_id, 'unknown') as region_id
from documents
left join first_issuers on documents.document_id = first_issuers.document_id
