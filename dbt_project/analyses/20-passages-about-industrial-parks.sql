-- Question: Which passages speak of industrial parks, in either script?
-- 问题：哪些段落谈到“产业园区”（简繁体均可）？
-- Answer: One passage a row, the best match first. Facts are listed beside the clauses that hold them.
select
    entry_kind,
    document_title,
    section_path,
    passage
from search_clauses('产业园区')
order by score desc, document_title asc, char_start asc, entry_kind asc
