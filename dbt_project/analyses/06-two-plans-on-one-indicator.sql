-- Question: How do two plans treat the same indicator?
-- 问题：不同文件对同一指标分别提出了什么目标？
-- Answer: One commitment a row, those about one thing together, the highest first. Where is_whole_metric is false
--   the commitment is about a part or another scope of it: read the metric before comparing.
select
    comparison_name_zh,
    value_rank,
    document_title,
    region_name_zh,
    metric,
    is_whole_metric,
    quantity_text,
    period_end as deadline
from marts.mart_commitment_comparison
order by comparison_name_zh, value_rank, document_title, metric
