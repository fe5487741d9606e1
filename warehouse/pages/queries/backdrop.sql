-- The cities of the country, as the dots that a map needs to be one.
select longitude, latitude from marts.dim_region
where region_class in ('prefecture', 'province') and is_current and latitude is not null
order by region_id
