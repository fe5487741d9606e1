select table_schema, table_name, description, grain, use_for, take_care, joins, example_sql, usage_warnings, row_count
from meta.catalog
order by list_position(['bi', 'marts', 'meta'], table_schema), table_name
