with tasks as (
    select * from {{ ref('stg_clauses') }}
    where is_task
),

documents as (
    select * from {{ ref('stg_documents') }}
),

themes as (
    select * from {{ ref('int_clause_theme') }}
),

ancestors as (
    select * from {{ ref('int_clause_ancestors') }}
),

targets_below as (
    select
        ancestors.ancestor_clause_id as clause_id,
        count(*) as target_count
    from {{ ref('int_targets') }} as resolved
    inner join {{ ref('stg_targets') }} as targets on resolved.target_id = targets.target_id
    inner join ancestors on targets.clause_id = ancestors.clause_id
    where resolved.is_counted
    group by ancestors.ancestor_clause_id
),

pairings_below as (
    select
        ancestors.ancestor_clause_id as clause_id,
        count(*) as pairing_count
    from {{ ref('stg_pairings') }} as pairings
    inner join ancestors on pairings.clause_id = ancestors.clause_id
    group by ancestors.ancestor_clause_id
)

select
    tasks.clause_id,
    tasks.document_id,
    tasks.parent_clause_id,
    themes.theme_code,
    tasks.level,
    tasks.number_text,
    tasks.heading,
    tasks.path,
    documents.period_end,
    {{ date_key('documents.period_end') }} as period_end_key,
    cast(coalesce(targets_below.target_count, 0) as int) as target_count,
    cast(coalesce(pairings_below.pairing_count, 0) as int) as pairing_count,
    tasks.char_start,
    tasks.char_end,
    tasks.text
from tasks
inner join documents on tasks.document_id = documents.document_id
inner join themes on tasks.clause_id = themes.clause_id
left join targets_below on tasks.clause_id = targets_below.clause_id
left join pairings_below on tasks.clause_id = pairings_below.clause_id
