with targets as (
    select * from {{ ref('fact_targets') }}
    where target_type <> 'milestone'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

documents as (
    select
        document_id,
        coalesce(date_issued, date_adopted, date_published, make_date(reference_year, 1, 1), period_start)
            as promised_on
    from {{ ref('dim_document') }}
),

directed as (
    select
        targets.*,
        documents.promised_on,
        indicators.is_regional,
        -- What a target and its restatements are together: a value collected for one of them tells about all.
        coalesce(targets.restates_target_id, targets.target_id) as commitment_key,
        case
            when targets.target_type in ('flow', 'increment') then 'amount'
            when targets.target_type in ('growth', 'frequency') then 'rate'
            else 'state'
        end as judged_as,
        case
            when targets.comparator in ('ge', 'gt') then 'at_least'
            when targets.comparator in ('le', 'lt') then 'at_most'
            when indicators.better_direction = 'lower' then 'at_most'
            else 'at_least'
        end as goal_direction,
        case
            when targets.comparator in ('ge', 'gt', 'le', 'lt') then 'comparator'
            when indicators.better_direction in ('higher', 'lower') then 'indicator'
            else 'assumed'
        end as goal_direction_basis
    from targets
    inner join indicators on targets.indicator_code = indicators.indicator_code
    inner join documents on targets.document_id = documents.document_id
),

goals as (
    select
        *,
        case
            when goal_direction = 'at_least' then coalesce(value_low, value_high)
            else coalesce(value_high, value_low)
        end as goal_value
    from directed
)

select
    target_id,
    commitment_key,
    document_id,
    region_id,
    indicator_code,
    is_regional,
    unit,
    metric,
    target_type,
    comparator,
    value_low,
    value_high,
    baseline_value,
    period_start,
    period_end,
    is_counted,
    source_file,
    char_start,
    char_end,
    quote,
    promised_on,
    judged_as,
    goal_direction,
    goal_direction_basis,
    goal_value,
    -- 左右 and 多 leave room on both sides.
    case
        when comparator = 'approx' and goal_direction = 'at_least'
            then goal_value * (1 - {{ var('approximate_tolerance') }})
        when comparator = 'approx' then goal_value * (1 + {{ var('approximate_tolerance') }})
        else goal_value
    end as passing_value
from goals
