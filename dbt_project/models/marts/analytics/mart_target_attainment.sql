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

units as (
    select * from {{ ref('dim_unit') }}
),

statuses as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'attainment_status'
),

-- What the sentences are put together from; a value that is missing says so instead of making the sentence vanish.
worded as (
    select
        targets.target_id,
        case targets.goal_direction when 'at_most' then 'at most ' else 'at least ' end
        || coalesce(
            {{ readable_value('targets.goal_value', 'targets.unit', 'units.name_en') }},
            'a value that is not a number'
        ) as goal_words,
        coalesce('by ' || cast(targets.period_end as string), 'without a date') as deadline_words,
        coalesce({{ readable_value('evidence.value_in_target_unit', 'targets.unit', 'units.name_en') }}, 'a value')
        || case
            when evidence.period_start is null then ' on ' || cast(evidence.period_end as string)
            else
                ' from '
                || cast(evidence.period_start as string)
                || ' to '
                || coalesce(cast(evidence.period_end as string), 'now')
        end
        || case
            when evidence.value_origin = 'implied_outcome' then ', computed from the year after and its growth'
            else ''
        end
        || case when evidence.is_inferred then ', of which the source leaves a part to be inferred' else '' end
            as value_words,
        coalesce(evidence.indicator_text, 'a value')
        || ' ('
        || coalesce(evidence.verdict_en, 'unknown')
        || coalesce(', ' || cast(evidence.period_end as string), '')
        || ')' as nearest_words
    from targets
    inner join evidence on targets.target_id = evidence.target_id
    inner join units on targets.unit = units.unit
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
    case target_statuses.attainment_status
        when 'met'
            then
                'Met: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || '; the value reported is '
                || worded.value_words
                || '.'
        when 'met_early'
            then
                'Met early: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || ', first reported for the period up to '
                || coalesce(cast(evidence.first_satisfied_on as string), 'an unknown day')
                || '; the value used is '
                || worded.value_words
                || '.'
        when 'missed'
            then
                'Missed: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || '; the value reported is '
                || worded.value_words
                || '.'
        when 'on_the_way'
            then
                'On the way: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || '; what is known is '
                || worded.value_words
                || ', and nothing for the whole period.'
        when 'not_yet_due'
            then
                'Not yet due: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || ', after the latest date of the data.'
        when 'not_comparable'
            then
                'Not comparable: '
                || worded.goal_words
                || ', due '
                || worded.deadline_words
                || '; of '
                || cast(evidence.known_value_count as string)
                || ' known values none measures the same thing for the same place and period, the nearest being '
                || worded.nearest_words
                || '.'
        else
            'No data: '
            || worded.goal_words
            || ', due '
            || worded.deadline_words
            || '; no realised value is known.'
    end as explanation,
    targets.quote
from targets
inner join evidence on targets.target_id = evidence.target_id
inner join target_statuses on targets.target_id = target_statuses.target_id
inner join worded on targets.target_id = worded.target_id
left join baselines on targets.target_id = baselines.target_id
left join implied on targets.target_id = implied.target_id
left join statuses on target_statuses.attainment_status = statuses.code
