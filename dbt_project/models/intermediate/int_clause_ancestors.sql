with recursive clauses as (
    select
        clause_id,
        parent_clause_id,
        level
    from {{ ref('stg_clauses') }}
),

-- An ancestor must stand at a higher level, so that a damaged hierarchy with a circle in it still ends.
lines_of_descent as (
    select
        clause_id,
        clause_id as ancestor_clause_id,
        level as ancestor_level
    from clauses
    union all
    select
        lines_of_descent.clause_id,
        parents.clause_id as ancestor_clause_id,
        parents.level as ancestor_level
    from lines_of_descent
    inner join clauses as children on lines_of_descent.ancestor_clause_id = children.clause_id
    inner join clauses as parents
        on
            children.parent_clause_id = parents.clause_id
            and children.level > parents.level
)

select
    clause_id,
    ancestor_clause_id,
    ancestor_level
from lines_of_descent
