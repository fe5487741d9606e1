{{ config(alias='statistics', schema='bi') }}

with statistics as (
    select * from {{ ref('fact_statistics') }}
),

unit_classes as (
    select * from {{ ref('unit_classes') }}
),

in_several_units as (
    select * from {{ ref('int_indicators_in_several_units') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

clauses as (
    select * from {{ ref('dim_clause') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

themes as (
    select * from {{ ref('dim_theme') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

warned as (
    select
        statistics.*,
        units.name_zh as unit_name_zh,
        units.name_en as unit_name_en,
        unit_classes.unit_class,
        coalesce(statistics.value_low, statistics.value_high) * unit_classes.factor as value_in_class,
        coalesce(
            statistics.statistic_type in ('level', 'growth', 'share', 'frequency')
            or statistics.comparator in ('le', 'lt')
            or not units.is_additive,
            false
        ) as warns_aggregation_hazard,
        statistics.unit = 'count' or in_several_units.indicator_code is not null as warns_mixed_units,
        statistics.deadline_inherited as warns_inherited_deadline
    from statistics
    inner join units on statistics.unit = units.unit
    left join unit_classes on statistics.unit = unit_classes.unit
    left join in_several_units on statistics.indicator_code = in_several_units.indicator_code
)

select
    warned.statistic_id,
    documents.title as document_title,
    documents.document_type as document_type_zh,
    documents.document_type_en,
    documents.first_issuer_text as issuer_name,
    documents.date_issued,
    clauses.path as section_path,
    themes.name_zh as theme_zh,
    themes.name_en as theme_en,
    regions.name_zh as region_zh,
    regions.name_en as region_en,
    regions.region_class_zh,
    regions.region_class_en,
    provinces.name_zh as province_zh,
    provinces.name_en as province_en,
    indicators.name_zh as indicator_zh,
    indicators.name_en as indicator_en,
    warned.metric,
    warned.statistic_type_zh,
    warned.statistic_type_en,
    warned.comparator_zh,
    warned.comparator_en,
    warned.quantity_text as value_text,
    warned.unit_name_zh as unit_zh,
    warned.unit_name_en as unit_en,
    {{ value_columns('warned.value_in_class', 'warned.unit_class') }},
    warned.period_start,
    warned.period_end,
    cast(extract(year from warned.period_end) as int) as observed_year,
    warned.warns_aggregation_hazard,
    warned.warns_mixed_units,
    warned.warns_inherited_deadline,
    concat_ws(
        ', ',
        case when warned.warns_aggregation_hazard then 'aggregation_hazard' end,
        case when warned.warns_mixed_units then 'mixed_units' end,
        case when warned.warns_inherited_deadline then 'inherited_deadline' end
    ) as warning_codes,
    warned.quote,
    warned.source_file,
    warned.char_start,
    warned.char_end
from warned
inner join documents on warned.document_id = documents.document_id
inner join clauses on warned.clause_id = clauses.clause_id
inner join regions on warned.region_id = regions.region_id
left join regions as provinces on regions.province_region_id = provinces.region_id
inner join themes on warned.theme_code = themes.theme_code
inner join indicators on warned.indicator_code = indicators.indicator_code
