-- Question: What falls due in one quarter, here April to June 2020?
-- 问题：某一季度（此处为2020年第二季度）有哪些事项到期？
-- Answer: One commitment a row, with whoever is to keep it. Put another day into the first lines for another
--   quarter, current_date for the present one.
with asked as (
    select date_trunc('quarter', date '2020-05-15')::date as first_day
)

select
    calendar.deadline,
    calendar.document_title,
    calendar.region_name_zh,
    calendar.actor_name_zh,
    calendar.metric,
    calendar.quote
from marts.mart_deadline_calendar as calendar
inner join asked
    on calendar.deadline >= asked.first_day and calendar.deadline < asked.first_day + interval 3 months
order by calendar.deadline, calendar.document_title, calendar.quote, calendar.metric
