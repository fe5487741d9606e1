-- One target a row with everything that the table, its filters and its detail show.
with
regions as (
    select
        bridge.target_id,
        list(region.name_zh order by bridge.ordinal) as regions_zh,
        list(coalesce(region.name_en, region.name_zh) order by bridge.ordinal) as regions_en
    from marts.bridge_target_region as bridge
    inner join marts.dim_region as region on bridge.region_id = region.region_id
    group by bridge.target_id
),
actors as (
    select bridge.target_id, list(actor.name_zh order by bridge.ordinal) as actors
    from marts.bridge_target_actor as bridge
    inner join marts.dim_actor as actor on bridge.actor_id = actor.actor_id
    group by bridge.target_id
)
select
    fact.target_id,
    fact.document_id,
    fact.clause_id,
    flat.document_title,
    flat.issuer_name,
    flat.theme_zh,
    flat.theme_en,
    regions.regions_zh,
    regions.regions_en,
    actors.actors,
    flat.indicator_zh,
    coalesce(flat.indicator_en, flat.indicator_zh) as indicator_en,
    fact.metric,
    fact.quantity_text,
    fact.comparator,
    flat.comparator_zh,
    flat.comparator_en,
    fact.value_low,
    fact.value_high,
    fact.baseline_value,
    fact.unit,
    flat.unit_zh,
    flat.unit_en,
    flat.target_type_zh,
    flat.target_type_en,
    fact.deadline_text,
    fact.period_start,
    fact.period_end as deadline,
    flat.deadline_kind_zh,
    flat.deadline_kind_en,
    fact.is_counted,
    flat.restatement_reason_zh,
    flat.restatement_reason_en,
    fact.is_soft,
    coalesce(attainment.attainment_status, 'no_figure') as status_code,
    coalesce(attainment.attainment_status_zh, '无数值') as status_zh,
    coalesce(attainment.attainment_status_en, 'no figure stated') as status_en,
    attainment.explanation_zh,
    attainment.explanation as explanation_en,
    fact.quote,
    fact.quote_start,
    fact.quote_end,
    fact.char_start,
    fact.char_end,
    fact.source_file,
    fact.rule_id
from marts.fact_targets as fact
inner join bi.targets as flat on fact.target_id = flat.target_id
left join marts.mart_target_attainment as attainment on fact.target_id = attainment.target_id
left join regions on fact.target_id = regions.target_id
left join actors on fact.target_id = actors.target_id
order by fact.period_end nulls last, fact.source_file, fact.quote_start, fact.target_id
