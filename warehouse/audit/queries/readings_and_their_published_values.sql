-- One figure at one place of a text that is the same byte for byte in both builds, as it is read now and as it was.
with
readings_now as (
    select 'target' as kind, facts.target_id as row_id, documents.sha256, facts.char_start, facts.unit, facts.value_low, facts.value_high
    from marts.fact_targets as facts
    inner join marts.dim_document as documents on facts.document_id = documents.document_id
    union all
    select 'statistic', facts.statistic_id, documents.sha256, facts.char_start, facts.unit, facts.value_low, facts.value_high
    from marts.fact_statistics as facts
    inner join marts.dim_document as documents on facts.document_id = documents.document_id
),

readings_published as (
    select 'target' as kind, documents.sha256, facts.char_start, facts.unit, facts.value_low, facts.value_high
    from published.marts.fact_targets as facts
    inner join published.marts.dim_document as documents on facts.document_id = documents.document_id
    union all
    select 'statistic', documents.sha256, facts.char_start, facts.unit, facts.value_low, facts.value_high
    from published.marts.fact_statistics as facts
    inner join published.marts.dim_document as documents on facts.document_id = documents.document_id
),

pairs as (
    select
        readings.kind,
        readings.row_id,
        coalesce(readings.value_low, readings.value_high) as value,
        coalesce(before.value_low, before.value_high) as published_value
    from readings_now as readings
    inner join readings_published as before
        on
            readings.kind = before.kind
            and readings.sha256 = before.sha256
            and readings.char_start = before.char_start
            and readings.unit = before.unit
)

select
    kind,
    row_id,
    value,
    published_value,
    abs(value) between abs(published_value) / 5 and abs(published_value) * 5 as is_alike,
    abs(value) between abs(published_value) / 500 and abs(published_value) * 500 as is_of_the_same_order
from pairs
where value is not null and published_value is not null
