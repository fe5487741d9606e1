"""Write the whole site of one build into a folder."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from warehouse.companions import SITE_MARK
from warehouse.pages import (
    attainment,
    dictionary,
    documents,
    figures,
    overview,
    pairings,
    quality,
    targets,
    timeline,
)
from warehouse.pages.dbt_docs import dbt_docs_page, packed
from warehouse.pages.pieces import AS_JSON
from warehouse.pages.source import LANGUAGES, Language, Origin, Page, Source
from warehouse.published import connect
from warehouse.storage import READ_ONLY, sync

HERE = Path(__file__).parent
DBT_DOCS = "dbt-docs.html"

CHAPTERS: dict[str, tuple[Callable[[Source, Language], Iterator[Page]], str, str, str]] = {
    "overview": (overview.pages, "index.html", "概览", "Overview"),
    "targets": (targets.pages, "targets.html", "目标", "Targets"),
    "timeline": (timeline.pages, "timeline.html", "时间表", "Timeline"),
    "attainment": (attainment.pages, "attainment.html", "完成情况", "Attainment"),
    "pairings": (pairings.pages, "pairings.html", "结对合作", "Pairings"),
    "documents": (documents.pages, "documents.html", "文件", "Documents"),
    "quality": (quality.pages, "quality.html", "数据质量", "Quality"),
    "dictionary": (dictionary.pages, "dictionary.html", "数据字典", "Dictionary"),
}
"""Every chapter: what makes its pages, its first page, and its name in both languages."""


def write_site(file: Path, folder: Path, origin: Origin) -> None:
    """Make the site of the closed build `file` in `folder`, which it replaces."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with connect(file) as connection:
        source = Source(connection, origin)
        write_assets(source, folder / "assets")
        (folder / "index.html").write_text(entrance(), encoding="utf-8")
        docs = dbt_docs_page(origin.manifest, source.rows("tables"), source.rows("columns"))
        if docs:
            unpacks = environment().get_template("packed.html")
            text = unpacks.render(title="policydw: dbt", packed=packed(docs))
            (folder / DBT_DOCS).write_text(text, encoding="utf-8")
        source.has_dbt_docs = docs is not None
        for language in LANGUAGES:
            (folder / language).mkdir()
            for name, content in rendered(source, language):
                (folder / language / name).write_text(content, encoding="utf-8")
    seal(folder, origin.build_id)


def write_assets(source: Source, folder: Path) -> None:
    """Write what the pages load from beside them: style, scripts, and the characters that a search reads as others."""
    folder.mkdir()
    for asset in sorted((HERE / "assets").iterdir()):
        shutil.copyfile(asset, folder / asset.name)
    (folder / "folding.js").write_text(folding_script(source), encoding="utf-8")


def rendered(
    source: Source, language: Language, chapters: Iterable[str] = tuple(CHAPTERS)
) -> Iterator[tuple[str, str]]:
    """Name and content of every page of these chapters in one language, and of the scripts beside them."""
    shared = {
        "language": language,
        "other": "en" if language == "zh" else "zh",
        "build": source.row("build"),
        "chapters": [
            (name, file, zh if language == "zh" else en) for name, (_, file, zh, en) in CHAPTERS.items()
        ],
    }
    for chapter in chapters:
        make, *_ = CHAPTERS[chapter]
        for page in make(source, language):
            template = environment().get_template(page.template)
            yield page.file, template.render(**shared, **page.shows, file=page.file, chapter=page.chapter)
            yield from page.scripts.items()


@cache
def environment() -> Environment:
    """Templates that escape every text; `t` chooses between the Chinese and the English wording."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.policies["json.dumps_kwargs"] = AS_JSON
    templates.globals["t"] = wording
    templates.globals["drawing"] = Markup
    templates.filters["number"] = figures.number
    templates.filters["day"] = figures.day
    templates.filters["with_unit"] = with_unit
    return templates


@pass_context
def wording(context: Context, zh: str, en: str) -> str:
    """The wording in the language of the page."""
    return zh if context["language"] == "zh" else en


@pass_context
def with_unit(context: Context, value: float | None, unit: str, unit_name: str) -> str:
    """A value with its unit in the language of the page."""
    return figures.with_unit(value, unit, unit_name, context["language"])


def entrance() -> str:
    """The first file of the site, which leads on to the reader's language."""
    return environment().get_template("entrance.html").render()


def folding_script(source: Source) -> str:
    """The table of characters that a search reads as others, as a script that pages load from beside them."""
    row = source.row("search_folding") or {}
    pairs: dict[str, Any] = {"written": row.get("written") or "", "folded": row.get("folded") or ""}
    return f"window.searchFolding = {json.dumps(pairs, ensure_ascii=False)};\n"


def seal(folder: Path, build_id: str) -> None:
    """Bring the site to the disk; the mark of a whole site is written last."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    for name in names:
        (folder / name).chmod(READ_ONLY)
        sync(folder / name)
    mark = folder / SITE_MARK
    mark.write_text(json.dumps({"build_id": build_id, "files": names}, indent=2) + "\n", encoding="utf-8")
    sync(mark)
    sync(folder)
