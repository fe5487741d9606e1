-- Question: Which commitments are said more than once, and which statement counts?
-- 问题：哪些承诺被重复表述，以哪一处为准？
-- Answer: One statement a row, those of one commitment together, the counted one first. Sums and counts over
--   counted rows hold each commitment once.
select
    originals.metric as commitment,
    targets.is_counted,
    targets.restatement_reason_en as reason,
    documents.title,
    clauses.path,
    targets.quantity_text
from marts.fact_targets as targets
inner join marts.fact_targets as originals on targets.restatement_group = originals.target_id
inner join marts.dim_document as documents on targets.document_id = documents.document_id
inner join marts.dim_clause as clauses on targets.clause_id = clauses.clause_id
where originals.restatement_reason = 'first_stated'
order by documents.title asc, originals.char_start asc, targets.is_counted desc, targets.char_start asc
