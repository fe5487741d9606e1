with themes as (
    select
        theme_code,
        name_zh,
        name_en
    from {{ ref('stg_themes') }}
)

select * from themes
union all
select
    'general' as theme_code,
    '综合' as name_zh,
    'General' as name_en
where not exists (
    select 1 from themes as listed
    where listed.theme_code = 'general'
)
