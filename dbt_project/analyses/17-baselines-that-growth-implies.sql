-- Question: From which value does a target with a growth rate start?
-- 问题：由目标值和增速可以推算出怎样的基数？
-- Answer: One target a row: 1755亿元 at +35 % implies 1300 in the year before. Exact only where both numbers are.
select
    metric,
    stated_value,
    growth_percent,
    round(implied_baseline_value) as implied_baseline_value,
    unit,
    baseline_year,
    is_exact,
    quote
from marts.mart_implied_baseline
order by stated_value desc, metric asc
