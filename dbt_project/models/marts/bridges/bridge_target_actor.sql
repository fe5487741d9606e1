with members as (
    select * from {{ ref('int_target_actors') }}
),

roles as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'actor_role'
)

select
    members.target_id,
    members.ordinal,
    members.actor_id,
    members.actor_role,
    roles.name_zh as actor_role_zh,
    roles.name_en as actor_role_en,
    members.name_text,
    members.is_assumed,
    members.allocation_weight
from members
left join roles on members.actor_role = roles.code
