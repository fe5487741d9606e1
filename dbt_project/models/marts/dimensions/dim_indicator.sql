with indicators as (
    select * from {{ ref('stg_indicators') }}
),

members as (
    select * from indicators
    union all
    select
        'none' as indicator_code,
        '无指标' as name_zh,
        'no indicator' as name_en,
        cast(null as string) as unit,
        cast(null as string) as better_direction,
        false as is_summable,
        false as is_regional,
        'value' as measure,
        cast(null as string) as parent_indicator_code,
        true as is_listed
    where not exists (
        select 1 from indicators as listed
        where listed.indicator_code = 'none'
    )
),

directions as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'better_direction'
),

measures as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'measure'
)

select
    members.indicator_code,
    members.name_zh,
    members.name_en,
    members.unit,
    members.better_direction,
    directions.name_zh as better_direction_zh,
    directions.name_en as better_direction_en,
    members.is_summable,
    members.is_regional,
    members.measure,
    measures.name_zh as measure_zh,
    measures.name_en as measure_en,
    members.parent_indicator_code,
    parents.name_zh as parent_name_zh,
    members.is_listed
from members
left join members as parents on members.parent_indicator_code = parents.indicator_code
left join directions on members.better_direction = directions.code
left join measures on members.measure = measures.code
