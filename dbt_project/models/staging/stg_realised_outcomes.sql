-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(outcome_id as string) as outcome_id,
    cast(regions_text as string) as regions_text,
    cast(region_id as string) as region_id,
    cast(actor_text as string) as actor_text,
    cast(indicator_code as string) as indicator_code,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    cast(value as double) as value,
    cast(unit as string) as unit,
    cast(unit_text as string) as unit_text,
    cast(comparability as string) as comparability,
    cast(period_relation as string) as period_relation,
    cast(target_source_file as string) as target_source_file,
    cast(target_char_start as int) as target_char_start,
    cast(is_inferred as boolean) as is_inferred,
    cast(is_derived as boolean) as is_derived,
    cast(source_title as string) as source_title,
    cast(source_publisher as string) as source_publisher,
    cast(source_url as string) as source_url,
    cast(date_published_text as string) as date_published_text,
    cast(note as string) as note
from {{ raw_table('realised_outcomes') }}
