"""Rules for the shape of the dbt project, read from dbt's own manifest. Each names what breaks it and how."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

REF = re.compile(r"ref\('(?P<name>\w+)'\)")
RAW_TABLE = re.compile(r"raw_table\('\w+'\)|source\(")
DECISION = re.compile(
    r"\bcase\b|\bqualify\b|\bnot exists\b|\brecursive\b|\bfilter \(where|\b(?:row_number|rank|dense_rank|lag|first_value)\(|"
    r"(?:period_relation|distance_km|readable_value|value_columns)\("
)
"""Where the SQL of a model chooses among rows or values, instead of carrying them over."""
HARD_CODED = re.compile(r"(?:from|join)\s+(?:staging|intermediate|marts|bi|meta|read_parquet)\b[.(]")
PREFIXES = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "dimensions": ("dim_",),
    "facts": ("fact_",),
    "bridges": ("bridge_",),
    "analytics": ("mart_",),
    "bi": ("bi_",),
}
KEYS_OF_DIMENSIONS = {
    "document_id": "dim_document",
    "clause_id": "dim_clause",
    "region_id": "dim_region",
    "actor_id": "dim_actor",
    "theme_code": "dim_theme",
    "indicator_code": "dim_indicator",
    "unit": "dim_unit",
    "target_id": "fact_targets",
    "statistic_id": "fact_statistics",
    "period_start_key": "dim_date",
    "period_end_key": "dim_date",
}
"""A column with one of these names, or ending in it after an underscore, points at that model."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One model or column that breaks a rule, and what was found there."""

    rule: str
    subject: str
    found: str


@dataclass(frozen=True, slots=True)
class Model:
    """A model or seed as the manifest describes it; `reads` are the models and seeds that its SQL names."""

    name: str
    kind: str
    folder: str
    layer: str
    sql: str
    node: dict[str, Any]
    reads: Counter[str]

    @property
    def columns(self) -> dict[str, dict[str, Any]]:
        described: dict[str, dict[str, Any]] = self.node["columns"]
        return described


@dataclass(frozen=True, slots=True)
class Project:
    models: dict[str, Model]
    tests: list[dict[str, Any]]
    unit_tested: set[str]
    sources: list[dict[str, Any]]

    def of_layer(self, *layers: str) -> list[Model]:
        return [model for model in self.models.values() if model.kind == "model" and model.layer in layers]

    def tests_on(self, model: Model, kind: str) -> list[dict[str, Any]]:
        return [
            test
            for test in self.tests
            if test.get("attached_node") == model.node["unique_id"]
            and (test.get("test_metadata") or {}).get("name") == kind
        ]


def read_project(manifest: dict[str, Any]) -> Project:
    """The models, seeds and tests of the project itself; built-in ones of dbt are left out."""
    nodes = manifest["nodes"].values()
    models = [read_model(node) for node in nodes if node["resource_type"] in ("model", "seed")]
    tests = [node for node in nodes if node["resource_type"] == "test"]
    unit_tested = {test["model"] for test in manifest["unit_tests"].values()}
    return Project(
        {model.name: model for model in models}, tests, unit_tested, [*manifest["sources"].values()]
    )


def read_model(node: dict[str, Any]) -> Model:
    folders = node["fqn"][1:-1]
    sql = node.get("raw_code") or ""
    return Model(
        name=node["name"],
        kind=node["resource_type"],
        folder=folders[-1] if folders else "seeds",
        layer=folders[0] if folders else "seeds",
        sql=sql,
        node=node,
        reads=Counter(found["name"] for found in REF.finditer(sql)),
    )


def every_raw_table_is_read_by_one_staging_model(project: Project) -> Iterator[tuple[str, str]]:
    readers: dict[str, list[str]] = {source["unique_id"]: [] for source in project.sources}
    for model in project.of_layer("staging"):
        for name in model.node["depends_on"]["nodes"]:
            readers[name].append(model.name)
    for source, models in readers.items():
        if len(models) != 1:
            yield source, f"read by {', '.join(sorted(models)) or 'no staging model'}"


def every_step_is_read(project: Project) -> Iterator[tuple[str, str]]:
    """A staging or intermediate model that nothing reads is built for nobody."""
    read = {name for model in project.models.values() for name in model.reads}
    for model in project.of_layer("staging", "intermediate"):
        if model.name not in read:
            yield model.name, "no model reads it"


