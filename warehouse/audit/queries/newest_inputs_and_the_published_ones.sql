-- One kind of input with the newest year that it speaks of, now and in the last published build.
with
newest as (
    select 'documents' as subject, max(extract(year from date_issued))::int as newest_year, 1 as is_now from marts.dim_document
    union all
    select 'documents', max(extract(year from date_issued))::int, 0 from published.marts.dim_document
    union all
    select 'regional figures', max(year)::int, 1 from marts.fact_regional_indicators
    union all
    select 'regional figures', max(year)::int, 0 from published.marts.fact_regional_indicators
    union all
    select 'realised values', max(extract(year from period_end))::int, 1 from marts.fact_outcomes
    union all
    select 'realised values', max(extract(year from period_end))::int, 0 from published.marts.fact_outcomes
)

select
    subject,
    max(newest_year) filter (where is_now = 1) as newest_year,
    max(newest_year) filter (where is_now = 0) as published_newest_year,
    coalesce(max(newest_year) filter (where is_now = 1), 0)
    >= coalesce(max(newest_year) filter (where is_now = 0), 0) as is_as_new
from newest
group by subject
