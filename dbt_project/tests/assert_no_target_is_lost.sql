-- Every target of the raw table is one row of the fact table: none is lost in a join, none is doubled.
with counts as (
    select
        (select count(*) from {{ raw_table('targets') }}) as raw_rows,
        (select count(*) from {{ ref('stg_targets') }}) as staging_rows,
        (select count(*) from {{ ref('fact_targets') }}) as fact_rows
)

select
    'targets' as table_name,
    raw_rows,
    staging_rows,
    fact_rows
from counts
where
    raw_rows <> staging_rows
    or staging_rows <> fact_rows
