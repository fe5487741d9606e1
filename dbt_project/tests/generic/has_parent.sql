{#- Every row whose column names something that the parent table does not hold, whole, with quote and document
    where the table has them. -#}
{% test has_parent(model, column_name, to, parent_column) %}
    select child.*
    from {{ model }} as child
    left join {{ to }} as parent on child.{{ column_name }} = parent.{{ parent_column }}
    where
        child.{{ column_name }} is not null
        and parent.{{ parent_column }} is null
{% endtest %}
