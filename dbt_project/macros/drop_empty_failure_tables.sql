{#- Drop the table of every test that found nothing, so that the schema dq holds failing rows and nothing else. -#}
{% macro drop_empty_failure_tables(results) %}
    {%- for result in results if result.node.resource_type == 'test' and result.failures == 0 %}
        {%- do run_query('drop table if exists ' ~ result.node.relation_name) %}
    {%- endfor %}
{% endmacro %}
