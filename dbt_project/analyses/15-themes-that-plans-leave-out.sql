-- Question: Which policy themes are measured, promised, only mentioned or left out, and by how many documents?
-- 问题：各政策主题有多少文件设有量化目标、只有定性目标、仅提及或未涉及？
-- Answer: One theme a row, the number of documents for each kind of coverage, and the documents that measure it.
select
    theme_name_zh,
    theme_name_en,
    count(*) filter (where coverage = 'measured') as measured,
    count(*) filter (where coverage = 'promised') as promised,
    count(*) filter (where coverage = 'mentioned') as mentioned,
    count(*) filter (where coverage = 'absent') as absent,
    string_agg(document_title, '; ' order by document_title) filter (where coverage = 'measured') as measured_by
from marts.mart_theme_coverage
group by theme_name_zh, theme_name_en
order by measured desc, promised desc, mentioned desc, theme_name_en asc
