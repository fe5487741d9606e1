with commitments as (
    select
        targets.target_id,
        targets.metric,
        targets.indicator_code,
        targets.unit,
        coalesce(indicators.is_listed, false) as is_listed
    from {{ ref('fact_targets') }} as targets
    inner join {{ ref('dim_indicator') }} as indicators on targets.indicator_code = indicators.indicator_code
    where
        targets.is_counted
        and coalesce(targets.value_low, targets.value_high) is not null
),

digits as (
    select numbers.digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

positions as (
    select tens.digit * 10 + ones.digit + 1 as first_character
    from digits as tens
    cross join digits as ones
),

-- What a metric is about stands at its end: 全省国资国企新增投资 is a 新增投资. A wording of fewer than four characters
-- says too little to compare by.
endings as (
    select
        commitments.target_id,
        commitments.unit,
        substr(commitments.metric, positions.first_character) as wording
    from commitments
    inner join positions on length(commitments.metric) - 3 >= positions.first_character
    where not commitments.is_listed
),

-- An ending is worth comparing by where it is the whole metric of some commitment.
wordings as (
    select distinct
        metric as wording,
        unit
    from commitments
    where
        not is_listed
        and length(metric) >= 4
)

select
    'indicator' as comparison_basis,
    indicator_code as comparison_term,
    unit,
    target_id
from commitments
where is_listed
union all
select
    'wording' as comparison_basis,
    endings.wording as comparison_term,
    endings.unit,
    endings.target_id
from endings
inner join wordings on endings.wording = wordings.wording and endings.unit = wordings.unit
