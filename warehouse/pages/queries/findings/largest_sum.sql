-- The largest amount of money that a document promises and that is counted once.
select
    targets.target_id,
    targets.document_id,
    documents.title,
    documents.first_issuer_text as issuer,
    targets.metric,
    targets.value_low,
    targets.quantity_text,
    targets.period_end
from marts.fact_targets as targets
inner join marts.dim_document as documents on targets.document_id = documents.document_id
where targets.unit = 'CNY' and targets.is_counted and targets.value_low is not null
order by targets.value_low desc, targets.target_id
limit 1
