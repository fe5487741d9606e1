{#- Every row whose key occurs more than once or is not complete, whole, so that the reader sees what it holds. -#}
{% test unique_key(model, key_columns) %}
    select keyed.*
    from (
        select
            model_rows.*,
            count(*) over (partition by {{ key_columns | join(', ') }}) as rows_with_this_key
        from {{ model }} as model_rows
    ) as keyed
    where
        keyed.rows_with_this_key > 1
        or {{ key_columns | join(' is null or ') }} is null
{% endtest %}
