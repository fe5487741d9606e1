-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(quarantine_id as string) as quarantine_id,
    cast(table_name as string) as table_name,
    cast(row_json as string) as row_json,
    cast(check_name as string) as check_name,
    cast(reason as string) as reason
from {{ raw_table('quarantine') }}
