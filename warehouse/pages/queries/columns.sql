select
    table_schema, table_name, column_position, column_name, data_type, is_nullable, description, unit, references_column,
    allowed_values
from meta.data_dictionary
order by table_schema, table_name, column_position
