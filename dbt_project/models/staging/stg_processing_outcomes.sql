-- made from schemas/ by `python -m schemas.dbt_sources`; change the definitions there
select
    cast(outcome_row_id as string) as outcome_row_id,
    cast(source_file as string) as source_file,
    cast(run_step as string) as run_step,
    cast(status as string) as status,
    cast(rows_extracted as int) as rows_extracted,
    cast(seconds as double) as seconds,
    cast(error_class as string) as error_class,
    cast(message as string) as message
from {{ raw_table('processing_outcomes') }}
