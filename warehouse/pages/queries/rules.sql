select
    rule_id,
    reason as reason_en,
    reason_zh,
    rests_on as rests_on_en,
    rests_on_zh,
    example_text as example
from meta.rules
order by rule_id
