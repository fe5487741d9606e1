-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(indicator_code as string) as indicator_code,
    cast(name_zh as string) as name_zh,
    cast(name_en as string) as name_en,
    cast(unit as string) as unit,
    cast(better_direction as string) as better_direction,
    cast(is_summable as boolean) as is_summable,
    cast(is_regional as boolean) as is_regional,
    cast(measure as string) as measure,
    cast(parent_indicator_code as string) as parent_indicator_code,
    cast(is_listed as boolean) as is_listed
from {{ raw_table('indicators') }}
