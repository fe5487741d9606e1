-- The two paired places whose output per head lies furthest apart, by the latest figures of both.
select
    pairing_key,
    year,
    first_region_name_zh as first_zh,
    first_region_name_en as first_en,
    second_region_name_zh as second_zh,
    second_region_name_en as second_en,
    greatest(gdp_per_head_ratio, 1 / gdp_per_head_ratio) as times,
    first_gdp_per_head_cny,
    second_gdp_per_head_cny
from marts.mart_pairing_profile
where is_latest and gdp_per_head_ratio > 0
order by times desc, pairing_key
limit 1
