-- Question: Which targets were missed, or are still open, and how far off are they?
-- 问题：哪些目标未达成或仍在推进，差多少？
-- Answer: One target a row; percent_of_goal is the realised value in per cent of the goal.
select
    documents.title,
    attainment.metric,
    attainment.attainment_status_en as status,
    round(attainment.realised_percent_of_goal, 1) as percent_of_goal,
    attainment.explanation
from marts.mart_target_attainment as attainment
inner join marts.dim_document as documents on attainment.document_id = documents.document_id
where
    attainment.attainment_status in ('missed', 'on_the_way', 'not_yet_due')
    and attainment.is_counted
order by documents.title, attainment.metric, attainment.target_id
