select
    actor_id,
    mention_text as name_text,
    count(*) as mention_count,
    count(distinct document_id) as document_count
from {{ ref('stg_mentions') }}
where actor_id is not null
group by actor_id, mention_text
