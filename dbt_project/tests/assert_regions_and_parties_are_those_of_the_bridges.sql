-- The region of a fact is one of its bridge, and both sides of a pair are members of its statement.
select
    'fact_targets' as table_name,
    facts.target_id as row_id,
    facts.region_id as found
from {{ ref('fact_targets') }} as facts
left join {{ ref('bridge_target_region') }} as regions
    on facts.target_id = regions.target_id and facts.region_id = regions.region_id
where regions.target_id is null

union all
select
    'fact_statistics' as table_name,
    facts.statistic_id as row_id,
    facts.region_id as found
from {{ ref('fact_statistics') }} as facts
left join {{ ref('bridge_statistic_region') }} as regions
    on facts.statistic_id = regions.statistic_id and facts.region_id = regions.region_id
where regions.statistic_id is null

{% for side in ['first', 'second'] %}
    union all
    select
        'fact_pairings' as table_name,
        pairs.pairing_key as row_id,
        pairs.{{ side }}_region_id as found
    from {{ ref('fact_pairings') }} as pairs
    left join {{ ref('bridge_pairing_member') }} as members
        on
            pairs.pairing_group_key = members.pairing_group_key
            and pairs.{{ side }}_ordinal = members.ordinal
            and pairs.{{ side }}_region_id = members.region_id
            and pairs.{{ side }}_actor_id = members.actor_id
    where members.ordinal is null
{% endfor %}
