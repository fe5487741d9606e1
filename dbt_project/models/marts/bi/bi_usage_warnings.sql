{{ config(alias='usage_warnings', schema='bi') }}

select
    warning_code,
    name_zh,
    name_en,
    meaning_zh,
    meaning_en
from {{ ref('usage_warnings') }}
