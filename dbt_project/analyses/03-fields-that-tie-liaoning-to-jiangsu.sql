-- Question: Which cities of Liaoning work with which cities of Jiangsu, and in which fields?
-- 问题：辽宁各市与江苏各市在哪些领域结对合作？
-- Answer: One pair of places (cities, ports, zones) and field a row, with the sentence that ties them. A field is
--   empty where the sentence names none.
select
    least(first_region_zh, second_region_zh) as one_place,
    greatest(first_region_zh, second_region_zh) as other_place,
    cooperation_field,
    count(distinct pairing_group_key) as statements,
    min(quote) as quote
from bi.pairings
where
    first_region_zh not in ('辽宁省', '江苏省')
    and second_region_zh not in ('辽宁省', '江苏省')
    and (
        (first_province_zh = '辽宁省' and second_province_zh = '江苏省')
        or (first_province_zh = '江苏省' and second_province_zh = '辽宁省')
    )
group by one_place, other_place, cooperation_field
order by statements desc, one_place asc, other_place asc, cooperation_field asc nulls last
