with members as (
    select * from {{ ref('stg_pairing_members') }}
),

roles as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'member_role'
)

select
    members.pairing_id as pairing_group_key,
    members.ordinal,
    coalesce(members.region_id, 'unknown') as region_id,
    coalesce(members.actor_id, 'unknown') as actor_id,
    members.member_role,
    roles.name_zh as member_role_zh,
    roles.name_en as member_role_en,
    members.member_text
from members
left join roles on members.member_role = roles.code
