with regions as (
    select
        region_id,
        parent_region_id,
        region_class
    from {{ ref('stg_regions') }}
),

-- Town, county, prefecture, province, country: three steps up reach the province of any place.
lines_of_descent as (
    select
        regions.region_id,
        regions.region_class,
        first_parents.region_id as first_id,
        first_parents.region_class as first_class,
        second_parents.region_id as second_id,
        second_parents.region_class as second_class,
        third_parents.region_id as third_id,
        third_parents.region_class as third_class
    from regions
    left join regions as first_parents on regions.parent_region_id = first_parents.region_id
    left join regions as second_parents on first_parents.parent_region_id = second_parents.region_id
    left join regions as third_parents on second_parents.parent_region_id = third_parents.region_id
)

select
    region_id,
    case 'province'
        when region_class then region_id
        when first_class then first_id
        when second_class then second_id
        when third_class then third_id
    end as province_region_id,
    case 'prefecture'
        when region_class then region_id
        when first_class then first_id
        when second_class then second_id
    end as prefecture_region_id
from lines_of_descent
