-- A value stands in the column of its unit and in no other, and only a counted commitment has one to add.
with targets as (
    select
        flat.target_id as fact_id,
        facts.unit,
        classes.unit_class,
        facts.is_counted,
        concat_ws(
            ' ',
            case when flat.value_yuan is not null then 'yuan' end,
            case when flat.value_count is not null then 'count' end,
            case when flat.value_persons is not null then 'persons' end,
            case when flat.value_percent is not null then 'percent' end,
            case when flat.value_square_metres is not null then 'square_metres' end,
            case when flat.value_kilometres is not null then 'kilometres' end,
            case when flat.value_tonnes is not null then 'tonnes' end
        ) as filled_columns
    from {{ ref('bi_targets') }} as flat
    inner join {{ ref('fact_targets') }} as facts on flat.target_id = facts.target_id
    left join {{ ref('unit_classes') }} as classes on facts.unit = classes.unit
),

statistics as (
    select
        flat.statistic_id as fact_id,
        facts.unit,
        classes.unit_class,
        true as is_counted,
        concat_ws(
            ' ',
            case when flat.value_yuan is not null then 'yuan' end,
            case when flat.value_count is not null then 'count' end,
            case when flat.value_persons is not null then 'persons' end,
            case when flat.value_percent is not null then 'percent' end,
            case when flat.value_square_metres is not null then 'square_metres' end,
            case when flat.value_kilometres is not null then 'kilometres' end,
            case when flat.value_tonnes is not null then 'tonnes' end
        ) as filled_columns
    from {{ ref('bi_statistics') }} as flat
    inner join {{ ref('fact_statistics') }} as facts on flat.statistic_id = facts.statistic_id
    left join {{ ref('unit_classes') }} as classes on facts.unit = classes.unit
),

facts as (
    select * from targets
    union all
    select * from statistics
)

select * from facts
where filled_columns <> case when is_counted then coalesce(unit_class, '') else '' end
