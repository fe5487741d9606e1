with recursive documents as (
    select
        document_id,
        coalesce(date_issued, date_adopted, date_published) as said_on
    from {{ ref('stg_documents') }}
),

first_regions as (
    select * from {{ ref('int_target_regions') }}
    where is_first
),

units as (
    select * from {{ ref('stg_units') }}
),

statements as (
    select
        targets.target_id,
        targets.document_id,
        targets.restates_target_id,
        targets.indicator_code,
        targets.metric,
        units.dimension,
        first_regions.region_id,
        targets.period_end,
        -- "达到5000亿元" and "5000亿元以上" are one commitment; "5000亿元以内" is another.
        {{ surrogate_key([
            'targets.unit',
            'coalesce(targets.value_low, targets.value_high)',
            "case when targets.comparator = 'range' then targets.value_high end",
            "case when targets.comparator in ('le', 'lt') then 'at most' end",
            'targets.period_end',
            'first_regions.region_id'
        ]) }} as value_key,
        coalesce(targets.value_low, targets.value_high) is not null as is_quantified,
        row_number() over (
            order by
                documents.said_on nulls last,
                targets.document_id nulls last,
                targets.char_start nulls last,
                targets.target_id nulls last
        ) as place
    from {{ ref('stg_targets') }} as targets
    inner join documents on targets.document_id = documents.document_id
    inner join first_regions on targets.target_id = first_regions.target_id
    left join units on targets.unit = units.unit
),

tied_by_wording as (
    select
        'repeats_wording' as restatement_reason,
        case when again.place > original.place then again.target_id else original.target_id end as target_id,
        case when again.place > original.place then original.target_id else again.target_id end as earlier_target_id,
        least(again.place, original.place) as earlier_place
    from statements as again
    inner join statements as original on again.restates_target_id = original.target_id
    where again.target_id <> original.target_id
),

-- Equal sums of money are hardly chance, so a longer wording that ends in the shorter one says the same there.
-- Equal rates and small counts often are chance: their wording must be equal.
tied_within_document as (
    select
        'repeats_value' as restatement_reason,
        again.target_id,
        original.target_id as earlier_target_id,
        original.place as earlier_place
    from statements as again
    inner join statements as original
        on
            again.document_id = original.document_id
            and again.value_key = original.value_key
    where
        again.is_quantified
        and again.place > original.place
        and (
            again.metric = original.metric
            or (
                again.dimension = 'money'
                and least(length(again.metric), length(original.metric)) >= 4
                and (
                    right(again.metric, length(original.metric)) = original.metric
                    or right(original.metric, length(again.metric)) = again.metric
                )
            )
        )
),

same_value_elsewhere as (
    select
        target_id,
        document_id,
        first_value(target_id) over said_by_all as earlier_target_id,
        first_value(document_id) over said_by_all as earlier_document_id,
        first_value(place) over said_by_all as earlier_place
    from statements
    where
        is_quantified
        and indicator_code is not null
        and period_end is not null
        and region_id <> 'unknown'
    window said_by_all as (partition by indicator_code, value_key order by place nulls last)
),

ties as (
    select * from tied_by_wording
    union all
    select * from tied_within_document
    union all
    select
        'repeats_other_document' as restatement_reason,
        target_id,
        earlier_target_id,
        earlier_place
    from same_value_elsewhere
    where document_id <> earlier_document_id
),

earliest_ties as (
    select * from ties
    qualify
        row_number() over (
            partition by target_id
            order by earlier_place asc nulls last, restatement_reason desc nulls last
        ) = 1
),

-- A statement may repeat one that itself repeats another: all of them belong to the first.
groups_of_statements as (
    select
        statements.target_id,
        statements.target_id as restatement_group
    from statements
    left join earliest_ties on statements.target_id = earliest_ties.target_id
    where earliest_ties.target_id is null
    union all
    select
        earliest_ties.target_id,
        groups_of_statements.restatement_group
    from groups_of_statements
    inner join earliest_ties on groups_of_statements.target_id = earliest_ties.earlier_target_id
)

select
    groups_of_statements.target_id,
    groups_of_statements.restatement_group,
    case
        when earliest_ties.target_id is not null then earliest_ties.restatement_reason
        when count(*) over (partition by groups_of_statements.restatement_group) > 1 then 'first_stated'
        else 'stated_once'
    end as restatement_reason,
    groups_of_statements.target_id = groups_of_statements.restatement_group as is_counted
from groups_of_statements
left join earliest_ties on groups_of_statements.target_id = earliest_ties.target_id
