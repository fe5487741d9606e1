with targets as (
    select * from {{ ref('stg_targets') }}
),

first_regions as (
    select * from {{ ref('int_target_regions') }}
    where is_first
),

first_actors as (
    select * from {{ ref('int_target_actors') }}
    where is_first
),

clause_themes as (
    select * from {{ ref('int_clause_theme') }}
),

restatements as (
    select * from {{ ref('int_restatements') }}
)

select
    targets.target_id,
    first_regions.region_id,
    first_actors.actor_id,
    clause_themes.theme_code,
    coalesce(targets.unit, 'none') as unit,
    case
        when targets.period_end is not null and targets.deadline_inherited then 'inherited'
        when targets.period_end is not null then 'stated'
        when targets.deadline_text is not null or targets.period_start is not null then 'open'
        else 'none'
    end as deadline_kind,
    restatements.is_counted,
    restatements.restatement_group,
    restatements.restatement_reason
from targets
inner join first_regions on targets.target_id = first_regions.target_id
inner join first_actors on targets.target_id = first_actors.target_id
inner join clause_themes on targets.clause_id = clause_themes.clause_id
inner join restatements on targets.target_id = restatements.target_id
