"""CONTRACT.md, “Archive rows”, `import`, `search` and `export`: counts, bounds, words, and the way back in."""

from __future__ import annotations

import tempfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from aparte.archive.database import open_database
from tests.core.cli.said import lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.cli.said import Aparte

ROW_KEYS = [
    "id",
    "text",
    "author",
    "platform",
    "created_at",
    "lang",
    "url",
    "kind",
    "form",
    "brand",
    "reply_to",
    "title",
]
ROWS: tuple[dict[str, Any], ...] = (
    {"id": "été", "text": "L’été à l’hôtel, c’était génial", "platform": "x", "created_at": "2026-01-10T12:00:00Z"},
    {"id": "retard", "text": "livraison en retard", "author": "anna", "created_at": "2026-01-11T00:00:00Z"},
    {"id": "rapide", "text": "livraison rapide AND simple (vraiment) test*", "created_at": "2026-01-11T23:59:59+01:00"},
    {"id": "offre", "text": "aujourd’hui l'offre", "created_at": "2026-01-12T00:00:00Z", "kind": "own", "form": "post"},
    {"id": "sans", "text": "livraison sans date NEAR rien"},
)


@pytest.fixture
def found(aparte: Aparte, tmp_path: Path) -> Any:
    """Import the rows, and return what searches and gives the ids."""
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of(*ROWS), encoding="utf-8")
    assert aparte("import", posts).status == 0

    def search(*words: str) -> list[str]:
        said = aparte("search", "--json", *words)
        assert said.status == 0
        return [row["id"] for row in said.json["results"]]

    return search


def test_a_row_has_every_key_and_marks_that_point_at_its_words(aparte: Aparte, found: Any) -> None:
    assert found("hotel") == ["été"]
    (row,) = aparte("search", "hotel", "--json").json["results"]
    assert list(row) == [*ROW_KEYS, "marks"]
    assert [row["text"][start:end] for start, end in row["marks"]] == ["hôtel"]
    assert (row["created_at"], row["lang"], row["url"], row["title"]) == ("2026-01-10T12:00:00Z", "fr", None, None)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ete", ["été"]),
        ("ÉTÉ", ["été"]),
        ("l'été", ["été"]),
        ("aujourd'hui", ["offre"]),
        ("livraison", ["rapide", "retard", "sans"]),
        ("livraison -retard", ["rapide", "sans"]),
        ('"livraison rapide"', ["rapide"]),
        ('"rapide livraison"', []),
        ('-"livraison rapide" livraison', ["retard", "sans"]),
        ("livraison AND", ["rapide"]),
        ("NEAR", ["sans"]),
        ("test*", ["rapide"]),
        ("tes*", []),
        ("(vraiment)", ["rapide"]),
        ("(", ["offre", "rapide", "retard", "été", "sans"]),
        ('"', ["offre", "rapide", "retard", "été", "sans"]),
        ("\x00", ["offre", "rapide", "retard", "été", "sans"]),
        ("from:anna", ["retard"]),
        ("kind:own", ["offre"]),
        ("rien de tel ici", []),
    ],
)
def test_everything_that_is_no_filter_is_words(found: Any, query: str, ids: list[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (("--since", "2026-01-11"), ["rapide", "retard"]),
        (("--since", "2026-01-11T00:00:00Z"), ["rapide", "retard"]),
        (("--since", "2026-01-11T00:00:01Z"), ["rapide"]),
        (("--until", "2026-01-11"), ["rapide", "retard"]),
        (("--until", "2026-01-10"), []),
        (("--until", "2026-01-11T22:59:59Z"), ["retard"]),
        (("--until", "2026-01-11T23:00:00+00:00"), ["rapide", "retard"]),
        (("--since", "2026-01-11", "--until", "2026-01-11", "--limit", "1"), ["rapide"]),
        (("--author", "@Anna"), ["retard"]),
        (("--kind", "own"), []),
        (("--platform", "x"), []),
    ],
)
def test_since_is_inclusive_and_until_too_for_a_bare_date(found: Any, options: tuple[str, ...], ids: list[str]) -> None:
    assert found("livraison", *options) == ids


