with figures as (
    select * from {{ ref('stg_regional_indicators') }}
)

select
    regional_indicator_id,
    region_id,
    unit,
    {{ date_key('make_date(year, 12, 31)') }} as year_end_key,
    region_name,
    indicator_code,
    indicator_text,
    definition,
    vintage,
    year,
    value,
    unit_text,
    publication,
    retrieved_from,
    caveat
from figures
