with days_that_occur as (
    {%- set days = {
        'stg_documents': ['date_issued', 'date_adopted', 'date_published', 'period_start', 'period_end'],
        'stg_targets': ['period_start', 'period_end'],
        'stg_statistics': ['period_start', 'period_end'],
        'stg_realised_outcomes': ['period_start', 'period_end'],
    } %}
    {%- for model, columns in days.items() %}
    {%- for column in columns %}
    select cast(extract(year from {{ column }}) as int) as year_number from {{ ref(model) }}
    union all
    {%- endfor %}
    {%- endfor %}
    select year as year_number from {{ ref('stg_regional_indicators') }}
),

bounds as (
    select
        min(year_number) as first_year,
        max(year_number) as last_year
    from days_that_occur
    where year_number between {{ var('first_year') }} and {{ var('last_year') }}
),

digits as (
    {%- for digit in range(10) %}
    select {{ digit }} as digit
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
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
