"""Full-text search that travels inside the file: two tables of schema meta and the macro search_clauses.

It needs no extension, so that any client that opens the file can search. Text and query go through the same table of
characters, which reads Traditional as simplified, full width as half width and capitals as small letters.
"""

from functools import cache

import duckdb
import opencc
import polars as pl

from extract.normalise.characters import plain_characters

ENTRIES = """
insert into meta.search_entries
with
first_children as (
    select parent_clause_id, min(char_start) as first_child_start
    from marts.dim_clause
    where parent_clause_id is not null
    group by parent_clause_id
),
-- A clause holds the clauses below it. Its own text ends where the first of them begins.
own_text as (
    select
        clause.*,
        least(coalesce(first_child_start, char_end), char_end) as own_end,
        substr(text, 1, coalesce(first_child_start, char_end) - char_start) as own
    from marts.dim_clause as clause
    left join first_children on clause.clause_id = first_children.parent_clause_id
),
statements as (
    select distinct on (pairing_group_key) *
    from marts.fact_pairings
    order by pairing_group_key, first_ordinal, second_ordinal
),
entries as (
    select 'clause' as kind, clause_id as id, clause_id, own as quote, '' as about, char_start, own_end as char_end
    from own_text
    union all
    select 'target', target_id, clause_id, quote, metric, quote_start, quote_end from marts.fact_targets
    union all
    select 'statistic', statistic_id, clause_id, quote, metric, quote_start, quote_end from marts.fact_statistics
    union all
    select 'pairing', pairing_group_key, clause_id, quote, coalesce(field, ''), quote_start, quote_end from statements
),
-- Lines may be broken within a word.
unbroken as (
    select * replace (replace(replace(quote, chr(13), ''), chr(10), '') as quote) from entries
)
select
    unbroken.kind,
    unbroken.id,
    document.title,
    clause.path,
    unbroken.quote,
    fold_for_search(concat_ws(' ', unbroken.quote, nullif(unbroken.about, ''))),
    document.source_file,
    unbroken.char_start,
    unbroken.char_end
from unbroken
inner join marts.dim_clause as clause on unbroken.clause_id = clause.clause_id
inner join marts.dim_document as document on clause.document_id = document.document_id
where trim(unbroken.quote) <> ''
order by document.source_file, unbroken.char_start, unbroken.kind, unbroken.id
"""

# A macro sees the tables of the caller's database, not of its own, so another ATTACH alias has to be named.
# BM25 with its usual constants, counted in characters: k1 = 1.2, b = 0.75.
MACRO = """
create or replace macro main.search_clauses(keyword, warehouse := null, max_rows := 20) as table
with
folding as (
    select
        string_agg(written, '' order by written) as written,
        string_agg(folded, '' order by written) as folded
    from query_table(coalesce('"' || warehouse || '".', '') || 'meta.search_folding')
),
entries as not materialized (
    select * from query_table(coalesce('"' || warehouse || '".', '') || 'meta.search_entries')
),
terms as (
    select distinct unnest(string_split(translate(keyword, written, folded), ' ')) as term
    from folding
),
collection as (
    select count(*) as entry_count, avg(length(search_text)) as mean_length from entries
),
matches as (
    select
        entry_kind,
        entry_id,
        term,
        length(search_text) as entry_length,
        position(term in search_text) as found_at,
        (length(search_text) - length(replace(search_text, term, ''))) / length(term) as occurrences
    from entries
    inner join terms on term <> '' and contains(search_text, term)
),
weights as (
    select term, ln(1 + (any_value(entry_count) - count(*) + 0.5) / (count(*) + 0.5)) as weight
    from matches
    cross join collection
    group by term
),
-- Whole texts join only those that are shown.
best as (
    select
        entry_kind,
        entry_id,
        min(found_at) as found_first_at,
        round(sum(
            weight * occurrences * 2.2 / (occurrences + 1.2 * (0.25 + 0.75 * entry_length / mean_length))
        ), 3) as score
    from matches
    inner join weights using (term)
    cross join collection
    group by entry_kind, entry_id
    order by score desc, entry_kind, entry_id
    limit max_rows
)
select
    score,
    entry_kind,
    entry_id,
    document_title,
    section_path,
    substr(quote, greatest(found_first_at - 20, 1)::bigint, 60) as passage,
    quote,
    source_file,
    char_start,
    char_end
from best
inner join entries using (entry_kind, entry_id)
order by score desc, source_file, char_start, entry_kind, entry_id
"""

COMMENT = (
    "Clauses and facts that hold any of the words in keyword (parted by spaces), best first: "
    "from search_clauses('产业园区'). Traditional and simplified characters find each other. In a session that has the file "
    "attached under another name and has not said USE: from w.search_clauses('产业园区', warehouse := 'w')."
)


def add_search(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill meta.search_entries and meta.search_folding from the marts, and create the macro search_clauses."""
    folding = search_folding()
    frame = pl.DataFrame({"written": list(folding), "folded": list(folding.values())})
    connection.register("incoming_rows", frame.to_arrow())
    connection.execute(
        "insert into meta.search_folding select written, folded from incoming_rows order by written"
    )
    connection.unregister("incoming_rows")
    # translate() of DuckDB reads its thousands of characters anew for every row.
    table = str.maketrans(folding)
    connection.create_function("fold_for_search", lambda text: text.translate(table), ["varchar"], "varchar")
    connection.execute(ENTRIES)
    connection.remove_function("fold_for_search")
    connection.execute(MACRO)
    connection.execute(
        f"comment on macro table main.search_clauses is '{COMMENT.replace(chr(39), chr(39) * 2)}'"
    )


@cache
def search_folding() -> dict[str, str]:
    """Every character that search reads as another one, with that one; both are single characters."""
    written = [chr(code) for code in range(0x21, 0x10000) if not 0xD800 <= code <= 0xDFFF]
    plain = {character: lower_case(plain_characters(character)) for character in written}
    simplified = simplified_ideographs(set(plain.values()))
    folded = {character: simplified.get(form, form) for character, form in plain.items()}
    return {character: form for character, form in folded.items() if form != character}


def simplified_ideographs(characters: set[str]) -> dict[str, str]:
    """The simplified form of each ideograph that has one, in one conversion.

    They are parted by line ends, since two characters side by side may be a word with a form of its own.
    """
    ideographs = sorted(character for character in characters if "\u3400" <= character <= "\u9fff")
    converted = opencc.OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    return {before: after for before, after in zip(ideographs, converted, strict=True) if len(after) == 1}


def lower_case(character: str) -> str:
    """The small letter where it is one character, else the character itself."""
    lower = character.lower()
    return lower if len(lower) == 1 else character
