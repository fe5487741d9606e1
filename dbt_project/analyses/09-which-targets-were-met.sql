-- Question: Which targets were met, and what shows it?
-- 问题：哪些目标已经达成，依据是什么？
-- Answer: One target a row whose realised value is known and comparable, with the explanation and the title of the
--   source.
select
    documents.title,
    attainment.metric,
    attainment.attainment_status_en as status,
    attainment.explanation,
    attainment.evidence_title
from marts.mart_target_attainment as attainment
inner join marts.dim_document as documents on attainment.document_id = documents.document_id
where
    attainment.attainment_status in ('met', 'met_early')
    and attainment.is_counted
order by documents.title, attainment.metric, attainment.target_id
