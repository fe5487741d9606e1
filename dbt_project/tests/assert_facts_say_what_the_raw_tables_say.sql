-- What a fact table only passes on is what the raw table says: no value, period, unit or quote changes on the way.
{% set facts_of_documents = [
    'document_id', 'clause_id', 'metric', 'comparator', 'value_low', 'value_high', 'unit_text', 'baseline_value',
    'period_start', 'period_end', 'deadline_text', 'deadline_inherited', 'is_soft', 'quantity_text', 'quote',
    'source_file', 'char_start', 'char_end', 'quote_start', 'quote_end', 'rule_id'
] %}
{% set copies = [
    ('fact_targets', 'targets', 'target_id', facts_of_documents + ['target_type', 'restates_target_id']),
    ('fact_statistics', 'statistics', 'statistic_id', facts_of_documents + ['statistic_type']),
    (
        'fact_regional_indicators', 'regional_indicators', 'regional_indicator_id',
        ['region_id', 'indicator_code', 'definition', 'vintage', 'year', 'value', 'unit', 'unit_text', 'publication']
    ),
    (
        'fact_outcomes', 'realised_outcomes', 'outcome_id',
        ['period_start', 'period_end', 'value', 'unit_text', 'comparability', 'source_title', 'source_url']
    ),
] %}
{% for fact_table, raw_table_name, key, columns in copies %}
    {% set checked = ([key] + columns) | join(', ') %}
    select
        '{{ fact_table }}' as table_name,
        {{ key }} as row_id
    from (
        select {{ checked }} from {{ ref(fact_table) }}
        except
        select {{ checked }} from {{ raw_table(raw_table_name) }}
    ) as changed
    {% if not loop.last %}union all{% endif %}
{% endfor %}
