select
    check_tool, check_name, table_name, column_name, severity, status, failing_rows, checked_rows, expected, found,
    consequence, owner, failing_rows_table, accepted_because
from meta.dq_results
order by list_position(['fail', 'accepted', 'warn', 'skipped', 'pass'], status), check_tool, table_name, check_name, column_name
