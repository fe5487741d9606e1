{#- Every row whose key occurs more than once or is not complete, whole, so that the reader sees what it holds. -#}
{% test unique_key(model, key_columns) %}
select
    rows_of_key.*
from (
    select
        model_rows.*,
        count(*) over (partition by {{ key_columns | join(', ') }}) as rows_with_this_key
    from {{ model }} as model_rows
) as rows_of_key
where
    rows_of_key.rows_with_this_key > 1
    {%- for column in key_columns %}
    or rows_of_key.{{ column }} is null
    {%- endfor %}
{% endtest %}
