-- All statements of one commitment are in one group, of which exactly one, the group's name, is counted.
with targets as (
    select * from {{ ref('fact_targets') }}
),

counted as (
    select
        restatement_group,
        count(*) filter (where is_counted) as counted_statements
    from targets
    group by restatement_group
)

select
    targets.target_id,
    targets.restates_target_id,
    targets.restatement_group,
    targets.is_counted,
    targets.quote
from targets
inner join counted on targets.restatement_group = counted.restatement_group
left join targets as originals on targets.restates_target_id = originals.target_id
where
    counted.counted_statements <> 1
    or targets.is_counted <> (targets.target_id = targets.restatement_group)
    or targets.restatement_group <> coalesce(originals.restatement_group, targets.restatement_group)
