-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(regional_indicator_id as string) as regional_indicator_id,
    cast(region_id as string) as region_id,
    cast(region_name as string) as region_name,
    cast(indicator_code as string) as indicator_code,
    cast(indicator_text as string) as indicator_text,
    cast(definition as string) as definition,
    cast(vintage as string) as vintage,
    cast(year as int) as year,
    cast(value as double) as value,
    cast(unit as string) as unit,
    cast(unit_text as string) as unit_text,
    cast(publication as string) as publication,
    cast(retrieved_from as string) as retrieved_from,
    cast(caveat as string) as caveat
from {{ raw_table('regional_indicators') }}
