with comparable as (
    select * from {{ ref('int_comparable_commitments') }}
),

targets as (
    select
        target_id,
        document_id,
        region_id,
        indicator_code,
        metric,
        target_type,
        comparator,
        quantity_text,
        period_end,
        is_soft,
        quote,
        coalesce(value_low, value_high) as stated_value
    from {{ ref('fact_targets') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

group_sizes as (
    select
        comparable.comparison_basis,
        comparable.comparison_term,
        comparable.unit,
        count(*) as commitment_count,
        count(distinct targets.document_id) as document_count,
        count(distinct targets.region_id) as region_count,
        min(targets.stated_value) as lowest_value,
        max(targets.stated_value) as highest_value
    from comparable
    inner join targets on comparable.target_id = targets.target_id
    group by
        comparable.comparison_basis,
        comparable.comparison_term,
        comparable.unit
)

select
    {{ surrogate_key(['comparable.comparison_basis', 'comparable.comparison_term', 'comparable.unit']) }}
        as comparison_key,
    comparable.comparison_basis,
    case comparable.comparison_basis
        when 'indicator' then indicators.name_zh
        else comparable.comparison_term
    end as comparison_name_zh,
    case comparable.comparison_basis when 'indicator' then indicators.name_en end as comparison_name_en,
    targets.target_id,
    targets.document_id,
    documents.title as document_title,
    targets.region_id,
    regions.name_zh as region_name_zh,
    regions.name_en as region_name_en,
    targets.metric,
    targets.metric = comparable.comparison_term or comparable.comparison_basis = 'indicator' as is_whole_metric,
    targets.target_type,
    targets.comparator,
    targets.stated_value,
    comparable.unit,
    targets.quantity_text,
    targets.period_end,
    targets.is_soft,
    cast(group_sizes.commitment_count as int) as commitment_count,
    cast(group_sizes.document_count as int) as document_count,
    cast(group_sizes.region_count as int) as region_count,
    cast(rank() over (
        partition by comparable.comparison_basis, comparable.comparison_term, comparable.unit
        order by targets.stated_value desc nulls last
    ) as int) as value_rank,
    group_sizes.lowest_value,
    group_sizes.highest_value,
    targets.quote
from comparable
inner join group_sizes
    on
        comparable.comparison_basis = group_sizes.comparison_basis
        and comparable.comparison_term = group_sizes.comparison_term
        and comparable.unit = group_sizes.unit
inner join targets on comparable.target_id = targets.target_id
inner join documents on targets.document_id = documents.document_id
inner join regions on targets.region_id = regions.region_id
inner join indicators on targets.indicator_code = indicators.indicator_code
where
    group_sizes.document_count > 1
    or group_sizes.region_count > 1
