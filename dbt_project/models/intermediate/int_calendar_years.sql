with days as (
    select date_issued as day_that_occurs from {{ ref('stg_documents') }}
    union all
    select date_adopted as day_that_occurs from {{ ref('stg_documents') }}
    union all
    select date_published as day_that_occurs from {{ ref('stg_documents') }}
    union all
    select period_start as day_that_occurs from {{ ref('stg_documents') }}
    union all
    select period_end as day_that_occurs from {{ ref('stg_documents') }}
    union all
    select period_start as day_that_occurs from {{ ref('stg_targets') }}
    union all
    select period_end as day_that_occurs from {{ ref('stg_targets') }}
    union all
    select period_start as day_that_occurs from {{ ref('stg_statistics') }}
    union all
    select period_end as day_that_occurs from {{ ref('stg_statistics') }}
    union all
    select period_start as day_that_occurs from {{ ref('stg_realised_outcomes') }}
    union all
    select period_end as day_that_occurs from {{ ref('stg_realised_outcomes') }}
),

years_that_occur as (
    select cast(extract(year from day_that_occurs) as int) as year_number from days
    union all
    select year as year_number from {{ ref('stg_regional_indicators') }}
),

bounds as (
    select
        min(year_number) as first_year,
        max(year_number) as last_year
    from years_that_occur
    where year_number between {{ var('first_year') }} and {{ var('last_year') }}
),

digits as (
    select numbers.digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

candidates as (
    select {{ var('first_year') }} + hundreds.digit * 100 + tens.digit * 10 + ones.digit as year_number
    from digits as hundreds
    cross join digits as tens
    cross join digits as ones
)

select cast(candidates.year_number as int) as year_number
from candidates
inner join bounds on candidates.year_number between bounds.first_year and bounds.last_year
