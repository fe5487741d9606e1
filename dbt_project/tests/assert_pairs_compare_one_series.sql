-- Both sides of a pair come from one edition and one definition: each printed value is looked up again in its series.
with profiles as (
    select * from {{ ref('mart_pairing_profile') }}
),

series as (
    select * from {{ ref('default_series') }}
    where use_for = 'pairing_profile'
),

shown as (
    {% for measure, suffix in [
        ('gdp', 'cny'), ('population', 'persons'), ('gdp_per_head', 'cny'), ('revenue', 'cny')
    ] -%}
        {% for side in ['first', 'second'] -%}
            select
                pairing_key,
                year,
                '{{ measure }}' as measure,
                {{ measure }}_series as series_code,
                {{ side }}_region_id as region_id,
                {{ side }}_{{ measure }}_{{ suffix }} as shown_value
            from profiles
            {% if not (loop.last and measure == 'revenue') -%}
                union all
            {% endif -%}
        {% endfor -%}
    {% endfor -%}
)

select
    shown.pairing_key,
    shown.year,
    shown.measure,
    shown.series_code,
    shown.region_id,
    shown.shown_value
from shown
inner join series
    on
        shown.measure = series.measure
        and shown.series_code = series.series_code
left join {{ ref('fact_regional_indicators') }} as figures
    on
        shown.region_id = figures.region_id
        and shown.year = figures.year
        and series.indicator_code = figures.indicator_code
        and series.definition is not distinct from figures.definition
        and series.vintage = figures.vintage
where
    shown.shown_value is not null
    and series.indicator_code is not null
    and shown.shown_value is distinct from figures.value
