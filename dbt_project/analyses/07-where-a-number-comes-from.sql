-- Question: Where does a number come from, here 175 500 000 000 yuan?
-- 问题：某个数字（此处为1755亿元）出自哪里？
-- Answer: The sentence, its place in the document, the characters in the source file from which the number was
--   read, and the rule that read it.
select
    targets.metric,
    targets.value_low,
    targets.unit,
    targets.quantity_text,
    targets.quote,
    clauses.path,
    targets.source_file,
    targets.char_start,
    targets.char_end,
    targets.rule_id
from marts.fact_targets as targets
inner join marts.dim_clause as clauses on targets.clause_id = clauses.clause_id
where
    targets.value_low = 175500000000
    and targets.unit = 'CNY'
order by targets.source_file, targets.char_start
