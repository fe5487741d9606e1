with mentions as (
    select * from {{ ref('stg_mentions') }}
)

select
    mention_id,
    document_id,
    clause_id,
    coalesce(region_id, 'unknown') as region_id,
    coalesce(actor_id, 'unknown') as actor_id,
    case
        when actor_id is not null then 'actor'
        when region_id is not null then 'region'
        else 'unresolved'
    end as mention_kind,
    mention_text,
    is_ambiguous,
    char_start,
    char_end
from mentions