def test_a_malformed_filter_is_searched_as_words_and_named(aparte: Aparte, found: Any) -> None:
    assert found("kind:foo") == []
    (note,) = aparte("search", "kind:foo", "--json").json["notes"]
    assert "kind:foo" in note
    assert aparte("search", "foo:bar", "--json").json["notes"] == []


@pytest.mark.parametrize("limit", ["0", "-1", "beaucoup", "1.5", ""])
def test_a_limit_is_a_number_of_posts(aparte: Aparte, limit: str) -> None:
    said = aparte("search", "pain", "--limit", limit)
    assert (said.status, said.out) == (2, "")
    assert "--limit" in said.err


def test_fifty_posts_are_given_unless_more_are_asked_for(aparte: Aparte, found: Any, tmp_path: Path) -> None:
    posts = tmp_path / "many.jsonl"
    posts.write_text(lines_of(*({"id": at, "text": f"pain numéro {at}"} for at in range(60))))
    aparte("import", posts)
    assert len(found("pain")) == 50
    assert len(found("pain", "--limit", "100000000000000000000")) == 60


def test_a_word_that_is_half_a_character_finds_nothing_and_breaks_nothing(found: Any) -> None:
    assert found("\udcff") == found("\ufffd")
    assert found("livraison", "--author", "\udcff") == []


def test_what_was_read_is_what_became_of_it(aparte: Aparte, tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    good = lines_of({"id": 1, "text": "un"}, {"id": 1, "text": "un, corrigé"}, {"id": 1, "text": "x", "platform": "x"})
    posts.write_text(good + "oups\n[1]\n" + lines_of({"text": ""}, {"text": 3}, {"text": "a", "created_at": "hier"}))
    (file,) = aparte("import", posts, "--json").json["files"]
    assert (file["imported"], file["duplicates"], file["rejected"]) == (2, 1, 5)
    assert file["read"] == file["imported"] + file["duplicates"] + file["rejected"] + len(file["skipped"])
    codes = [(one["where"], one["code"]) for one in file["rejections"]]
    assert codes == [("4", "bad_json"), ("5", "bad_json"), ("6", "empty_text"), ("7", "no_text"), ("8", "bad_time")]
    assert [row["text"] for row in aparte("export", "--format", "jsonl", "--out", "-").lines] == ["un, corrigé", "x"]


def test_a_dry_run_says_the_same_and_writes_nothing(aparte: Aparte, tmp_path: Path, home: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of(*ROWS, *ROWS))
    dry = aparte("import", posts, "--dry-run", "--json").json["files"]
    assert not list(home.rglob("archive.db"))
    assert aparte("import", posts, "--json").json["files"] == dry


@pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite"])
def test_an_export_imports_back_to_the_same_archive(aparte: Aparte, tmp_path: Path, form: str) -> None:
    strange = [
        "=SOMME(A1)",
        "\u2028 ligne",
        "« “'\" »,;\t",
        "un\r\ndeux\n\ntrois",
        "\u202eabc",
        "👩‍👩‍👧‍👦",
        "a\x00b",
        "-1",
        "'x",
        " ",
    ]
    rows = [{"id": f"~{at}", "text": f"{text} fin", "title": text.strip() or None} for at, text in enumerate(strange)]
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of(*ROWS, *rows), encoding="utf-8")
    assert aparte("import", posts).status == 0
    before = aparte("export", "--format", "jsonl", "--out", "-").out
    out = tmp_path / f"all.{form}"
    assert aparte("export", "--format", form, "--out", out).status == 0
    other = ("--home", tmp_path / "other")
    (file,) = aparte("import", out, "--json", *other).json["files"]
    assert (file["imported"], file["rejected"]) == (len(ROWS) + len(rows), 0)
    assert aparte("export", "--format", "jsonl", "--out", "-", *other).out == before


def test_nothing_that_waits_to_be_sorted_or_poured_leaves_the_home(
    aparte: Aparte, found: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert len(aparte("export", "--format", "sqlite", "--out", tmp_path / "all.db").err) == 0
    assert len(aparte("export", "--format", "jsonl", "--out", "-").lines) == len(ROWS)
    with closing(open_database(tmp_path / "some.db", ())) as database:
        in_memory = 2
        assert database.execute("PRAGMA temp_store").fetchone()[0] == in_memory
