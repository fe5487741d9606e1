-- Question: Who promised the most money by the end of 2025?
-- 问题：到2025年底，谁承诺的金额最多？
-- Answer: One commitment of money a row, the largest first, in 亿元 (100 million yuan). Amounts are listed and not
--   added, since one may be part of another, as emerging industries are of all investment.
select
    issuer_name,
    region_zh,
    actor_name,
    metric,
    comparator_en,
    round(value_yuan / 1e8, 2) as value_100m_yuan,
    deadline,
    quote
from bi.targets
where
    value_yuan is not null
    and deadline <= date '2025-12-31'
order by value_yuan desc, deadline asc, quote asc, metric asc
