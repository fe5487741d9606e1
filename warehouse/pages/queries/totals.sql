-- One line of figures for the whole warehouse.
select
    (select count(*) from marts.dim_document) as documents,
    (select sum(characters)::bigint from marts.dim_document) as characters,
    (select count(*) from marts.fact_targets) as targets,
    (select count(*) from marts.fact_targets where is_counted) as commitments,
    (select count(*) from marts.fact_statistics) as statistics,
    (select count(distinct pairing_group_key) from marts.fact_pairings) as pairing_statements,
    (select count(*) from marts.fact_pairings) as pairs,
    (select count(*) from marts.fact_tasks) as tasks,
    (select count(*) from marts.fact_regional_indicators) as regional_figures,
    (select count(*) from marts.fact_outcomes) as outcomes
