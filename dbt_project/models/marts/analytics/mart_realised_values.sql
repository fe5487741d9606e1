with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

candidates as (
    select * from {{ ref('int_realised_candidates') }}
),

target_regions as (
    select distinct
        target_id,
        region_id
    from {{ ref('bridge_target_region') }}
),

conversions as (
    select * from {{ ref('unit_conversions') }}
),

scopes as (
    select * from {{ ref('outcome_scope') }}
),

fits as (
    select * from {{ ref('period_relations') }}
),

verdicts as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'verdict'
),

related as (
    select
        candidates.*,
        targets.target_id,
        targets.unit as target_unit,
        targets.goal_direction,
        targets.passing_value,
        targets.comparator,
        targets.promised_on,
        targets.region_id = 'unknown' or target_regions.region_id is not null as is_of_region,
        scopes.scope_difference,
        scopes.reason as scope_reason,
        candidates.value
        * case when candidates.unit = targets.unit then 1 else conversions.factor end as value_in_target_unit,
        coalesce(
            candidates.stated_period_relation,
            {{ period_relation(
                'candidates.period_start', 'candidates.period_end', 'targets.period_start', 'targets.period_end'
            ) }}
        ) as period_relation
    from targets
    inner join candidates on targets.commitment_key = candidates.commitment_key
    left join target_regions
        on
            targets.target_id = target_regions.target_id
            and candidates.region_id = target_regions.region_id
    left join conversions
        on
            candidates.unit = conversions.from_unit
            and targets.unit = conversions.to_unit
    left join scopes
        on
            candidates.target_source_file = scopes.target_source_file
            and candidates.target_char_start = scopes.target_char_start
            and candidates.indicator_text = scopes.indicator_text
),

judged as (
    select
        related.*,
        fits.period_fit,
        case
            when related.comparability <> 'same_indicator' then 'other_indicator'
            when related.value_in_target_unit is null then 'other_unit'
            when not related.is_of_region or related.scope_difference is not null then 'other_scope'
            when fits.period_fit = 'earlier' then 'earlier_period'
            -- What was so before anybody promised anything is where the way begins, not where it led.
            when fits.period_fit = 'interim' and related.period_end < related.promised_on then 'earlier_period'
            when fits.period_fit in ('final', 'interim') then 'comparable'
            else 'other_period'
        end as verdict,
        case
            when related.goal_direction = 'at_most' and related.comparator = 'lt'
                then related.value_in_target_unit < related.passing_value
            when related.goal_direction = 'at_most' then related.value_in_target_unit <= related.passing_value
            when related.comparator = 'gt' then related.value_in_target_unit > related.passing_value
            else related.value_in_target_unit >= related.passing_value
        end as satisfies_goal
    from related
    left join fits on related.period_relation = fits.period_relation
)

select
    {{ surrogate_key(['judged.target_id', 'judged.value_origin', 'judged.origin_id']) }} as realised_value_key,
    judged.target_id,
    judged.value_origin,
    judged.origin_id,
    judged.indicator_text,
    judged.region_id,
    judged.regions_text,
    judged.value,
    judged.unit,
    judged.value_in_target_unit,
    judged.period_start,
    judged.period_end,
    judged.comparability,
    judged.period_relation,
    judged.period_fit,
    judged.verdict,
    verdicts.name_zh as verdict_zh,
    verdicts.name_en as verdict_en,
    judged.scope_reason,
    case when judged.verdict = 'comparable' then judged.satisfies_goal end as satisfies_goal,
    judged.is_inferred,
    judged.is_derived,
    judged.source_title,
    judged.source_url,
    judged.date_published_text,
    judged.note
from judged
left join verdicts on judged.verdict = verdicts.code
