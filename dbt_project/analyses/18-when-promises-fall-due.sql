-- Question: When do the promises fall due?
-- 问题：各年度有多少承诺到期？
-- Answer: One year a row: commitments due, how many of the deadlines are in the sentence itself, and how many come
--   from the section or the document's period. Without a year: no deadline is known.
select
    dates.year_number as deadline_year,
    count(*) as commitments,
    count(*) filter (where targets.deadline_kind = 'stated') as stated_in_the_sentence,
    count(*) filter (where targets.deadline_kind = 'inherited') as taken_from_above,
    count(distinct targets.document_id) as documents
from marts.fact_targets as targets
inner join marts.dim_date as dates on targets.period_end_key = dates.date_key
where targets.is_counted
group by dates.year_number
order by deadline_year nulls last
