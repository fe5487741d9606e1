-- Question: Which sections of a plan hold no measurable target?
-- 问题：规划中哪些部分没有可量化的目标？
-- Answer: One section of the top level a row that is meant for goals or tasks, with the number of tasks in it, and
--   of milestones as the only thing to check it by.
with recursive sections as (
    select * from marts.dim_clause
    where
        level = 1
        and section_role in ('goals', 'tasks')
),

inside as (
    select
        clause_id as section_id,
        clause_id,
        is_task
    from sections
    union all
    select
        inside.section_id,
        clauses.clause_id,
        clauses.is_task
    from inside
    inner join marts.dim_clause as clauses on inside.clause_id = clauses.parent_clause_id
)

select
    documents.title,
    coalesce(sections.heading, left(sections.text, 30)) as section,
    count(distinct inside.clause_id) filter (where inside.is_task) as tasks,
    count(distinct targets.target_id) as milestones
from sections
inner join marts.dim_document as documents on sections.document_id = documents.document_id
inner join inside on sections.clause_id = inside.section_id
left join marts.fact_targets as targets on inside.clause_id = targets.clause_id and targets.is_counted
group by documents.title, sections.heading, sections.text, sections.char_start
having count(targets.target_id) filter (where targets.target_type <> 'milestone') = 0
order by documents.title, sections.char_start
