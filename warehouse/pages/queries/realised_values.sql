-- The values that a target can be compared with, oldest first.
select
    target_id,
    value_in_target_unit as value,
    period_start,
    period_end,
    period_fit,
    is_inferred,
    is_derived,
    source_title,
    source_url,
    date_published_text,
    note
from marts.mart_realised_values
where verdict in ('comparable', 'earlier_period') and value_in_target_unit is not null and period_end is not null
order by target_id, period_end, source_title, realised_value_key
