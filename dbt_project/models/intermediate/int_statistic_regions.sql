with facts as (
    select statistic_id from {{ ref('stg_statistics') }}
),

named_regions as (
    select * from {{ ref('stg_statistic_regions') }}
),

-- A fact without a region gets the member 'unknown', so that a join over the bridge loses no fact.
regions_of_facts as (
    select
        facts.statistic_id,
        named_regions.name_text,
        coalesce(named_regions.ordinal, 1) as ordinal,
        coalesce(named_regions.region_id, 'unknown') as region_id
    from facts
    left join named_regions on facts.statistic_id = named_regions.statistic_id
)

select
    statistic_id,
    ordinal,
    region_id,
    name_text,
    cast(1 as double) / count(*) over (partition by statistic_id) as allocation_weight,
    row_number() over (partition by statistic_id order by ordinal nulls last) = 1 as is_first
from regions_of_facts
