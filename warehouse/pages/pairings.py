"""Who is paired with whom: a map, a network and a table of the same pairs."""

from collections.abc import Iterator, Sequence

from warehouse.pages.ask import Row
from warehouse.pages.figures import number, short_number
from warehouse.pages.pair_network import draw_network
from warehouse.pages.pieces import Piece, in_pieces
from warehouse.pages.place_map import draw_map
from warehouse.pages.rules import rules_by_id
from warehouse.pages.source import Language, Page, Source

COLUMNS = (
    *(
        "pairing_key",
        "pairing_group_key",
        "document_id",
        "document_title",
        "pairing_type",
        "pair_relation",
        "field",
    ),
    *("theme", "first", "second", "first_key", "second_key", "first_party", "second_party", "figures_year"),
    *(
        "distance_km",
        "first_gdp_cny",
        "second_gdp_cny",
        "first_population_persons",
        "second_population_persons",
    ),
    *("first_gdp_per_head_cny", "second_gdp_per_head_cny", "gdp_per_head_ratio", "first_revenue_cny"),
    *("second_revenue_cny", "quote", "source_file", "quote_start", "quote_end", "rule_id", "shown"),
)
SIDES = ("gdp_cny", "population_persons", "gdp_per_head_cny", "revenue_cny")


def pages(source: Source, language: Language) -> Iterator[Page]:
    """The one page of this chapter."""
    rows = source.told("pairings", language)
    for row in rows:
        row["shown"] = {
            "distance": number(row["distance_km"], 0),
            "ratio": number(row["gdp_per_head_ratio"]),
            **{
                f"{side}_{name}": short_number(row[f"{side}_{name}"], language)
                for side in ("first", "second")
                for name in SIDES
            },
        }
    first, scripts = in_pieces("pairings", rows, piece)
    rules = rules_by_id(source, language, (row["rule_id"] for row in rows))
    places = {row["region_id"]: row for row in source.told("places", language)}
    yield Page(
        "pairings.html",
        "pairings.html",
        "pairings",
        {
            "count": len(rows),
            "statements": len({row["pairing_group_key"] for row in rows}),
            "map": draw_map(rows, places, source.rows("backdrop")),
            "network": draw_network(rows, places),
            "data": {"columns": COLUMNS, "rules": rules, **first},
        },
        scripts,
    )


def piece(rows: Sequence[Row]) -> Piece:
    return {"rows": [[row[column] for column in COLUMNS] for row in rows]}