def every_model_above_staging_reads_a_model(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("intermediate", "marts"):
        if not model.reads:
            yield model.name, "reads no model, so that nothing tells where its rows come from"


def a_model_is_described_in_its_own_folder(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.models.values():
        described_in = (model.node.get("patch_path") or "").partition("://")[2]
        if described_in.rpartition("/")[0] != model.node["original_file_path"].rpartition("/")[0]:
            yield model.name, f"described in {described_in or 'no file'}"


def every_model_that_decides_has_a_unit_test(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("intermediate", "marts"):
        found = DECISION.search(model.sql)
        if (found or model.layer == "intermediate") and model.name not in project.unit_tested:
            yield (
                model.name,
                f"no unit test, though it decides ({found[0] if found else 'a step of its own'})",
            )


def staging_reads_one_raw_table_and_no_model(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("staging"):
        raw_tables = len(RAW_TABLE.findall(model.sql))
        if raw_tables != 1 or model.reads:
            yield model.name, f"{raw_tables} raw tables and the models {sorted(model.reads)}"


def only_staging_reads_raw_tables(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("intermediate", "marts"):
        if found := RAW_TABLE.findall(model.sql):
            yield model.name, ", ".join(found)


def tables_are_named_by_ref(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("staging", "intermediate", "marts"):
        if found := HARD_CODED.findall(model.sql):
            yield model.name, ", ".join(found)


def names_tell_the_layer(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("staging", "intermediate", "marts"):
        prefixes = PREFIXES.get(model.folder, ())
        if not model.name.startswith(prefixes):
            yield model.name, f"lies in {model.folder}, where names begin with {' or '.join(prefixes)}"


def steps_above_the_facts_serve_analyses_alone(project: Project) -> Iterator[tuple[str, str]]:
    """An intermediate model that reads a mart must not come back below dimensions, facts or bridges."""
    marts = {model.name for model in project.of_layer("marts")}
    above = {model.name for model in project.of_layer("intermediate") if marts & set(model.reads)}
    for model in project.of_layer("marts"):
        if model.folder in ("dimensions", "facts", "bridges") and (found := sorted(above & set(model.reads))):
            yield model.name, f"reads {', '.join(found)}, which stand on marts themselves"


def dimensions_and_facts_do_not_stand_on_analyses(project: Project) -> Iterator[tuple[str, str]]:
    above = {model.name for model in project.of_layer("marts") if model.folder in ("analytics", "bi")}
    for model in project.of_layer("marts"):
        if model.folder in ("dimensions", "facts", "bridges") and (found := sorted(above & set(model.reads))):
            yield model.name, f"reads {', '.join(found)}"


def a_fact_reads_a_source_once(project: Project) -> Iterator[tuple[str, str]]:
    staging = {model.name for model in project.of_layer("staging")}
    for model in project.of_layer("marts"):
        twice = sorted(name for name, times in model.reads.items() if times > 1 and name in staging)
        if twice:
            yield model.name, f"reads {', '.join(twice)} more than once"


def a_step_for_one_reader_is_not_joined_to_its_own_source(project: Project) -> Iterator[tuple[str, str]]:
    """A → B → C and A → C, where C alone reads B: B belongs into C."""
    readers: dict[str, set[str]] = {name: set() for name in project.models}
    for model in project.models.values():
        for name in model.reads:
            readers.setdefault(name, set()).add(model.name)
    staging = {model.name for model in project.of_layer("staging")}
    for step in project.of_layer("intermediate"):
        if len(readers[step.name]) == 1:
            (reader,) = readers[step.name]
            shared = sorted(staging & set(step.reads) & set(project.models[reader].reads))
            if shared:
                yield step.name, f"{reader} alone reads it, and reads {', '.join(shared)} as well"


def every_mart_has_an_enforced_contract(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("marts"):
        if not model.node["config"]["contract"]["enforced"]:
            yield model.name, "no enforced contract"


def every_mart_has_a_tested_primary_key(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("marts"):
        constraints = [*model.node.get("constraints", [])]
        constraints += [each for column in model.columns.values() for each in column.get("constraints", [])]
        if not any(constraint["type"] == "primary_key" for constraint in constraints):
            yield model.name, "no primary key in its contract"
        if not project.tests_on(model, "unique_key"):
            yield model.name, "no test unique_key"


def every_step_has_a_tested_key(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("intermediate"):
        if not project.tests_on(model, "unique_key"):
            yield model.name, "no test unique_key, so that rows that double would show far from here"


def every_key_of_a_mart_is_tested(project: Project) -> Iterator[tuple[str, str]]:
    for model in project.of_layer("marts"):
        if model.folder == "bi":
            continue
        tested = {test["column_name"] for test in project.tests_on(model, "relationships")}
        own_key = {
            column
            for test in project.tests_on(model, "unique_key")
            for column in test["test_metadata"]["kwargs"]["key_columns"]
        }
        for column in model.columns:
            parent = parent_of(column)
            is_own = parent == model.name or (column in own_key and parent is None)
            if parent and not is_own and column not in tested:
                yield f"{model.name}.{column}", f"no relationships test to {parent}"


def parent_of(column: str) -> str | None:
    """The model that a column with this name points at; None for a column that is no key."""
    for key, parent in KEYS_OF_DIMENSIONS.items():
        if column == key or (column.endswith(f"_{key}") and key != "unit"):
            return parent
    return None


def everything_is_described(project: Project) -> Iterator[tuple[str, str]]:
    for source in project.sources:
        if not source["description"].strip():
            yield source["unique_id"], "no description"
    for model in project.models.values():
        if not model.node["description"].strip():
            yield model.name, "no description"
        for name, column in model.columns.items():
            if not column["description"].strip():
                yield f"{model.name}.{name}", "no description"


def every_test_says_what_it_expects(project: Project) -> Iterator[tuple[str, str]]:
    for test in project.tests:
        if not test["description"].strip():
            yield test["name"], "no description, so that a failure would show its name alone"


Rule = Callable[[Project], Iterator[tuple[str, str]]]
RULES: tuple[Rule, ...] = (
    staging_reads_one_raw_table_and_no_model,
    every_raw_table_is_read_by_one_staging_model,
    every_step_is_read,
    every_model_above_staging_reads_a_model,
    a_model_is_described_in_its_own_folder,
    every_model_that_decides_has_a_unit_test,
    only_staging_reads_raw_tables,
    tables_are_named_by_ref,
    names_tell_the_layer,
    steps_above_the_facts_serve_analyses_alone,
    dimensions_and_facts_do_not_stand_on_analyses,
    a_fact_reads_a_source_once,
    a_step_for_one_reader_is_not_joined_to_its_own_source,
    every_mart_has_an_enforced_contract,
    every_mart_has_a_tested_primary_key,
    every_step_has_a_tested_key,
    every_key_of_a_mart_is_tested,
    everything_is_described,
    every_test_says_what_it_expects,
)


def violations(project: Project) -> list[Violation]:
    return sorted(Violation(rule.__name__, *broken) for rule in RULES for broken in rule(project))
