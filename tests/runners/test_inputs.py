"""Which files are documents, and what they are called."""

from pathlib import Path

import pytest

from extract.runners.inputs import InputError, find_documents


def names(*documents: Path) -> list[str]:
    return [document.name for document in find_documents(documents)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "city/c.TXT", "city/notes.md", "a.origin.yml"):
        path = tmp_path / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")
    return tmp_path / "documents"


def test_a_folder_gives_its_texts_by_name_below_it(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "city/c.TXT"]


def test_a_file_that_is_given_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "a.txt", folder) == ["a.txt", "b.txt", "city/c.TXT"]
    assert names(folder / "b.txt", folder / "a.txt") == ["a.txt", "b.txt"]


def test_a_path_that_does_not_exist_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match=r"found nothing at .*absent\.txt"):
        find_documents([folder / "absent.txt"])


def test_files_of_one_name_in_several_folders_are_told_apart(tmp_path: Path) -> None:
    for place in ("2020/ningbo", "2021/ningbo", "2021/dalian"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "plan.txt").write_text("文", encoding="utf-8")
    (tmp_path / "2021" / "dalian" / "list.txt").write_text("文", encoding="utf-8")

    found = names(tmp_path / "2020/ningbo", tmp_path / "2021/ningbo", tmp_path / "2021/dalian")

    assert found == ["2020/ningbo/plan.txt", "2021/ningbo/plan.txt", "dalian/plan.txt", "list.txt"]


def test_a_link_that_leads_out_of_its_folder_is_a_problem(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("密", encoding="utf-8")
    (folder / "file.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (folder / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")

    found = {document.name: document.problem for document in find_documents([folder])}

    assert set(found) == {"a.txt", "b.txt", "city/c.TXT", "file.txt", "gone.txt", "linked"}
    refused = {name for name, problem in found.items() if problem and "leads out" in problem}
    assert refused == {"file.txt", "gone.txt", "linked"}
    assert len(find_documents([folder, folder, folder / "file.txt"])) == len(found)


def test_a_link_within_its_folder_adds_nothing(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "a.txt")
    (folder / "same").symlink_to(folder / "city", target_is_directory=True)

    assert names(folder) == ["a.txt", "b.txt", "city/c.TXT"]


def test_a_page_is_read_and_a_document_in_another_format_is_reported(folder: Path) -> None:
    for name in ("page.html", "old.HTM", "scan.pdf", "b.docx", "city/plan.doc"):
        (folder / name).write_text("文", encoding="utf-8")

    found = {document.name: document.problem for document in find_documents([folder])}

    assert set(found) == {"a.txt", "b.txt", "city/c.TXT", "city/plan.doc", "old.HTM", "page.html", "scan.pdf"}
    assert {name for name, problem in found.items() if problem} == {"city/plan.doc", "scan.pdf"}
    assert "found .pdf; save its text under the same name beside it" in (found["scan.pdf"] or "")
