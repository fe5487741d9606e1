with issuers as (
    select * from {{ ref('stg_document_issuers') }}
)

select
    document_id,
    ordinal,
    coalesce(actor_id, 'unknown') as actor_id,
    coalesce(region_id, 'unknown') as region_id,
    name_text
from issuers
