with documents as (
    select * from {{ ref('dim_document') }}
),

targets as (
    select
        document_id,
        count(*) filter (where is_counted) as target_count,
        count(*) filter (where is_counted and target_type <> 'milestone') as quantified_target_count,
        count(*) filter (where is_counted and target_type = 'milestone') as milestone_count,
        count(*) filter (where is_counted and is_soft) as soft_target_count,
        count(*) filter (where not is_counted) as restatement_count,
        min(period_end) as first_deadline,
        max(period_end) as last_deadline
    from {{ ref('fact_targets') }}
    group by document_id
),

statistics as (
    select
        document_id,
        count(*) as statistic_count
    from {{ ref('fact_statistics') }}
    group by document_id
),

pairings as (
    select
        document_id,
        count(distinct pairing_group_key) as pairing_statement_count,
        count(*) as pair_count
    from {{ ref('fact_pairings') }}
    group by document_id
),

tasks as (
    select
        document_id,
        count(*) as task_count,
        count(*) filter (where target_count > 0) as task_with_target_count
    from {{ ref('fact_tasks') }}
    group by document_id
),

mentions as (
    select
        document_id,
        count(*) as mention_count
    from {{ ref('fact_mentions') }}
    group by document_id
)

select
    documents.document_id,
    documents.title,
    documents.first_issuer_text,
    documents.date_issued,
    cast(coalesce(tasks.task_count, 0) as int) as task_count,
    cast(coalesce(tasks.task_with_target_count, 0) as int) as task_with_target_count,
    cast(coalesce(targets.target_count, 0) as int) as target_count,
    cast(coalesce(targets.quantified_target_count, 0) as int) as quantified_target_count,
    cast(coalesce(targets.milestone_count, 0) as int) as milestone_count,
    cast(coalesce(targets.soft_target_count, 0) as int) as soft_target_count,
    cast(coalesce(targets.restatement_count, 0) as int) as restatement_count,
    targets.first_deadline,
    targets.last_deadline,
    cast(coalesce(statistics.statistic_count, 0) as int) as statistic_count,
    cast(coalesce(pairings.pairing_statement_count, 0) as int) as pairing_statement_count,
    cast(coalesce(pairings.pair_count, 0) as int) as pair_count,
    cast(coalesce(mentions.mention_count, 0) as int) as mention_count
from documents
left join targets on documents.document_id = targets.document_id
left join statistics on documents.document_id = statistics.document_id
left join pairings on documents.document_id = pairings.document_id
left join tasks on documents.document_id = tasks.document_id
left join mentions on documents.document_id = mentions.document_id
