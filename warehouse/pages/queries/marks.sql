-- Every spot of a document that something was read from.
select
    'target' as kind, target_id as id, document_id, quote_start as mark_start, quote_end as mark_end, char_start, char_end
from marts.fact_targets
union all
select 'statistic', statistic_id, document_id, quote_start, quote_end, char_start, char_end from marts.fact_statistics
union all
select distinct 'pairing', pairing_group_key, document_id, quote_start, quote_end, null, null from marts.fact_pairings
union all
select
    case when region_id <> 'unknown' then 'place' when actor_id <> 'unknown' then 'body' else 'name' end,
    mention_id, document_id, char_start, char_end, null, null
from marts.fact_mentions
order by document_id, mark_start, mark_end desc, kind, id
