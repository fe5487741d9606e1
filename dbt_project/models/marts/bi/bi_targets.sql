{{ config(alias='targets', schema='bi') }}

with targets as (
    select
        fact_targets.*,
        count(*) over (partition by fact_targets.restatement_group) as statement_count
    from {{ ref('fact_targets') }} as fact_targets
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

actors as (
    select * from {{ ref('dim_actor') }}
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

deadline_kinds as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'deadline_kind'
),

warned as (
    select
        targets.*,
        units.name_zh as unit_name_zh,
        units.name_en as unit_name_en,
        unit_classes.unit_class,
        -- Only the counted statement of a commitment has a value to add; the others keep it as text.
        case
            when targets.is_counted then coalesce(targets.value_low, targets.value_high) * unit_classes.factor
        end as value_in_class,
        coalesce(
            targets.target_type in ('level', 'growth', 'share', 'frequency')
            or targets.comparator in ('le', 'lt')
            or (targets.target_type <> 'milestone' and not units.is_additive),
            false
        ) as warns_aggregation_hazard,
        targets.unit = 'count' or in_several_units.indicator_code is not null as warns_mixed_units,
        targets.statement_count > 1 as warns_restated_elsewhere,
        targets.is_soft as warns_soft_goal,
        targets.deadline_kind = 'inherited' as warns_inherited_deadline
    from targets
    inner join units on targets.unit = units.unit
    left join unit_classes on targets.unit = unit_classes.unit
    left join in_several_units on targets.indicator_code = in_several_units.indicator_code
)

select
    warned.target_id,
    documents.title as document_title,
    documents.document_type as document_type_zh,
    documents.document_type_en,
    documents.first_issuer_text as issuer_name,
    documents.date_issued,
    clauses.path as section_path,
    clauses.section_role_zh,
    clauses.section_role_en,
    themes.name_zh as theme_zh,
    themes.name_en as theme_en,
    regions.name_zh as region_zh,
    regions.name_en as region_en,
    regions.region_class_zh,
    regions.region_class_en,
    provinces.name_zh as province_zh,
    provinces.name_en as province_en,
    actors.name_zh as actor_name,
    actors.actor_type_zh,
    actors.actor_type_en,
    indicators.name_zh as indicator_zh,
    indicators.name_en as indicator_en,
    warned.metric,
    warned.target_type_zh,
    warned.target_type_en,
    warned.comparator_zh,
    warned.comparator_en,
    warned.quantity_text as value_text,
    warned.unit_name_zh as unit_zh,
    warned.unit_name_en as unit_en,
    {{ value_columns('warned.value_in_class', 'warned.unit_class') }},
    warned.period_start,
    warned.period_end as deadline,
    cast(extract(year from warned.period_end) as int) as deadline_year,
    cast(extract(quarter from warned.period_end) as int) as deadline_quarter,
    deadline_kinds.name_zh as deadline_kind_zh,
    deadline_kinds.name_en as deadline_kind_en,
    warned.is_counted,
    warned.restatement_reason_zh,
    warned.restatement_reason_en,
    warned.warns_aggregation_hazard,
    warned.warns_mixed_units,
    warned.warns_restated_elsewhere,
    warned.warns_soft_goal,
    warned.warns_inherited_deadline,
    concat_ws(
        ', ',
        case when warned.warns_aggregation_hazard then 'aggregation_hazard' end,
        case when warned.warns_mixed_units then 'mixed_units' end,
        case when warned.warns_restated_elsewhere then 'restated_elsewhere' end,
        case when warned.warns_soft_goal then 'soft_goal' end,
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
inner join actors on warned.actor_id = actors.actor_id
inner join themes on warned.theme_code = themes.theme_code
inner join indicators on warned.indicator_code = indicators.indicator_code
left join deadline_kinds on warned.deadline_kind = deadline_kinds.code
