"""Leaving is easy: everything that is exported comes back as it was, and no cell runs as a formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.export import is_formula, write_csv, write_jsonl, write_sqlite
from aparte.archive.spaces import Space, add_space
from aparte.archive.store import Archive
from aparte.nouns import Brand, Post
from aparte.sources.intake import import_paths
from tests.core.archive.made import post, posts

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("jsonl", "csv", "sqlite")


def export(space: Space, form: str, path: Path) -> Path:
    if form == "sqlite":
        path.unlink(missing_ok=True)
        write_sqlite([space], path)
    else:
        with path.open("wb") as out:
            (write_jsonl if form == "jsonl" else write_csv)([space], out)
    return path


def content(space: Space) -> set[Post]:
    with Archive(space.archive_path) as archive:
        return set(archive.every())


@pytest.mark.parametrize("form", FORMATS)
@given(made=st.lists(posts, max_size=6))
def test_an_export_imports_back_to_the_same_archive(
    tmp_path_factory: pytest.TempPathFactory, form: str, made: list[Post]
) -> None:
    folder = tmp_path_factory.mktemp("export")
    here, there = (add_space(folder / name, Brand(id="", name="Lune")) for name in ("here", "there"))
    with Archive(here.archive_path) as archive:
        archive.add(made)
    report = import_paths([export(here, form, folder / f"out.{form}")], there)
    assert report.files[0].rejections == ()
    assert content(there) == content(here)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_archive_exports_and_comes_back_empty(tmp_path: Path, form: str) -> None:
    space = add_space(tmp_path, Brand(id="", name="Lune"))
    report = import_paths([export(space, form, tmp_path / f"out.{form}")], space)
    assert report.files[0].imported == 0


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@marie", " =1", "\t=1", "＝1", "\u00a0=1", "\ufeff=1", "\rx"])
def test_a_cell_a_spreadsheet_would_run_is_neutralised(tmp_path: Path, cell: str) -> None:
    space = add_space(tmp_path, Brand(id="", name="Lune"))
    with Archive(space.archive_path) as archive:
        archive.add([post(cell)])
    with export(space, "csv", tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["text"] == f"'{cell}"
    assert rows[0]["neutralised"] == "text"


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252")])
def test_an_export_that_a_spreadsheet_saved_again_comes_back_with_its_true_texts(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    here, there = (add_space(tmp_path / name, Brand(id="", name="Lune")) for name in ("here", "there"))
    texts = ["=1+1", "'=déjà", "@marie merci", "un; deux, trois\nquatre", "+33 2 40", "-"]
    with Archive(here.archive_path) as archive:
        archive.add([post(text) for text in texts])
    with export(here, "csv", tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (tmp_path / "again.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    import_paths([tmp_path / "again.csv"], there)
    assert content(there) == content(here)


@pytest.mark.parametrize("cell", ["'=1+1", "bonjour", "1-2", "a=b", "", "   "])
def test_an_ordinary_cell_is_left_as_it_is(cell: str) -> None:
    assert not is_formula(cell)


def test_a_stranger_database_is_refused(tmp_path: Path) -> None:
    space = add_space(tmp_path, Brand(id="", name="Lune"))
    with Archive(space.archive_path):
        pass
    stranger = tmp_path / "stranger.sqlite"
    stranger.write_bytes(space.archive_path.read_bytes())
    report = import_paths([stranger], space)
    assert [one.code for one in report.files[0].rejections] == ["import.other_database"]
