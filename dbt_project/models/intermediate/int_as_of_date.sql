with dates as (
    -- Some sources state only a year or a month: they date nothing.
    select
        case
            when length(date_published_text) = 10 then try_cast(date_published_text as date)
        end as known_on
    from {{ ref('stg_realised_outcomes') }}
    union all
    select period_end as known_on
    from {{ ref('stg_realised_outcomes') }}
    union all
    select make_date(year, 12, 31) as known_on
    from {{ ref('stg_regional_indicators') }}
    union all
    select coalesce(date_published, date_issued, date_adopted) as known_on
    from {{ ref('stg_documents') }}
)

select coalesce(max(known_on), make_date(1900, 1, 1)) as as_of_date
from dates
