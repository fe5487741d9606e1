select
    theme_name_zh as theme_zh, theme_name_en as theme_en, document_id, document_title, coverage, clause_count, task_count,
    target_count, quantified_target_count
from marts.mart_theme_coverage
order by theme_code, document_title
