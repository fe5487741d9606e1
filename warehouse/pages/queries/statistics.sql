-- What documents say has been observed.
select
    fact.statistic_id,
    fact.document_id,
    fact.metric,
    fact.quantity_text,
    flat.comparator_zh,
    flat.comparator_en,
    fact.value_low,
    fact.value_high,
    fact.unit,
    flat.unit_zh,
    flat.unit_en,
    flat.statistic_type_zh,
    flat.statistic_type_en,
    fact.period_start,
    fact.period_end,
    fact.quote,
    fact.rule_id
from marts.fact_statistics as fact
inner join bi.statistics as flat on fact.statistic_id = flat.statistic_id
