select rule_id, reason, rests_on, example_text as example
from meta.rules
order by rule_id
