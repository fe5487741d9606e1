-- Every target with a quantity is one row of mart_target_attainment; a milestone is none.
with targets as (
    select * from {{ ref('fact_targets') }}
),

attained as (
    select * from {{ ref('mart_target_attainment') }}
)

select
    targets.target_id,
    targets.target_type,
    targets.quote
from targets
left join attained on targets.target_id = attained.target_id
where (targets.target_type <> 'milestone') <> (attained.target_id is not null)
