with outcomes as (
    select * from {{ ref('stg_realised_outcomes') }}
),

degrees as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'comparability'
)

select
    outcomes.outcome_id,
    outcomes.region_id,
    outcomes.unit,
    outcomes.indicator_code,
    outcomes.indicator_text,
    outcomes.regions_text,
    outcomes.actor_text,
    outcomes.period_start,
    {{ date_key('outcomes.period_start') }} as period_start_key,
    outcomes.period_end,
    {{ date_key('outcomes.period_end') }} as period_end_key,
    outcomes.value,
    outcomes.unit_text,
    outcomes.comparability,
    degrees.name_zh as comparability_zh,
    degrees.name_en as comparability_en,
    outcomes.period_relation,
    outcomes.target_source_file,
    outcomes.target_char_start,
    outcomes.is_inferred,
    outcomes.is_derived,
    outcomes.source_title,
    outcomes.source_publisher,
    outcomes.source_url,
    outcomes.date_published_text,
    outcomes.note
from outcomes
left join degrees on outcomes.comparability = degrees.code
