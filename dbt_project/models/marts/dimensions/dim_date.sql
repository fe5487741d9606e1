with years as (
    select year_number from {{ ref('int_calendar_years') }}
),

days_of_month as (
    select numbers.day_number
    from (
        values
        (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16),
        (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31)
    ) as numbers (day_number)
),

months as (
    select day_number as month_number from days_of_month
    where day_number <= 12
),

calendar as (
    select make_date(years.year_number, months.month_number, days_of_month.day_number) as date_day
    from years
    cross join months
    inner join days_of_month
        on extract(day from last_day(make_date(years.year_number, months.month_number, 1))) >= days_of_month.day_number
),

with_unknown_member as (
    select date_day from calendar
    union all
    select cast(null as date) as date_day
)

select
    {{ date_key('date_day') }} as date_key,
    cast(date_day as date) as date_day,
    cast(extract(year from date_day) as int) as year_number,
    cast(extract(quarter from date_day) as int) as quarter_number,
    cast(extract(month from date_day) as int) as month_number,
    cast(extract(day from date_day) as int) as day_of_month,
    cast(case
        when extract(year from date_day) >= 1966 then floor((extract(year from date_day) - 1966) / 5) + 3
    end as int) as five_year_plan_number,
    date_day is not null as is_known
from with_unknown_member
