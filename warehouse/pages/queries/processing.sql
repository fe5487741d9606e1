select source_file, run_step, status, rows_extracted, error_class, message from meta.processing_outcomes
order by status = 'ok', source_file, run_step
