-- One measure of how complete the targets are: a share of them, now and in the last published build.
with
targets_now as (
    select targets.period_end, targets.region_id, targets.actor_id, targets.unit, units.is_known_unit
    from marts.fact_targets as targets left join marts.dim_unit as units on targets.unit = units.unit
),

targets_published as (
    select targets.period_end, targets.region_id, targets.actor_id, targets.unit, units.is_known_unit
    from published.marts.fact_targets as targets
    left join published.marts.dim_unit as units on targets.unit = units.unit
),

shares as (
    select 'time limit' as measure, avg((period_end is not null)::int) as share, count(*) as rows, 1 as is_now
    from targets_now
    union all
    select 'time limit', avg((period_end is not null)::int), count(*), 0 from targets_published
    union all
    select 'region', avg((region_id <> 'unknown')::int), count(*), 1 from targets_now
    union all
    select 'region', avg((region_id <> 'unknown')::int), count(*), 0 from targets_published
    union all
    select 'responsible body', avg((actor_id <> 'unknown')::int), count(*), 1 from targets_now
    union all
    select 'responsible body', avg((actor_id <> 'unknown')::int), count(*), 0 from targets_published
    union all
    select 'unit of the list', avg(is_known_unit::int), count(is_known_unit), 1 from targets_now
    union all
    select 'unit of the list', avg(is_known_unit::int), count(is_known_unit), 0 from targets_published
)

select
    measure,
    round(max(share) filter (where is_now = 1), 3) as share,
    round(max(share) filter (where is_now = 0), 3) as published_share,
    -- A handful of targets says nothing about a share.
    min(rows) < 10 or coalesce(max(share) filter (where is_now = 1), 0)
    >= max(share) filter (where is_now = 0) - 0.1 as is_about_as_before,
    min(rows) < 10 or coalesce(max(share) filter (where is_now = 1), 0)
    >= max(share) filter (where is_now = 0) - 0.3 as is_not_far_below
from shares
group by measure
