-- Question: Who supports whom?
-- 问题：谁支持谁？
-- Answer: One pair a row in which the first party supports the second, with the sentence that says so.
select
    document_title,
    first_party,
    second_party,
    cooperation_field,
    quote
from bi.pairings
where pair_relation_en = 'first supports second'
order by document_title, first_party, second_party, quote
