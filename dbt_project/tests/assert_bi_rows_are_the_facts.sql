-- Every fact is one row of its flat table: no inner join there loses one, no outer join doubles one.
with counts as (
    select
        'bi_targets' as flat_table,
        (select count(*) from {{ ref('fact_targets') }}) as fact_rows,
        (select count(*) from {{ ref('bi_targets') }}) as flat_rows
    union all
    select
        'bi_statistics' as flat_table,
        (select count(*) from {{ ref('fact_statistics') }}) as fact_rows,
        (select count(*) from {{ ref('bi_statistics') }}) as flat_rows
    union all
    select
        'bi_pairings' as flat_table,
        (select count(*) from {{ ref('fact_pairings') }}) as fact_rows,
        (select count(*) from {{ ref('bi_pairings') }}) as flat_rows
)

select * from counts
where fact_rows <> flat_rows
