-- One source file of the last published build, with the facts read from it then and now.
with
facts_now as (
    select documents.source_file, any_value(documents.sha256) as sha256, count(facts.document_id) as fact_count
    from marts.dim_document as documents
    left join (
        select document_id from marts.fact_targets
        union all select document_id from marts.fact_pairings
        union all select document_id from marts.fact_statistics
    ) as facts on documents.document_id = facts.document_id
    group by documents.source_file
),

facts_published as (
    select documents.source_file, any_value(documents.sha256) as sha256, count(facts.document_id) as fact_count
    from published.marts.dim_document as documents
    left join (
        select document_id from published.marts.fact_targets
        union all select document_id from published.marts.fact_pairings
        union all select document_id from published.marts.fact_statistics
    ) as facts on documents.document_id = facts.document_id
    group by documents.source_file
),

joined as (
    select
        before.source_file,
        before.fact_count as published_facts,
        coalesce(facts_now.fact_count, 0) as facts,
        facts_now.source_file is not null as is_same_file,
        before.sha256 in (select sha256 from marts.dim_document) as is_same_text,
        exists (
            select 1 from meta.build_inputs as inputs
            where inputs.input_kind = 'document'
        )
        and not exists (
            select 1 from meta.build_inputs as inputs
            where inputs.sha256 = before.sha256 or inputs.input_path = 'raw/documents/' || before.source_file
        ) as is_taken_out
    from facts_published as before left join facts_now on before.source_file = facts_now.source_file
)

select
    source_file,
    published_facts,
    facts,
    is_same_file or is_same_text as is_there,
    is_same_file or is_same_text or is_taken_out as is_there_or_taken_out,
    not is_same_file or facts > 0 or published_facts < 3 as still_gives_facts,
    not is_same_file or not is_same_text or published_facts - facts < 5 or facts >= 0.7 * published_facts
        as gives_as_many_facts,
    not is_same_file or not is_same_text or facts < 10 or facts <= 3 * published_facts as gives_no_flood
from joined
