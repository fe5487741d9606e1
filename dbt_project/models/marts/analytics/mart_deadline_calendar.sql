with targets as (
    select * from {{ ref('fact_targets') }}
    where
        is_counted
        and period_end is not null
),

documents as (
    select * from {{ ref('dim_document') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

themes as (
    select * from {{ ref('dim_theme') }}
),

actors as (
    select * from {{ ref('dim_actor') }}
)

select
    targets.target_id,
    targets.period_end as deadline,
    targets.period_end_key as deadline_key,
    cast(extract(year from targets.period_end) as int) as deadline_year,
    cast(extract(quarter from targets.period_end) as int) as deadline_quarter,
    targets.deadline_kind,
    targets.document_id,
    documents.title as document_title,
    targets.region_id,
    regions.name_zh as region_name_zh,
    regions.name_en as region_name_en,
    targets.actor_id,
    actors.name_zh as actor_name_zh,
    targets.theme_code,
    themes.name_zh as theme_name_zh,
    themes.name_en as theme_name_en,
    targets.target_type,
    targets.metric,
    targets.comparator,
    targets.value_low,
    targets.value_high,
    targets.unit,
    targets.is_soft,
    targets.quote
from targets
inner join documents on targets.document_id = documents.document_id
inner join regions on targets.region_id = regions.region_id
inner join themes on targets.theme_code = themes.theme_code
inner join actors on targets.actor_id = actors.actor_id
