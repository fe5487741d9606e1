with pairs as (
    select * from {{ ref('int_pairing_pairs') }}
),

statements as (
    select * from {{ ref('stg_pairings') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

themes as (
    select * from {{ ref('int_clause_theme') }}
),

types as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'pairing_type'
)

select
    pairs.pairing_key,
    pairs.pairing_group_key,
    pairs.group_size,
    statements.document_id,
    statements.clause_id,
    themes.theme_code,
    statements.pairing_type,
    types.name_zh as pairing_type_zh,
    types.name_en as pairing_type_en,
    statements.direction,
    pairs.pair_relation,
    statements.field,
    documents.period_end,
    {{ date_key('documents.period_end') }} as period_end_key,
    pairs.first_ordinal,
    pairs.first_member_text,
    pairs.first_region_id,
    pairs.first_actor_id,
    pairs.second_ordinal,
    pairs.second_member_text,
    pairs.second_region_id,
    pairs.second_actor_id,
    statements.quote,
    statements.source_file,
    statements.quote_start,
    statements.quote_end,
    statements.rule_id
from pairs
inner join statements on pairs.pairing_group_key = statements.pairing_id
inner join documents on statements.document_id = documents.document_id
inner join themes on statements.clause_id = themes.clause_id
left join types on statements.pairing_type = types.code
