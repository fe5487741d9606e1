{#- The rows of a raw table: its one file, or the parts that a runner wrote into a folder of its name. -#}
{% macro raw_table(name) -%}
    {{ return(adapter.dispatch('raw_table')(source('raw', name), env_var('RAW_DIR', '../raw/tables') ~ '/' ~ name)) }}
{%- endmacro %}

{% macro default__raw_table(one_file, path) -%}
    {%- set parts = path ~ '/*.parquet' -%}
    {%- if execute and not file_exists(path ~ '.parquet') and file_exists(parts) -%}
        read_parquet('{{ parts }}')
    {%- else -%}
        {{ one_file }}
    {%- endif -%}
{%- endmacro %}

{#- Hadoop finds what is there of `<table>.parquet` and `<table>`. -#}
{% macro spark__raw_table(one_file, path) -%}
    parquet.`{{ path }}{.parquet,}`
{%- endmacro %}

{% macro file_exists(pattern) -%}
    {{ return(run_query("select file from glob('" ~ pattern ~ "') limit 1") | length > 0) }}
{%- endmacro %}
