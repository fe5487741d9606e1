{#- The rows of a raw table: its one file, or the parts that a runner wrote into a folder of its name. -#}
{% macro raw_table(name) -%}
    {%- set one_file = source('raw', name) -%}
    {%- set path = env_var('RAW_DIR', '../raw/tables') ~ '/' ~ name -%}
    {%- set parts = path ~ '/*.parquet' -%}
    {%- if execute and not file_exists(path ~ '.parquet') and file_exists(parts) -%}
        read_parquet('{{ parts }}')
    {%- else -%}
        {{ one_file }}
    {%- endif -%}
{%- endmacro %}

{% macro file_exists(pattern) -%}
    {{ return(run_query("select file from glob('" ~ pattern ~ "') limit 1") | length > 0) }}
{%- endmacro %}
