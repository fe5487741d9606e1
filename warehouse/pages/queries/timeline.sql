-- What falls due when: one dated commitment a row.
select
    calendar.target_id,
    calendar.deadline,
    calendar.deadline_year,
    calendar.document_id,
    calendar.document_title,
    calendar.region_name_zh as region_zh,
    coalesce(calendar.region_name_en, calendar.region_name_zh) as region_en,
    calendar.actor_name_zh as actor,
    calendar.theme_name_zh as theme_zh,
    calendar.theme_name_en as theme_en,
    calendar.metric,
    calendar.is_soft,
    calendar.target_type,
    case when calendar.unit <> 'none' then flat.value_text end as value_text,
    flat.comparator_zh,
    flat.comparator_en,
    flat.deadline_kind_zh,
    flat.deadline_kind_en,
    calendar.quote,
    attainment.attainment_status as status_code,
    attainment.attainment_status_zh as status_zh,
    attainment.attainment_status_en as status_en
from marts.mart_deadline_calendar as calendar
inner join bi.targets as flat on calendar.target_id = flat.target_id
left join marts.mart_target_attainment as attainment on calendar.target_id = attainment.target_id
order by calendar.deadline, calendar.document_title, flat.char_start, calendar.target_id
