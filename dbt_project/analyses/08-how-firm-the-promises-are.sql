-- Question: How firm are the promises of each document?
-- 问题：各文件的承诺有多“硬”？
-- Answer: One document a row: commitments, how many have a number, a deadline stated in the sentence, a named body,
--   and broad goals without an outcome that could be checked. A firm document has high first columns and a low last one.
with named_bodies as (
    select distinct target_id from marts.bridge_target_actor
    where actor_role <> 'issuer'
)

select
    documents.title,
    count(*) as commitments,
    count(*) filter (where targets.target_type <> 'milestone') as with_number,
    count(*) filter (where targets.deadline_kind = 'stated') as with_stated_deadline,
    count(named_bodies.target_id) as with_named_body,
    count(*) filter (where targets.is_soft) as softly_worded
from marts.fact_targets as targets
inner join marts.dim_document as documents on targets.document_id = documents.document_id
left join named_bodies on targets.target_id = named_bodies.target_id
where targets.is_counted
group by documents.title
order by documents.title
