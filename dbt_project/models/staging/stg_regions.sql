-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(region_id as string) as region_id,
    cast(adcode as string) as adcode,
    cast(name_zh as string) as name_zh,
    cast(name_en as string) as name_en,
    cast(short_name as string) as short_name,
    cast(region_class as string) as region_class,
    cast(parent_region_id as string) as parent_region_id,
    cast(is_current as boolean) as is_current,
    cast(latitude as double) as latitude,
    cast(longitude as double) as longitude,
    cast(region_source as string) as region_source
from {{ raw_table('regions') }}
