with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

evidence as (
    select * from {{ ref('int_target_evidence') }}
),

judging as (
    select * from {{ ref('int_as_of_date') }}
)

select
    targets.target_id,
    judging.as_of_date,
    coalesce(targets.period_end < judging.as_of_date, false) as is_past_due,
    case
        when evidence.comparable_value_count = 0 and targets.period_end > judging.as_of_date then 'not_yet_due'
        when evidence.known_value_count = 0 then 'no_data'
        when evidence.comparable_value_count = 0 or evidence.satisfies_goal is null then 'not_comparable'
        when evidence.period_fit = 'final'
            then
                case
                    when not evidence.satisfies_goal then 'missed'
                    when targets.judged_as = 'state' and evidence.is_satisfied_early then 'met_early'
                    else 'met'
                end
        -- From here on the value is of a part of the way. A rate of a part says nothing sure about the whole.
        when targets.judged_as = 'rate' then 'on_the_way'
        when targets.judged_as = 'amount' and targets.goal_direction = 'at_most'
            then case when evidence.satisfies_goal then 'on_the_way' else 'missed' end
        when evidence.satisfies_goal and (targets.judged_as = 'amount' or evidence.is_satisfied_early) then 'met_early'
        else 'on_the_way'
    end as attainment_status
from targets
inner join evidence on targets.target_id = evidence.target_id
cross join judging
