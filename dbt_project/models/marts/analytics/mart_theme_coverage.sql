with documents as (
    select * from {{ ref('dim_document') }}
),

themes as (
    select * from {{ ref('dim_theme') }}
),

clauses as (
    select
        document_id,
        theme_code,
        count(*) as clause_count
    from {{ ref('dim_clause') }}
    where level > 0
    group by
        document_id,
        theme_code
),

tasks as (
    select
        document_id,
        theme_code,
        count(*) as task_count,
        count(*) filter (where target_count > 0) as task_with_target_count
    from {{ ref('fact_tasks') }}
    group by
        document_id,
        theme_code
),

targets as (
    select
        document_id,
        theme_code,
        count(*) as target_count,
        count(*) filter (where target_type <> 'milestone') as quantified_target_count,
        count(*) filter (where is_soft) as soft_target_count,
        count(*) filter (where period_end is not null) as dated_target_count
    from {{ ref('fact_targets') }}
    where is_counted
    group by
        document_id,
        theme_code
),

pairings as (
    select
        document_id,
        theme_code,
        count(distinct pairing_group_key) as pairing_statement_count
    from {{ ref('fact_pairings') }}
    group by
        document_id,
        theme_code
),

counted as (
    select
        documents.document_id,
        documents.title as document_title,
        themes.theme_code,
        themes.name_zh as theme_name_zh,
        themes.name_en as theme_name_en,
        cast(coalesce(clauses.clause_count, 0) as int) as clause_count,
        cast(coalesce(tasks.task_count, 0) as int) as task_count,
        cast(coalesce(tasks.task_with_target_count, 0) as int) as task_with_target_count,
        cast(coalesce(targets.target_count, 0) as int) as target_count,
        cast(coalesce(targets.quantified_target_count, 0) as int) as quantified_target_count,
        cast(coalesce(targets.soft_target_count, 0) as int) as soft_target_count,
        cast(coalesce(targets.dated_target_count, 0) as int) as dated_target_count,
        cast(coalesce(pairings.pairing_statement_count, 0) as int) as pairing_statement_count
    from documents
    cross join themes
    left join clauses on documents.document_id = clauses.document_id and themes.theme_code = clauses.theme_code
    left join tasks on documents.document_id = tasks.document_id and themes.theme_code = tasks.theme_code
    left join targets on documents.document_id = targets.document_id and themes.theme_code = targets.theme_code
    left join pairings on documents.document_id = pairings.document_id and themes.theme_code = pairings.theme_code
)

select
    document_id,
    document_title,
    theme_code,
    theme_name_zh,
    theme_name_en,
    case
        when quantified_target_count > 0 then 'measured'
        when target_count > 0 then 'promised'
        when clause_count > 0 then 'mentioned'
        else 'absent'
    end as coverage,
    clause_count,
    cast(clause_count as double) / nullif(sum(clause_count) over (partition by document_id), 0) as clause_share,
    task_count,
    task_with_target_count,
    target_count,
    cast(target_count as double) / nullif(sum(target_count) over (partition by document_id), 0) as target_share,
    quantified_target_count,
    soft_target_count,
    dated_target_count,
    pairing_statement_count
from counted
