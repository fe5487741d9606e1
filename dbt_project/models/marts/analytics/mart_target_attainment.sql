with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

evidence as (
    select * from {{ ref('int_target_evidence') }}
),

target_statuses as (
    select * from {{ ref('int_target_statuses') }}
),

baselines as (
    select * from {{ ref('int_target_baselines') }}
),

implied as (
    select
        value_target_id as target_id,
        max(implied_baseline_value) as implied_baseline_value
    from {{ ref('mart_implied_baseline') }}
    group by value_target_id
),

explanations as (
    select * from {{ ref('int_target_explanations') }}
),

statuses as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'attainment_status'
)

select
    targets.target_id,
    targets.document_id,
    targets.region_id,
    targets.indicator_code,
    targets.unit,
    targets.metric,
    targets.target_type,
    targets.is_counted,
    targets.comparator,
    targets.goal_direction,
    targets.goal_direction_basis,
    targets.goal_value,
    targets.period_start,
    targets.period_end,
    baselines.baseline_value,
    baselines.baseline_on,
    coalesce(baselines.baseline_basis, 'none') as baseline_basis,
    baselines.baseline_evidence,
    implied.implied_baseline_value,
    case
        when baselines.baseline_value is not null and targets.target_type <> 'increment'
            then targets.goal_value - baselines.baseline_value
        when targets.target_type = 'increment' then targets.goal_value
    end as required_change,
    case
        when baselines.baseline_value <> 0 and targets.target_type <> 'increment'
            then 100 * (targets.goal_value - baselines.baseline_value) / abs(baselines.baseline_value)
    end as required_change_percent,
    cast(evidence.known_value_count as int) as known_value_count,
    cast(evidence.same_indicator_value_count as int) as same_indicator_value_count,
    cast(evidence.comparable_value_count as int) as comparable_value_count,
    case when evidence.comparable_value_count > 0 then evidence.value_in_target_unit end as realised_value,
    case when evidence.comparable_value_count > 0 then evidence.period_start end as realised_period_start,
    case when evidence.comparable_value_count > 0 then evidence.period_end end as realised_period_end,
    case when evidence.comparable_value_count > 0 then evidence.period_fit end as realised_period_fit,
    case
        when evidence.comparable_value_count > 0 and targets.goal_value <> 0
            then 100 * evidence.value_in_target_unit / targets.goal_value
    end as realised_percent_of_goal,
    evidence.first_satisfied_on,
    evidence.realised_value_key as evidence_key,
    coalesce(evidence.value_origin, 'none') as evidence_origin,
    evidence.verdict as evidence_verdict,
    evidence.indicator_text as evidence_indicator_text,
    evidence.value as evidence_value,
    evidence.unit as evidence_unit,
    evidence.period_end as evidence_period_end,
    evidence.is_inferred as evidence_is_inferred,
    evidence.is_derived as evidence_is_derived,
    evidence.source_title as evidence_title,
    evidence.source_url as evidence_url,
    evidence.note as evidence_note,
    target_statuses.attainment_status,
    statuses.name_zh as attainment_status_zh,
    statuses.name_en as attainment_status_en,
    target_statuses.as_of_date,
    target_statuses.is_past_due,
    explanations.explanation,
    explanations.explanation_zh,
    targets.quote
from targets
inner join evidence on targets.target_id = evidence.target_id
inner join target_statuses on targets.target_id = target_statuses.target_id
inner join explanations on targets.target_id = explanations.target_id
left join baselines on targets.target_id = baselines.target_id
left join implied on targets.target_id = implied.target_id
left join statuses on target_statuses.attainment_status = statuses.code
