-- A target that says an earlier one again points at a target of the same document that is itself counted.
with targets as (
    select * from {{ ref('fact_targets') }}
)

select
    targets.target_id,
    targets.restates_target_id,
    targets.document_id,
    targets.quote
from targets
inner join targets as originals on targets.restates_target_id = originals.target_id
where
    not originals.is_counted
    or targets.document_id <> originals.document_id
