with clauses as (
    select * from {{ ref('stg_clauses') }}
),

themes as (
    select * from {{ ref('int_clause_theme') }}
),

roles as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'section_role'
)

select
    clauses.clause_id,
    clauses.document_id,
    clauses.parent_clause_id,
    themes.theme_code,
    clauses.level,
    clauses.number_text,
    clauses.heading,
    clauses.path,
    clauses.section_role,
    roles.name_zh as section_role_zh,
    roles.name_en as section_role_en,
    clauses.is_task,
    clauses.char_start,
    clauses.char_end,
    clauses.text
from clauses
inner join themes on clauses.clause_id = themes.clause_id
left join roles on clauses.section_role = roles.code
