-- Question: Where a document states both what was reached and what is promised, how far is the way?
-- 问题：同一文件既写了现状又写了目标的指标，还差多少？
-- Answer: One indicator of one document a row: the observed value, the promised one, and the change between them,
--   all in the unit of the row.
select
    documents.title,
    indicators.name_zh as indicator,
    statistics.quantity_text as reached,
    statistics.period_end as reached_by,
    targets.quantity_text as promised,
    targets.period_end as promised_by,
    coalesce(targets.value_low, targets.value_high) - coalesce(statistics.value_low, statistics.value_high) as change,
    targets.unit
from marts.fact_statistics as statistics
inner join marts.fact_targets as targets
    on
        statistics.document_id = targets.document_id
        and statistics.indicator_code = targets.indicator_code
        and statistics.unit = targets.unit
inner join marts.dim_indicator as indicators on targets.indicator_code = indicators.indicator_code
inner join marts.dim_document as documents on targets.document_id = documents.document_id
where
    targets.is_counted
    and targets.unit <> 'none'
order by documents.title, indicator, statistics.char_start, targets.char_start
