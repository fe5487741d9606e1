-- One pair of parties within one statement, with the latest figures of both sides where they are known.
select
    pairs.pairing_key,
    pairs.pairing_group_key,
    pairs.document_id,
    flat.document_title,
    flat.pairing_type_zh,
    flat.pairing_type_en,
    flat.pair_relation_zh,
    flat.pair_relation_en,
    pairs.direction,
    pairs.pair_relation,
    pairs.field,
    flat.theme_zh,
    flat.theme_en,
    pairs.first_region_id,
    pairs.second_region_id,
    flat.first_party,
    flat.second_party,
    case when pairs.first_region_id = 'unknown' then pairs.first_actor_id else pairs.first_region_id end as first_key,
    case when pairs.second_region_id = 'unknown' then pairs.second_actor_id else pairs.second_region_id end as second_key,
    case when pairs.first_region_id = 'unknown' then flat.first_party else flat.first_region_zh end as first_zh,
    coalesce(
        case when pairs.first_region_id <> 'unknown' then flat.first_region_en end,
        case when pairs.first_region_id <> 'unknown' then flat.first_region_zh end, flat.first_party
    ) as first_en,
    case when pairs.second_region_id = 'unknown' then flat.second_party else flat.second_region_zh end as second_zh,
    coalesce(
        case when pairs.second_region_id <> 'unknown' then flat.second_region_en end,
        case when pairs.second_region_id <> 'unknown' then flat.second_region_zh end, flat.second_party
    ) as second_en,
    flat.first_latitude,
    flat.first_longitude,
    flat.second_latitude,
    flat.second_longitude,
    profile.year as figures_year,
    profile.distance_km,
    profile.first_gdp_cny,
    profile.second_gdp_cny,
    profile.first_population_persons,
    profile.second_population_persons,
    profile.first_gdp_per_head_cny,
    profile.second_gdp_per_head_cny,
    profile.gdp_per_head_ratio,
    profile.first_revenue_cny,
    profile.second_revenue_cny,
    pairs.quote,
    pairs.source_file,
    pairs.quote_start,
    pairs.quote_end,
    pairs.rule_id
from marts.fact_pairings as pairs
inner join bi.pairings as flat on pairs.pairing_key = flat.pairing_key
left join marts.mart_pairing_profile as profile on pairs.pairing_key = profile.pairing_key and profile.is_latest
order by pairs.source_file, pairs.quote_start, pairs.first_ordinal, pairs.second_ordinal, pairs.pairing_key
