with regions as (
    select * from {{ ref('stg_regions') }}
),

parents as (
    select * from {{ ref('int_region_parents') }}
),

classes as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'region_class'
)

select
    regions.region_id,
    regions.adcode,
    regions.name_zh,
    regions.name_en,
    regions.short_name,
    regions.region_class,
    classes.name_zh as region_class_zh,
    classes.name_en as region_class_en,
    regions.parent_region_id,
    parents.prefecture_region_id,
    parents.province_region_id,
    regions.is_current,
    regions.latitude,
    regions.longitude,
    regions.region_source
from regions
inner join parents on regions.region_id = parents.region_id
left join classes on regions.region_class = classes.code
