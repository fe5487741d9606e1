-- The rows of one fact in a bridge share it fully, so that weighted sums over a bridge equal sums over the facts.
with weights as (
    select
        'bridge_target_actor' as bridge,
        target_id as fact_id,
        allocation_weight
    from {{ ref('bridge_target_actor') }}
    union all
    select
        'bridge_target_region' as bridge,
        target_id as fact_id,
        allocation_weight
    from {{ ref('bridge_target_region') }}
    union all
    select
        'bridge_statistic_region' as bridge,
        statistic_id as fact_id,
        allocation_weight
    from {{ ref('bridge_statistic_region') }}
)

select
    bridge,
    fact_id,
    sum(allocation_weight) as weight
from weights
group by
    bridge,
    fact_id
having abs(sum(allocation_weight) - 1) > 0.000001
