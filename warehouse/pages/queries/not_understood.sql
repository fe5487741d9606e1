-- What was read and could not be made out: names of nobody known, names with two meanings, facts that lack something.
select
    'name' as kind, document_id, mention_text as words, is_ambiguous, count(*) as times, min(char_start) as char_start,
    null as fact_id
from marts.fact_mentions
where is_ambiguous or (region_id = 'unknown' and actor_id = 'unknown')
group by document_id, mention_text, is_ambiguous
union all
select
    case when unit_known.is_known_unit then 'deadline' else 'unit' end,
    targets.document_id, targets.quote, false, 1, targets.quote_start, targets.target_id
from marts.fact_targets as targets
inner join marts.dim_unit as unit_known on targets.unit = unit_known.unit
where targets.period_end is null or not unit_known.is_known_unit
order by document_id, kind, char_start
