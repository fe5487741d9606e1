select string_agg(written, '' order by written) as written, string_agg(folded, '' order by written) as folded
from meta.search_folding
