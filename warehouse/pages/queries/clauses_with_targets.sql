-- The clauses that hold a target, for showing a quote where it stands.
select clause_id, path, char_start, text
from marts.dim_clause
where clause_id in (select clause_id from marts.fact_targets)
