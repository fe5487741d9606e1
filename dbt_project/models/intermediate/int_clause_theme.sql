with clauses as (
    select clause_id from {{ ref('stg_clauses') }}
),

first_themes as (
    select
        clause_id,
        theme_code
    from {{ ref('stg_clause_themes') }}
    qualify row_number() over (partition by clause_id order by ordinal nulls last) = 1
)

select
    clauses.clause_id,
    coalesce(first_themes.theme_code, 'general') as theme_code
from clauses
left join first_themes on clauses.clause_id = first_themes.clause_id
