with targets as (
    select * from {{ ref('stg_targets') }}
),

resolved as (
    select * from {{ ref('int_targets') }}
),

types as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'target_type'
),

comparators as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'comparator'
),

reasons as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'restatement_reason'
)

select
    targets.target_id,
    targets.document_id,
    targets.clause_id,
    resolved.region_id,
    resolved.actor_id,
    resolved.theme_code,
    coalesce(targets.indicator_code, 'none') as indicator_code,
    resolved.unit,
    targets.target_type,
    types.name_zh as target_type_zh,
    types.name_en as target_type_en,
    targets.metric,
    targets.comparator,
    comparators.name_zh as comparator_zh,
    comparators.name_en as comparator_en,
    targets.value_low,
    targets.value_high,
    targets.unit_text,
    targets.baseline_value,
    targets.period_start,
    {{ date_key('targets.period_start') }} as period_start_key,
    targets.period_end,
    {{ date_key('targets.period_end') }} as period_end_key,
    targets.deadline_text,
    resolved.deadline_kind,
    targets.deadline_inherited,
    targets.is_soft,
    resolved.is_counted,
    targets.restates_target_id,
    resolved.restatement_group,
    resolved.restatement_reason,
    reasons.name_zh as restatement_reason_zh,
    reasons.name_en as restatement_reason_en,
    targets.quantity_text,
    targets.quote,
    targets.source_file,
    targets.char_start,
    targets.char_end,
    targets.quote_start,
    targets.quote_end,
    targets.rule_id
from targets
inner join resolved on targets.target_id = resolved.target_id
left join types on targets.target_type = types.code
left join comparators on targets.comparator = comparators.code
left join reasons on resolved.restatement_reason = reasons.code
