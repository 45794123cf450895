"""What the columns of a strange table hold: guessed, said by a person, remembered for every table with that header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.errors import Trouble
from aparte.sources.csv_columns import normal
from aparte.sources.intake import import_paths
from aparte.sources.mapping import FIELDS, ColumnMap, guess, mapping_for, signature, using
from aparte.sources.mapping_store import FILE, forget, remember, remembered
from aparte.sources.report import FileReport

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aparte.nouns import Post

STRANGE = (
    "Jour;Qui;Ce qui est dit;Adresse web;Cœurs\n"
    "05/01/2026;@marie;Vraiment un très bel accueil hier;https://x.com/marie/status/1;3\n"
    "06/01/2026;@paul;Je repasserai vous voir dès samedi;https://x.com/paul/status/2;4\n"
)
HEADER = tuple(normal(name) for name in STRANGE.splitlines()[0].split(";"))
SAID = ColumnMap(header=HEADER, places={"text": 2, "date": 0, "author": 1, "url": 3}, kind="mention", order="month")


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def brought(space: Space, path: Path, maps: Sequence[ColumnMap] = ()) -> tuple[FileReport, list[Post]]:
    path.write_text(STRANGE, encoding="utf-8")
    (report,) = import_paths([path], space, maps=maps).files
    with Archive(space.archive_path) as archive:
        return report, sorted(archive.every(), key=lambda post: post.created_at or "")


def rows(text: str) -> list[list[str]]:
    return [line.split(";") for line in text.splitlines()[1:]]


def test_cells_propose_what_no_name_tells_and_nothing_is_sure(home: Path) -> None:
    found = guess(HEADER, rows(STRANGE))
    assert found.places == {"text": 2, "date": 0, "author": 1, "url": 3}
    assert not found.is_sure
    assert "text" not in found.named()


def test_names_tell_when_the_cells_agree(home: Path) -> None:
    found = guess(["date", "auteur", "texte"], [["2026-01-05", "marie", "bravo"]])
    assert found.is_sure
    assert found.named() == {"date": 0, "author": 1, "text": 2}


def test_a_vague_name_over_figures_is_no_text(home: Path) -> None:
    found = guess(["Post", "Comment", "Caption"], [["12", "3", "Une belle journée"], ["13", "4", "Une autre"]])
    assert found.named()["text"] == 2


def test_a_strange_table_is_refused_until_someone_says_what_it_holds(space: Space, home: Path, tmp_path: Path) -> None:
    report, posts = brought(space, tmp_path / "a.csv")
    assert (report.format, posts) == (None, [])
    remember(home, SAID)
    report, posts = brought(space, tmp_path / "a.csv")
    assert (report.format, report.imported) == ("generic_csv", 2)
    assert [(post.author, post.platform, post.created_at) for post in posts] == [
        ("@marie", "x", "2026-05-01T00:00:00Z"),
        ("@paul", "x", "2026-06-01T00:00:00Z"),
    ]


def test_what_is_said_for_one_import_is_not_remembered(space: Space, home: Path, tmp_path: Path) -> None:
    report, _posts = brought(space, tmp_path / "a.csv", [SAID])
    assert report.imported == 2
    assert mapping_for(HEADER) is None
    assert remembered(home) == {}


def test_what_is_said_now_wins_over_what_was_said_before(home: Path) -> None:
    remember(home, SAID)
    later = ColumnMap(header=HEADER, places={"text": 2})
    with using([later]):
        assert mapping_for(HEADER) == later
    assert mapping_for(HEADER) == SAID


def test_one_answer_serves_every_table_with_the_same_names(home: Path) -> None:
    remember(home, SAID)
    assert mapping_for(["JOUR", "Qui ", "ce_qui_est_dit", "adresse web", "Cœurs"]) == SAID
    assert mapping_for(["Jour", "Qui"]) is None


def test_an_answer_is_kept_outside_the_spaces_and_can_be_forgotten(space: Space, home: Path) -> None:
    remember(home, SAID)
    assert (home / FILE).stat().st_mode & 0o777 == 0o600
    assert not [path for path in space.folder.rglob("*") if path.name == FILE]
    forget(home, SAID.key)
    assert remembered(home) == {}


def test_a_platform_said_for_the_whole_table_holds_where_no_address_tells(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("a;b\nUn mot;https://example.org\nDeux mots;https://x.com/a/status/1\n", encoding="utf-8")
    said = ColumnMap(header=("a", "b"), places={"text": 0, "url": 1}, kind="own", platform="instagram")
    import_paths([path], space, maps=[said])
    with Archive(space.archive_path) as archive:
        kept = {post.text: (post.platform, post.kind, post.form) for post in archive.every()}
    assert kept == {"Un mot": ("instagram", "own", "post"), "Deux mots": ("x", "own", "post")}


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [("[", "data.bad"), ("a = 1\n", "data.bad"), ('a = { header = ["a"], places = {}, x = 1 }\n', "data.unknown_key")],
)
def test_a_spoilt_file_of_answers_is_named_and_left_alone(home: Path, spoilt: str, code: str) -> None:
    home.mkdir()
    (home / FILE).write_text(spoilt, encoding="utf-8")
    with pytest.raises(Trouble) as refusal:
        remember(home, SAID)
    assert refusal.value.code == code
    assert (home / FILE).read_text(encoding="utf-8") == spoilt


def test_a_place_beyond_the_table_is_no_column(home: Path) -> None:
    wild = ColumnMap(header=("a", "b"), places={"text": 0, "url": -1, "title": 7})
    assert wild.layout().places == {"text": (0,)}


@given(
    header=st.lists(st.text(max_size=8), min_size=1, max_size=6),
    places=st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 5)),
    order=st.sampled_from(["day", "month", None]),
    platform=st.text(max_size=8),
)
def test_an_answer_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory,
    header: list[str],
    places: dict[str, int],
    order: str | None,
    platform: str,
) -> None:
    home = tmp_path_factory.mktemp("home")
    said = ColumnMap(header=tuple(header), places=places, platform=platform, order=order)  # type: ignore[arg-type]  # one of three
    remember(home, said)
    assert remembered(home) == {signature(header): said}


@given(header=st.lists(st.text(max_size=8), max_size=5), cells=st.lists(st.lists(st.text(max_size=20), max_size=6)))
def test_a_guess_names_columns_of_the_table_each_once(header: list[str], cells: list[list[str]]) -> None:
    found = guess(header, cells)
    assert set(found.places) == set(found.certainty)
    assert len(set(found.places.values())) == len(found.places)
    assert all(0 <= place < len(header) for place in found.places.values())
