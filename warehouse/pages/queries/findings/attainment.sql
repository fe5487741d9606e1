-- What became of the targets with a quantity.
select
    count(*) as quantified,
    count(*) filter (where attainment_status in ('met', 'met_early')) as met,
    count(*) filter (where attainment_status = 'met_early') as met_early,
    count(*) filter (where attainment_status = 'missed') as missed,
    count(*) filter (where attainment_status = 'on_the_way') as on_the_way,
    count(*) filter (where attainment_status = 'not_yet_due') as not_yet_due,
    count(*) filter (where attainment_status in ('not_comparable', 'no_data')) as not_known
from marts.mart_target_attainment
having count(*) > 0
