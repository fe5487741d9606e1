with pairs as (
    select * from {{ ref('fact_pairings') }}
),

pair_years as (
    select * from {{ ref('int_pairing_years') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

relations as (
    select * from {{ ref('vocabulary') }}
    where vocabulary = 'pair_relation'
),

figures as (
    select
        pairing_key,
        year,
        {% for measure in ['gdp', 'population', 'gdp_per_head', 'revenue'] -%}
            max(series_code) filter (where measure = '{{ measure }}') as {{ measure }}_series,
            max(first_value) filter (where measure = '{{ measure }}') as first_{{ measure }},
            max(second_value) filter (where measure = '{{ measure }}') as second_{{ measure }}
            {%- if not loop.last %},
            {% endif -%}
        {% endfor %}
    from {{ ref('int_pairing_figures') }}
    group by
        pairing_key,
        year
)

select
    pairs.pairing_key,
    pair_years.year,
    pairs.document_id,
    pairs.pairing_type,
    pairs.pair_relation,
    relations.name_zh as pair_relation_zh,
    relations.name_en as pair_relation_en,
    pairs.first_region_id,
    pairs.first_member_text,
    first_regions.name_zh as first_region_name_zh,
    first_regions.name_en as first_region_name_en,
    pairs.second_region_id,
    pairs.second_member_text,
    second_regions.name_zh as second_region_name_zh,
    second_regions.name_en as second_region_name_en,
    {{ distance_km('first_regions', 'second_regions') }} as distance_km,
    pair_years.is_plan_year,
    pair_years.is_latest,
    figures.gdp_series,
    figures.first_gdp as first_gdp_cny,
    figures.second_gdp as second_gdp_cny,
    case when figures.second_gdp > 0 then figures.first_gdp / figures.second_gdp end as gdp_ratio,
    figures.population_series,
    figures.first_population as first_population_persons,
    figures.second_population as second_population_persons,
    case when figures.second_population > 0 then figures.first_population / figures.second_population end
        as population_ratio,
    figures.gdp_per_head_series,
    figures.first_gdp_per_head as first_gdp_per_head_cny,
    figures.second_gdp_per_head as second_gdp_per_head_cny,
    case when figures.second_gdp_per_head > 0 then figures.first_gdp_per_head / figures.second_gdp_per_head end
        as gdp_per_head_ratio,
    figures.revenue_series,
    figures.first_revenue as first_revenue_cny,
    figures.second_revenue as second_revenue_cny,
    case when figures.second_revenue > 0 then figures.first_revenue / figures.second_revenue end as revenue_ratio
from pairs
inner join pair_years on pairs.pairing_key = pair_years.pairing_key
inner join regions as first_regions on pairs.first_region_id = first_regions.region_id
inner join regions as second_regions on pairs.second_region_id = second_regions.region_id
left join figures
    on
        pair_years.pairing_key = figures.pairing_key
        and pair_years.year = figures.year
left join relations on pairs.pair_relation = relations.code
