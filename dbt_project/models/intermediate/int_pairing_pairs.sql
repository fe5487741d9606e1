with members as (
    select
        pairing_id,
        ordinal,
        member_text,
        member_role,
        coalesce(region_id, 'unknown') as region_id,
        coalesce(actor_id, 'unknown') as actor_id,
        count(*) over (partition by pairing_id) as group_size,
        -- Supporters come before the supported, so that the first party of a pair supports the second.
        row_number() over (
            partition by pairing_id
            order by case when member_role = 'to' then 2 else 1 end nulls last, ordinal nulls last
        ) as place
    from {{ ref('stg_pairing_members') }}
)

select
    {{ surrogate_key(['first_party.pairing_id', 'first_party.ordinal', 'second_party.ordinal']) }} as pairing_key,
    first_party.pairing_id as pairing_group_key,
    cast(first_party.group_size as int) as group_size,
    first_party.ordinal as first_ordinal,
    first_party.member_text as first_member_text,
    first_party.region_id as first_region_id,
    first_party.actor_id as first_actor_id,
    second_party.ordinal as second_ordinal,
    second_party.member_text as second_member_text,
    second_party.region_id as second_region_id,
    second_party.actor_id as second_actor_id,
    case
        when first_party.member_role = 'from' and second_party.member_role = 'to' then 'supports'
        when first_party.member_role = second_party.member_role and first_party.member_role <> 'peer' then 'same_side'
        else 'mutual'
    end as pair_relation
from members as first_party
inner join members as second_party
    on
        first_party.pairing_id = second_party.pairing_id
        and first_party.place < second_party.place
