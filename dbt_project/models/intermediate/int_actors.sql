-- Every organisation with the one that it belongs to: what a text says, else what the two names say.
with actors as (
    select
        actors.actor_id,
        actors.name_zh,
        actors.actor_type,
        actors.home_region_id,
        regions.name_zh as home_name_zh,
        regions.region_class
    from {{ ref('stg_actors') }} as actors
    left join {{ ref('stg_regions') }} as regions on actors.home_region_id = regions.region_id
),

said as (
    select
        actor_id,
        parent_actor_id,
        'stated' as parent_basis,
        1 as preference,
        count(*) as weight
    from {{ ref('stg_mentions') }}
    where parent_actor_id is not null
    group by actor_id, parent_actor_id
),

-- The longest name that another one goes on from (浙江省人民政府 in 浙江省人民政府办公厅), or that stands inside
-- the name of a party committee (中共 … 党组).
named as (
    select
        child.actor_id,
        parent.actor_id as parent_actor_id,
        'name' as parent_basis,
        2 as preference,
        length(parent.name_zh) as weight
    from actors as child
    inner join actors as parent
        on
            child.home_region_id = parent.home_region_id
            and child.actor_id <> parent.actor_id
            and (
                child.name_zh like concat(parent.name_zh, '%')
                or (child.actor_type = 'party_organ' and child.name_zh like concat('中共', parent.name_zh, '%'))
            )
    where
        child.actor_type <> 'firm_class'
        and parent.actor_type <> 'firm_class'
        and parent.name_zh <> parent.home_name_zh
),

-- A department whose name begins with its region is one of that region's government (上海市财政局); a ministry
-- is one of the State Council.
of_government as (
    select
        child.actor_id,
        parent.actor_id as parent_actor_id,
        'level' as parent_basis,
        3 as preference,
        length(parent.name_zh) as weight
    from actors as child
    inner join actors as parent
        on child.home_region_id = parent.home_region_id and parent.actor_type = 'government'
    where
        child.actor_type = 'department'
        and case child.region_class
            when 'country' then parent.name_zh = '国务院'
            else
                child.name_zh like concat(child.home_name_zh, '%')
                and parent.name_zh in (
                    concat(child.home_name_zh, '人民政府'),
                    concat(child.home_name_zh, '管理委员会'),
                    child.home_name_zh
                )
        end
),

candidates as (
    select * from said
    union all
    select * from named
    union all
    select * from of_government
),

ranked as (
    select
        *,
        row_number() over (
            partition by actor_id
            order by preference asc nulls last, weight desc nulls last, parent_actor_id asc nulls last
        ) as place
    from candidates
)

select
    actors.actor_id,
    actors.name_zh,
    actors.actor_type,
    coalesce(actors.home_region_id, 'unknown') as home_region_id,
    ranked.parent_actor_id,
    ranked.parent_basis
from actors
left join ranked on actors.actor_id = ranked.actor_id and ranked.place = 1
