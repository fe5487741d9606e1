-- Every numbered task of the raw clauses is one row of fact_tasks.
with counts as (
    select
        (select count(*) filter (where is_task) from {{ raw_table('clauses') }}) as raw_rows,
        (select count(*) filter (where is_task) from {{ ref('stg_clauses') }}) as staging_rows,
        (select count(*) from {{ ref('fact_tasks') }}) as fact_rows
)

select
    'tasks' as table_name,
    raw_rows,
    staging_rows,
    fact_rows
from counts
where
    raw_rows <> staging_rows
    or staging_rows <> fact_rows
