"""A look at a table before its import: which files are asked about, and what the first rows would become."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aparte.archive.export import CSV_HEADER
from aparte.sources.base import Found, Refused
from aparte.sources.mapping_store import remember
from aparte.sources.table_look import SHOWN_ROWS, Look, look, preview

if TYPE_CHECKING:
    from pathlib import Path

STRANGE = "Jour;Dit\n" + "".join(f"0{n % 9 + 1}/02/2026;Une phrase de quatre mots {n}\n" for n in range(30))


def seen(path: Path, text: str = STRANGE) -> Look:
    path.write_text(text, encoding="utf-8")
    found = look(path)
    assert found is not None
    return found


def test_a_strange_table_is_in_question_until_it_was_explained(home: Path, tmp_path: Path) -> None:
    found = seen(tmp_path / "a.csv")
    assert not found.is_sure
    remember(home, replace(found.said, places={"title": 1}))
    again = seen(tmp_path / "a.csv")
    assert again.is_sure
    assert again.said.places == {"title": 1}


def test_a_table_whose_names_tell_is_sure(tmp_path: Path) -> None:
    assert seen(tmp_path / "a.csv", "date,auteur,texte\n2026-01-05,marie,Bravo\n").is_sure


@pytest.mark.parametrize(
    "text",
    [
        ",".join(CSV_HEADER) + "\r\n" + "a," * 12 + "\r\n",
        "Date,Update,Service,Service Link\n2026-02-02T08:00:00Z,Mot,twitter,https://x.com/a/status/1\n",
        "Date,ShareLink,ShareCommentary\n2026-02-02,https://www.linkedin.com/1,Mot\n",
        '{"text": "mot"}\n',
        "<html><table></table></html>",
        "Jour;Dit\n",
        "seule\nune colonne\n",
        "",
    ],
    ids=["ours", "a tool's", "a network's", "json", "html", "no row", "one column", "empty"],
)
def test_other_files_are_not_in_question(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    assert look(tmp_path / "a.csv") is None


def test_what_is_no_file_is_not_in_question(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr("a.csv", STRANGE)
    assert [look(tmp_path / name) for name in ("a.zip", "missing.csv", ".")] == [None, None, None]


def test_a_preview_shows_ten_rows_and_the_order_it_read_the_dates_in(tmp_path: Path) -> None:
    found = seen(tmp_path / "a.csv")
    made = preview(found, replace(found.said, order="month"))
    assert len(made.items) == SHOWN_ROWS
    assert (made.order, made.is_order_proved) == ("month", False)
    first = made.items[0]
    assert isinstance(first, Found)
    assert (first.where, first.post.created_at) == ("2", "2026-01-02T00:00:00Z")


def test_dates_that_prove_their_order_are_not_turned(tmp_path: Path) -> None:
    found = seen(tmp_path / "a.csv", STRANGE.replace("03/02/2026", "23/02/2026"))
    made = preview(found, replace(found.said, order="month"))
    assert (made.order, made.is_order_proved) == ("day", True)


def test_without_a_text_every_row_would_be_refused(tmp_path: Path) -> None:
    found = seen(tmp_path / "a.csv")
    assert all(isinstance(item, Refused) for item in preview(found, replace(found.said, places={})).items)
