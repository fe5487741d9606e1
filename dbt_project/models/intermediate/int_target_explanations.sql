with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

evidence as (
    select * from {{ ref('int_target_evidence') }}
),

statuses as (
    select * from {{ ref('int_target_statuses') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

-- What the sentences are put together from; a value that is missing says so instead of making the sentence vanish.
worded as (
    select
        targets.target_id,
        statuses.attainment_status,
        statuses.is_past_due,
        cast(evidence.known_value_count as string) as known_values,
        coalesce(cast(evidence.first_satisfied_on as string), '?') as first_day,
        case targets.goal_direction when 'at_most' then 'at most ' else 'at least ' end
        || coalesce(
            {{ readable_value('targets.goal_value', 'targets.unit', 'units.name_en') }},
            'a value that is not a number'
        )
        || coalesce(', due by ' || cast(targets.period_end as string), ', without a date') as goal,
        case targets.goal_direction when 'at_most' then '不高于' else '不低于' end
        || coalesce({{ readable_value_zh('targets.goal_value', 'targets.unit', 'units.name_zh') }}, '（非数值）')
        || coalesce('（期限' || cast(targets.period_end as string) || '）', '（无期限）') as goal_zh,
        coalesce({{ readable_value('evidence.value_in_target_unit', 'targets.unit', 'units.name_en') }}, 'a value')
        || coalesce(' from ' || cast(evidence.period_start as string) || ' to', ' on')
        || coalesce(' ' || cast(evidence.period_end as string), ' an unknown day')
        || case
            when evidence.value_origin = 'implied_outcome' then ', computed from the year after and its growth'
            else ''
        end
        || case when evidence.is_inferred then ', of which the source leaves a part to be inferred' else '' end
            as realised,
        coalesce(cast(evidence.period_start as string) || '至', '')
        || coalesce(cast(evidence.period_end as string), '日期不明')
        || '为'
        || coalesce({{ readable_value_zh('evidence.value_in_target_unit', 'targets.unit', 'units.name_zh') }}, '某值')
        || case when evidence.value_origin = 'implied_outcome' then '（由次年数值及增速推算）' else '' end
        || case when evidence.is_inferred then '（来源部分内容系推断）' else '' end as realised_zh,
        coalesce(evidence.indicator_text, 'a value')
        || ' ('
        || coalesce(evidence.verdict_en, 'unknown')
        || coalesce(', ' || cast(evidence.period_end as string), '')
        || ')' as nearest,
        '“' || coalesce(evidence.indicator_text, '某指标') || '”（' || coalesce(evidence.verdict_zh, '不明') || '）'
            as nearest_zh
    from targets
    inner join evidence on targets.target_id = evidence.target_id
    inner join statuses on targets.target_id = statuses.target_id
    inner join units on targets.unit = units.unit
)

select
    target_id,
    case attainment_status
        when 'met' then 'Met: ' || goal || '; the value reported is ' || realised || '.'
        when 'met_early'
            then
                'Met early: '
                || goal
                || ', first reported for the period up to '
                || first_day
                || '; the value used is '
                || realised
                || '.'
        when 'missed' then 'Missed: ' || goal || '; the value reported is ' || realised || '.'
        when 'on_the_way'
            then
                case when is_past_due then 'On the way when last seen: ' else 'On the way: ' end
                || goal
                || '; what is known is '
                || realised
                || ', and nothing for the whole period.'
        when 'not_yet_due' then 'Not yet due: ' || goal || ', after the latest date of the data.'
        when 'not_comparable'
            then
                'Not comparable: '
                || goal
                || '; of '
                || known_values
                || ' known values none measures the same thing for the same place and period, the nearest being '
                || nearest
                || '.'
        else 'No data: ' || goal || '; no realised value is known.'
    end as explanation,
    case attainment_status
        when 'met' then '已达成：目标' || goal_zh || '，' || realised_zh || '。'
        when 'met_early'
            then '提前达成：目标' || goal_zh || '，截至' || first_day || '首次达到，采用值' || realised_zh || '。'
        when 'missed' then '未达成：目标' || goal_zh || '，' || realised_zh || '。'
        when 'on_the_way'
            then
                case when is_past_due then '推进中（最近一次观测时）：目标' else '推进中：目标' end
                || goal_zh
                || '，已知'
                || realised_zh
                || '，尚无全期数值。'
        when 'not_yet_due' then '未到期：目标' || goal_zh || '，期限晚于现有数据。'
        when 'not_comparable'
            then '不可比：目标' || goal_zh || '，已知' || known_values || '个数值均不可比，最接近的是' || nearest_zh || '。'
        else '无数据：目标' || goal_zh || '，没有已知的实际数值。'
    end as explanation_zh
from worded
