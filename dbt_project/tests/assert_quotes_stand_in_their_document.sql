-- Quote and quantity of every fact are the characters of the document at their offsets.
with documents as (
    select * from {{ ref('stg_documents') }}
),

facts as (
    select
        target_id as fact_id,
        document_id,
        quote,
        quote_start,
        quote_end,
        quantity_text,
        char_start,
        char_end
    from {{ ref('fact_targets') }}
    union all
    select
        statistic_id as fact_id,
        document_id,
        quote,
        quote_start,
        quote_end,
        quantity_text,
        char_start,
        char_end
    from {{ ref('fact_statistics') }}
)

select
    facts.fact_id,
    documents.source_file,
    facts.quote,
    facts.quantity_text
from facts
inner join documents on facts.document_id = documents.document_id
where
    facts.quote <> substr(documents.document_text, facts.quote_start + 1, facts.quote_end - facts.quote_start)
    or facts.quantity_text
    <> substr(documents.document_text, facts.char_start + 1, facts.char_end - facts.char_start)
