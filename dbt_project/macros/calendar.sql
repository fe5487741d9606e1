{#- The same day one year earlier; of 29 February the 28th. -#}
{% macro one_year_earlier(day) -%}
    make_date(
        cast(extract(year from {{ day }}) as int) - 1,
        cast(extract(month from {{ day }}) as int),
        least(
            cast(extract(day from {{ day }}) as int),
            cast(
                extract(
                    day from last_day(
                        make_date(
                            cast(extract(year from {{ day }}) as int) - 1,
                            cast(extract(month from {{ day }}) as int),
                            1
                        )
                    )
                ) as int
            )
        )
    )
{%- endmacro %}

{#- Calendar months that a period touches, 12 for a year. -#}
{% macro months_of_period(start, stop) -%}
    (
        (extract(year from {{ stop }}) - extract(year from {{ start }})) * 12
        + extract(month from {{ stop }}) - extract(month from {{ start }}) + 1
    )
{%- endmacro %}
