with facts as (
    select target_id from {{ ref('stg_targets') }}
),

named_regions as (
    select * from {{ ref('stg_target_regions') }}
),

-- A fact without a region gets the member 'unknown', so that a join over the bridge loses no fact.
regions_of_facts as (
    select
        facts.target_id,
        named_regions.name_text,
        coalesce(named_regions.ordinal, 1) as ordinal,
        coalesce(named_regions.region_id, 'unknown') as region_id
    from facts
    left join named_regions on facts.target_id = named_regions.target_id
)

select
    target_id,
    ordinal,
    region_id,
    name_text,
    cast(1 as double) / count(*) over (partition by target_id) as allocation_weight,
    row_number() over (partition by target_id order by ordinal nulls last) = 1 as is_first
from regions_of_facts
