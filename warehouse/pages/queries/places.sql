-- Where each party of a pairing lies: its own coordinates, else those of the prefecture or province that it belongs to.
select
    region.region_id,
    region.region_class,
    coalesce(region.latitude, prefecture.latitude, parent.latitude, province.latitude) as latitude,
    coalesce(region.longitude, prefecture.longitude, parent.longitude, province.longitude) as longitude,
    region.latitude is null as is_of_the_place_around,
    coalesce(province.name_zh, case when region.region_class = 'province' then region.name_zh end) as province_zh,
    coalesce(province.name_en, case when region.region_class = 'province' then region.name_en end) as province_en
from marts.dim_region as region
left join marts.dim_region as prefecture on region.prefecture_region_id = prefecture.region_id
left join marts.dim_region as parent on region.parent_region_id = parent.region_id
left join marts.dim_region as province on region.province_region_id = province.region_id
where region.region_id <> 'unknown' and region.region_id in (
    select first_region_id from marts.fact_pairings
    union
    select second_region_id from marts.fact_pairings
)
