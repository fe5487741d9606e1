-- Every target with a quantity and what became of it.
select
    attainment.target_id,
    attainment.document_id,
    documents.title,
    region.name_zh as region_zh,
    coalesce(region.name_en, region.name_zh) as region_en,
    attainment.metric,
    indicator.name_zh as indicator_zh,
    coalesce(indicator.name_en, indicator.name_zh) as indicator_en,
    attainment.target_type,
    attainment.comparator,
    attainment.goal_direction,
    attainment.goal_value,
    attainment.unit,
    unit.name_zh as unit_zh,
    unit.name_en as unit_en,
    attainment.period_start,
    attainment.period_end,
    attainment.baseline_value,
    attainment.baseline_on,
    attainment.realised_value,
    attainment.realised_period_end,
    attainment.realised_percent_of_goal,
    attainment.comparable_value_count,
    attainment.known_value_count,
    attainment.attainment_status as status_code,
    attainment.attainment_status_zh as status_zh,
    attainment.attainment_status_en as status_en,
    attainment.explanation_zh,
    attainment.explanation as explanation_en,
    attainment.evidence_title,
    attainment.evidence_url,
    attainment.evidence_note,
    attainment.is_counted,
    attainment.quote
from marts.mart_target_attainment as attainment
inner join marts.dim_document as documents on attainment.document_id = documents.document_id
inner join marts.dim_region as region on attainment.region_id = region.region_id
inner join marts.dim_indicator as indicator on attainment.indicator_code = indicator.indicator_code
inner join marts.dim_unit as unit on attainment.unit = unit.unit
order by
    list_position(
        ['missed', 'met', 'met_early', 'on_the_way', 'not_yet_due', 'not_comparable', 'no_data'],
        attainment.attainment_status
    ) nulls last,
    attainment.period_end nulls last,
    documents.title,
    attainment.target_id
