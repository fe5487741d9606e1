-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(theme_code as string) as theme_code,
    cast(name_zh as string) as name_zh,
    cast(name_en as string) as name_en
from {{ raw_table('themes') }}
