with units as (
    select
        unit,
        dimension,
        name_zh,
        name_en,
        is_known_unit,
        is_additive
    from {{ ref('stg_units') }}
)

select * from units
union all
select
    'none' as unit,
    'none' as dimension,
    '无单位' as name_zh,
    'no unit' as name_en,
    true as is_known_unit,
    false as is_additive
where not exists (
    select 1 from units as listed
    where listed.unit = 'none'
)
