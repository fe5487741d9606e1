with targets as (
    select * from {{ ref('int_quantified_targets') }}
),

outcomes as (
    select * from {{ ref('fact_outcomes') }}
),

-- Offsets of a collected value may be those of the bound before the number (达到, 不低于): take the nearest target.
linked_targets as (
    select
        outcomes.outcome_id,
        targets.commitment_key
    from outcomes
    inner join targets
        on
            outcomes.target_source_file = targets.source_file
            and outcomes.target_char_start
            between targets.char_start - {{ var('offset_tolerance') }} and targets.char_end - 1
    qualify
        row_number() over (
            partition by outcomes.outcome_id
            order by abs(targets.char_start - outcomes.target_char_start) nulls last, targets.target_id nulls last
        ) = 1
),

collected as (
    select
        linked_targets.commitment_key,
        'outcome' as value_origin,
        outcomes.outcome_id as origin_id,
        outcomes.indicator_text,
        outcomes.region_id,
        outcomes.regions_text,
        outcomes.value,
        outcomes.unit,
        outcomes.period_start,
        outcomes.period_end,
        outcomes.comparability,
        outcomes.period_relation as stated_period_relation,
        outcomes.target_source_file,
        outcomes.target_char_start,
        outcomes.is_inferred,
        outcomes.is_derived,
        outcomes.source_title,
        outcomes.source_url,
        outcomes.date_published_text,
        outcomes.note
    from outcomes
    inner join linked_targets on outcomes.outcome_id = linked_targets.outcome_id
),

implied as (
    select
        linked_targets.commitment_key,
        'implied_outcome' as value_origin,
        implied.implied_outcome_id as origin_id,
        implied.indicator_text,
        implied.region_id,
        cast(null as string) as regions_text,
        implied.value,
        implied.unit,
        implied.period_start,
        implied.period_end,
        'same_indicator' as comparability,
        cast(null as string) as stated_period_relation,
        implied.target_source_file,
        implied.target_char_start,
        implied.is_inferred,
        true as is_derived,
        implied.source_title,
        implied.source_url,
        implied.date_published_text,
        'computed from the value of the year after and its growth' as note
    from {{ ref('int_implied_outcomes') }} as implied
    inner join linked_targets on implied.amount_outcome_id = linked_targets.outcome_id
),

-- Values that nobody collected for a target: the same indicator, unit and region, said elsewhere. Only for indicators
-- where that is enough: the revenue of some firms is not that of others in the same place.
found as (
    select
        'outcome' as value_origin,
        outcome_id as origin_id,
        indicator_code,
        indicator_text,
        region_id,
        regions_text,
        cast(null as string) as document_id,
        value,
        unit,
        period_start,
        period_end,
        is_inferred,
        is_derived,
        source_title,
        source_url,
        date_published_text,
        note
    from outcomes
    where target_source_file is null
    union all
    select
        'statistic' as value_origin,
        statistics.statistic_id as origin_id,
        statistics.indicator_code,
        statistics.metric as indicator_text,
        statistics.region_id,
        cast(null as string) as regions_text,
        statistics.document_id,
        coalesce(statistics.value_low, statistics.value_high) as value,
        statistics.unit,
        statistics.period_start,
        statistics.period_end,
        statistics.is_soft as is_inferred,
        false as is_derived,
        documents.title as source_title,
        cast(null as string) as source_url,
        cast(documents.date_published as string) as date_published_text,
        statistics.quote as note
    from {{ ref('fact_statistics') }} as statistics
    inner join {{ ref('dim_document') }} as documents on statistics.document_id = documents.document_id
    where
        statistics.comparator in ('eq', 'approx')
        and statistics.value_low is not null
    union all
    select
        'regional_indicator' as value_origin,
        regional_indicator_id as origin_id,
        indicator_code,
        indicator_text,
        region_id,
        cast(null as string) as regions_text,
        cast(null as string) as document_id,
        value,
        unit,
        make_date(year, 1, 1) as period_start,
        make_date(year, 12, 31) as period_end,
        false as is_inferred,
        false as is_derived,
        publication as source_title,
        retrieved_from as source_url,
        cast(null as string) as date_published_text,
        series_code as note
    from {{ ref('int_attainment_figures') }}
),

matched as (
    select distinct
        targets.commitment_key,
        found.value_origin,
        found.origin_id,
        found.indicator_text,
        found.region_id,
        found.regions_text,
        found.value,
        found.unit,
        found.period_start,
        found.period_end,
        'same_indicator' as comparability,
        cast(null as string) as stated_period_relation,
        cast(null as string) as target_source_file,
        cast(null as int) as target_char_start,
        found.is_inferred,
        found.is_derived,
        found.source_title,
        found.source_url,
        found.date_published_text,
        found.note
    from targets
    inner join found
        on
            targets.indicator_code = found.indicator_code
            and targets.unit = found.unit
            and targets.region_id = found.region_id
            and targets.document_id is distinct from found.document_id
    where
        targets.is_regional
        and targets.region_id <> 'unknown'
)

select * from collected
union all
select * from implied
union all
select * from matched
