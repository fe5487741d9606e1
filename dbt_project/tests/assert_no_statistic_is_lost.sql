-- Every statistic of the raw table is one row of the fact table: none is lost in a join, none is doubled.
with counts as (
    select
        (select count(*) from {{ raw_table('statistics') }}) as raw_rows,
        (select count(*) from {{ ref('stg_statistics') }}) as staging_rows,
        (select count(*) from {{ ref('fact_statistics') }}) as fact_rows
)

select
    'statistics' as table_name,
    raw_rows,
    staging_rows,
    fact_rows
from counts
where
    raw_rows <> staging_rows
    or staging_rows <> fact_rows
