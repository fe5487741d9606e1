{{ config(alias='pairings', schema='bi') }}

with pairings as (
    select * from {{ ref('fact_pairings') }}
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

directions as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'direction'
),

relations as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'pair_relation'
)

select
    pairings.pairing_key,
    pairings.pairing_group_key,
    documents.title as document_title,
    documents.document_type as document_type_zh,
    documents.document_type_en,
    documents.first_issuer_text as issuer_name,
    documents.date_issued,
    clauses.path as section_path,
    themes.name_zh as theme_zh,
    themes.name_en as theme_en,
    pairings.pairing_type_zh,
    pairings.pairing_type_en,
    directions.name_zh as direction_zh,
    directions.name_en as direction_en,
    relations.name_zh as pair_relation_zh,
    relations.name_en as pair_relation_en,
    pairings.field as cooperation_field,
    pairings.first_member_text as first_party,
    first_regions.name_zh as first_region_zh,
    first_regions.name_en as first_region_en,
    first_provinces.name_zh as first_province_zh,
    first_provinces.name_en as first_province_en,
    first_regions.latitude as first_latitude,
    first_regions.longitude as first_longitude,
    pairings.second_member_text as second_party,
    second_regions.name_zh as second_region_zh,
    second_regions.name_en as second_region_en,
    second_provinces.name_zh as second_province_zh,
    second_provinces.name_en as second_province_en,
    second_regions.latitude as second_latitude,
    second_regions.longitude as second_longitude,
    cast(1 as double) / count(*) over (partition by pairings.pairing_group_key) as statement_share,
    pairings.group_size > 2 as warns_aggregation_hazard,
    concat_ws(', ', case when pairings.group_size > 2 then 'aggregation_hazard' end) as warning_codes,
    pairings.quote,
    pairings.source_file,
    pairings.quote_start,
    pairings.quote_end
from pairings
inner join documents on pairings.document_id = documents.document_id
inner join clauses on pairings.clause_id = clauses.clause_id
inner join themes on pairings.theme_code = themes.theme_code
inner join regions as first_regions on pairings.first_region_id = first_regions.region_id
left join regions as first_provinces on first_regions.province_region_id = first_provinces.region_id
inner join regions as second_regions on pairings.second_region_id = second_regions.region_id
left join regions as second_provinces on second_regions.province_region_id = second_provinces.region_id
left join directions on pairings.direction = directions.code
left join relations on pairings.pair_relation = relations.code
