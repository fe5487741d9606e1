with statistics as (
    select * from {{ ref('stg_statistics') }}
),

first_regions as (
    select * from {{ ref('int_statistic_regions') }}
    where is_first
),

themes as (
    select * from {{ ref('int_clause_theme') }}
),

types as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'statistic_type'
),

comparators as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'comparator'
)

select
    statistics.statistic_id,
    statistics.document_id,
    statistics.clause_id,
    first_regions.region_id,
    themes.theme_code,
    statistics.indicator_code,
    coalesce(statistics.unit, 'none') as unit,
    statistics.statistic_type,
    types.name_zh as statistic_type_zh,
    types.name_en as statistic_type_en,
    statistics.metric,
    statistics.comparator,
    comparators.name_zh as comparator_zh,
    comparators.name_en as comparator_en,
    statistics.value_low,
    statistics.value_high,
    statistics.unit_text,
    statistics.baseline_value,
    statistics.period_start,
    {{ date_key('statistics.period_start') }} as period_start_key,
    statistics.period_end,
    {{ date_key('statistics.period_end') }} as period_end_key,
    statistics.deadline_text,
    statistics.deadline_inherited,
    statistics.is_soft,
    statistics.quantity_text,
    statistics.quote,
    statistics.source_file,
    statistics.char_start,
    statistics.char_end,
    statistics.quote_start,
    statistics.quote_end,
    statistics.rule_id
from statistics
inner join first_regions on statistics.statistic_id = first_regions.statistic_id
inner join themes on statistics.clause_id = themes.clause_id
left join types on statistics.statistic_type = types.code
left join comparators on statistics.comparator = comparators.code
