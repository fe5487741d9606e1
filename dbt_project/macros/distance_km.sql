{#- Great-circle distance between the seats of two regions in kilometres (haversine, mean radius of the earth 6371 km),
    to the metre, since engines differ in the last digit of a sine; null where a seat is not known. -#}
{% macro distance_km(first_region, second_region) -%}
    case
        when {{ first_region }}.latitude is not null and {{ second_region }}.latitude is not null
            then
    round(2 * 6371 * asin(
        least(
            1.0,
            sqrt(
                power(sin(radians({{ second_region }}.latitude - {{ first_region }}.latitude) / 2), 2)
                + cos(radians({{ first_region }}.latitude)) * cos(radians({{ second_region }}.latitude))
                * power(sin(radians({{ second_region }}.longitude - {{ first_region }}.longitude) / 2), 2)
            )
        )
    ), 3)
    end
{%- endmacro %}
