-- Question: Which paired places differ most in output per head?
-- 问题：哪些结对地区的人均GDP差距最大？
-- Answer: The fifteen most unequal pairs of cities or provinces that work together, in the latest year for which
--   both are known; ratio is the higher output per head over the lower one. Amounts are in yuan.
with pairs as (
    select distinct
        least(first_region_name_zh, second_region_name_zh) as one_place,
        greatest(first_region_name_zh, second_region_name_zh) as other_place,
        year,
        greatest(first_gdp_per_head_cny, second_gdp_per_head_cny) as higher_per_head,
        least(first_gdp_per_head_cny, second_gdp_per_head_cny) as lower_per_head
    from marts.mart_pairing_profile
    where
        first_gdp_per_head_cny is not null
        and second_gdp_per_head_cny is not null
        and first_region_id <> second_region_id
        and pairing_type in ('province_province', 'city_city')
        and pair_relation <> 'same_side'
)

select
    one_place,
    other_place,
    year,
    round(higher_per_head) as higher_per_head,
    round(lower_per_head) as lower_per_head,
    round(higher_per_head / lower_per_head, 2) as ratio
from pairs
qualify row_number() over (partition by one_place, other_place order by year desc nulls last) = 1
order by ratio desc, one_place asc, other_place asc
limit 15
