-- Every clause in reading order; that of level 0 is the whole document.
select
    clause_id, document_id, parent_clause_id, level, number_text, heading, section_role, section_role_zh, section_role_en,
    is_task, char_start, char_end, case when level = 0 then text end as text
from marts.dim_clause
order by document_id, char_start, level, clause_id
