with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

statistics as (
    select * from {{ ref('fact_statistics') }}
    where
        comparator in ('eq', 'approx')
        and value_low is not null
),

implied as (
    select * from {{ ref('mart_implied_baseline') }}
),

earlier_values as (
    select * from {{ ref('mart_realised_values') }}
    where verdict = 'earlier_period'
),

known as (
    select
        target_id,
        'stated_with_target' as baseline_basis,
        1 as preference,
        baseline_value,
        cast(null as date) as baseline_on,
        quote as baseline_evidence
    from targets
    where baseline_value is not null
    union all
    select
        targets.target_id,
        'stated_by_document' as baseline_basis,
        2 as preference,
        statistics.value_low as baseline_value,
        statistics.period_end as baseline_on,
        statistics.quote as baseline_evidence
    from targets
    inner join statistics
        on
            targets.document_id = statistics.document_id
            and targets.indicator_code = statistics.indicator_code
            and targets.unit = statistics.unit
            and targets.region_id = statistics.region_id
    where
        targets.judged_as <> 'rate'
        and (statistics.period_end is null or targets.period_end is null or statistics.period_end < targets.period_end)
        -- An amount begins from an amount of as many months.
        and (
            targets.judged_as = 'state'
            or {{ months_of_period('statistics.period_start', 'statistics.period_end') }}
            = {{ months_of_period('targets.period_start', 'targets.period_end') }}
        )
    union all
    select
        value_target_id as target_id,
        'implied_by_growth' as baseline_basis,
        3 as preference,
        implied_baseline_value as baseline_value,
        make_date(baseline_year, 12, 31) as baseline_on,
        quote as baseline_evidence
    from implied
    union all
    select
        earlier_values.target_id,
        'earlier_value' as baseline_basis,
        4 as preference,
        earlier_values.value_in_target_unit as baseline_value,
        earlier_values.period_end as baseline_on,
        coalesce(earlier_values.source_title, earlier_values.indicator_text) as baseline_evidence
    from earlier_values
    inner join targets on earlier_values.target_id = targets.target_id
    where targets.judged_as = 'state'
)

select
    target_id,
    baseline_basis,
    baseline_value,
    baseline_on,
    baseline_evidence
from known
qualify
    row_number() over (
        partition by target_id
        order by preference asc nulls last, baseline_on desc nulls last, baseline_value asc nulls last
    ) = 1
