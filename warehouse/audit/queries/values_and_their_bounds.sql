-- One value in a unit with the largest value that can be believed in it: a hundred times what all of China has of it,
-- or of the largest figure that statistics give. A unit that is not listed has the bound of the last row.
with
bounds as (
    select * from (
        values
        ('CNY', 1e16), ('HKD', 1e16), ('TWD', 1e16), ('JPY', 1e18), ('USD', 1e15), ('EUR', 1e15), ('GBP', 1e15),
        ('other:元/人', 1e9), ('other:元/平方米', 1e8), ('other:元/亩', 1e9),
        ('person', 1e11), ('person_time', 1e12), ('household', 1e11),
        ('percent', 1e5), ('permille', 1e6), ('percentage_point', 1e3), ('ratio', 1e6), ('times_per_year', 1e8),
        ('km2', 1e8), ('hectare', 1e10), ('mu', 1e11), ('m2', 1e14),
        ('km', 1e8), ('m', 1e11), ('cm', 1e13), ('m3', 1e14),
        ('tonne', 1e12), ('kg', 1e15), ('kWh', 1e15), ('kW', 1e12), ('ug/m3', 1e6),
        ('year', 1e4), ('month', 1e5), ('day', 1e6), ('hour', 1e7), ('minute', 1e9),
        ('count', 1e14), ('every other unit', 1e14)
    ) as listed (unit, bound)
),

all_values as (
    select 'target' as kind, target_id as row_id, unit, value_low as value from marts.fact_targets
    union all select 'target', target_id, unit, value_high from marts.fact_targets
    union all select 'target', target_id, unit, baseline_value from marts.fact_targets
    union all select 'statistic', statistic_id, unit, value_low from marts.fact_statistics
    union all select 'statistic', statistic_id, unit, value_high from marts.fact_statistics
    union all select 'figure', regional_indicator_id, unit, value from marts.fact_regional_indicators
    union all select 'realised value', outcome_id, unit, value from marts.fact_outcomes
)

select
    all_values.kind,
    all_values.row_id,
    all_values.unit,
    all_values.value,
    bounds.bound,
    isfinite(all_values.value) and abs(all_values.value) <= bounds.bound as is_believable
from all_values
inner join bounds on coalesce((select own.unit from bounds as own where own.unit = all_values.unit), 'every other unit') = bounds.unit
where all_values.value is not null
