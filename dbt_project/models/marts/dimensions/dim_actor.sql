with actors as (
    select * from {{ ref('int_actors') }}
),

with_unknown_member as (
    select * from actors
    union all
    select
        'unknown' as actor_id,
        '未说明' as name_zh,
        'other' as actor_type,
        'unknown' as home_region_id,
        cast(null as string) as parent_actor_id,
        cast(null as string) as parent_basis
    where not exists (
        select 1 from actors as listed
        where listed.actor_id = 'unknown'
    )
),

types as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'actor_type'
)

select
    with_unknown_member.actor_id,
    with_unknown_member.name_zh,
    with_unknown_member.actor_type,
    types.name_zh as actor_type_zh,
    types.name_en as actor_type_en,
    with_unknown_member.home_region_id,
    with_unknown_member.parent_actor_id,
    with_unknown_member.parent_basis
from with_unknown_member
left join types on with_unknown_member.actor_type = types.code
