-- Question: Which organisations are named for most commitments?
-- 问题：哪些单位承担的目标最多？
-- Answer: One organisation and role a row, for all whom the text itself makes responsible and not only as the
--   issuer; a commitment shared by several adds its share to each.
select
    actors.name_zh,
    actors.actor_type_en,
    bridge.actor_role_en,
    count(*) as commitments,
    round(sum(bridge.allocation_weight), 2) as shared_commitments
from marts.bridge_target_actor as bridge
inner join marts.dim_actor as actors on bridge.actor_id = actors.actor_id
inner join marts.fact_targets as targets on bridge.target_id = targets.target_id
where
    targets.is_counted
    and bridge.actor_role <> 'issuer'
group by all
order by commitments desc, shared_commitments desc, actors.name_zh asc, bridge.actor_role_en asc
