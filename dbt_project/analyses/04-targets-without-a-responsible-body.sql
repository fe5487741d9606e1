-- Question: Which commitments name nobody who is to keep them?
-- 问题：哪些目标没有写明责任单位？
-- Answer: One commitment a row for which only the issuer of the document stands in: no organisation has another
--   role in bridge_target_actor.
select
    documents.title,
    clauses.heading,
    targets.target_type_en,
    targets.metric,
    targets.quantity_text,
    targets.period_end as deadline
from marts.fact_targets as targets
inner join marts.dim_document as documents on targets.document_id = documents.document_id
inner join marts.dim_clause as clauses on targets.clause_id = clauses.clause_id
where
    targets.is_counted
    and targets.target_id not in (
        select bridge.target_id from marts.bridge_target_actor as bridge
        where bridge.actor_role <> 'issuer'
    )
order by documents.title, targets.char_start, targets.metric
