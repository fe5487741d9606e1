-- Question: How much of each document's promises can be judged at all?
-- 问题：各文件的量化目标有多少可以检验？
-- Answer: One document a row: targets with a number, how many have a comparable realised value, how many only
--   values of another scope, period or indicator, and how many none.
select
    documents.title,
    count(*) as targets_with_number,
    count(*) filter (where attainment.comparable_value_count > 0) as with_comparable_value,
    count(*) filter (where attainment.attainment_status = 'not_comparable') as only_other_values,
    count(*) filter (where attainment.attainment_status = 'no_data') as without_data
from marts.mart_target_attainment as attainment
inner join marts.dim_document as documents on attainment.document_id = documents.document_id
where attainment.is_counted
group by documents.title
order by documents.title
