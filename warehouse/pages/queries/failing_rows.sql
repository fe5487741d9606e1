select
    check_tool, check_name, table_name, document_title, source_file, clause_path, quote, rule_id, expected, found, owner,
    what_to_do, row_json
from meta.dq_failing_rows
order by check_tool, table_name, check_name, source_file, row_json
