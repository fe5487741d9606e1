-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(unit as string) as unit,
    cast(dimension as string) as dimension,
    cast(name_zh as string) as name_zh,
    cast(name_en as string) as name_en,
    cast(is_known_unit as boolean) as is_known_unit,
    cast(is_additive as boolean) as is_additive
from {{ raw_table('units') }}
