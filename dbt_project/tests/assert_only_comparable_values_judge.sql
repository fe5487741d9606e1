-- No status rests on a value of another indicator, scope or period.
select
    attained.target_id,
    attained.attainment_status,
    attained.evidence_verdict,
    attained.explanation,
    attained.quote
from {{ ref('mart_target_attainment') }} as attained
where
    (attained.attainment_status in ('met', 'met_early', 'missed', 'on_the_way'))
    <> (coalesce(attained.evidence_verdict, '') = 'comparable')
