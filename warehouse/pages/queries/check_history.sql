-- The results of a kept build, to set beside those of the others.
select check_tool, table_name, check_name, column_name, status, failing_rows from meta.dq_results
