-- The day on which most commitments fall due, and how many still lie ahead of the newest known value.
select
    calendar.deadline,
    count(*) as due_then,
    count(distinct calendar.document_id) as documents,
    (select count(*) from marts.mart_deadline_calendar) as dated,
    (
        select count(*) from marts.mart_deadline_calendar
        where deadline > (select max(as_of_date) from marts.mart_target_attainment)
    ) as still_ahead,
    (select max(as_of_date) from marts.mart_target_attainment) as as_of_date
from marts.mart_deadline_calendar as calendar
group by calendar.deadline
order by due_then desc, calendar.deadline
limit 1
