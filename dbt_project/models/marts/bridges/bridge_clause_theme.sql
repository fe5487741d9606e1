with clauses as (
    select
        clause_id,
        theme_code as first_theme_code
    from {{ ref('int_clause_theme') }}
),

themes as (
    select * from {{ ref('stg_clause_themes') }}
)

-- A clause without a theme has the row 'general', so that a join over the bridge loses no clause.
select
    clauses.clause_id,
    coalesce(themes.ordinal, 1) as ordinal,
    coalesce(themes.theme_code, clauses.first_theme_code) as theme_code
from clauses
left join themes on clauses.clause_id = themes.clause_id
