"""`aparte erase`, retention and pseudonyms, as they are asked for and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.cli.said import Aparte, lines_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    file = tmp_path / "posts.jsonl"
    rows = ({"id": str(n), "text": f"texte {n}", "author": ["zoé", "paul"][n % 2], "kind": "mention"} for n in range(6))
    file.write_text(lines_of(*rows), encoding="utf-8")
    return file


def test_a_person_is_erased_with_a_receipt(aparte: Aparte, posts: Path) -> None:
    aparte("import", posts)
    backup = aparte("space", "backup", "--brand", "default", "--json").json["file"]
    said = aparte("erase", "@Zoé", "--json")
    assert said.status == 0, said.err
    assert (said.json["posts"], said.json["clean"], len(said.json["ids"])) == (3, True, 3)
    assert "zoé" not in said.out.casefold()
    assert backup in said.json["holding"]
    assert [one["author"] for one in aparte("search", "texte", "--json").json["results"]] == ["paul"] * 3
    spoken = aparte("erase", "paul", "--prune-backups")
    assert "3 posts erased" in spoken.out
    assert aparte("space", "backup", "--brand", "default", "--list", "--json").json["backups"] == []
    assert aparte("erase", "personne", "--json").json["posts"] == 0


def test_an_erasure_concerns_one_client(aparte: Aparte, posts: Path) -> None:
    aparte("brand", "add", "Noémie")
    aparte("import", posts)
    aparte("import", posts, "--brand", "Noémie")
    assert aparte("erase", "zoé", "--brand", "Noémie", "--json").json["posts"] == 3
    assert len(aparte("search", "texte", "--json").json["results"]) == 6
    assert aparte("erase", "zoé", "--brand", "Personne").status == 2


def test_pseudonyms_are_the_same_in_every_import(aparte: Aparte, posts: Path) -> None:
    assert aparte("import", posts, "--pseudonyms").status == 0
    first = {one["id"]: one["author"] for one in aparte("search", "texte", "--json").json["results"]}
    assert len(set(first.values())) == 2
    assert all(author.startswith("anon-") for author in first.values())
    again = aparte("import", posts, "--pseudonyms", "--json").json["files"][0]
    assert (again["imported"], again["duplicates"]) == (0, 6)
    assert {one["id"]: one["author"] for one in aparte("search", "texte", "--json").json["results"]} == first
    assert aparte("erase", "Zoé", "--json").json["posts"] == 3


def test_how_long_posts_are_kept_is_said_at_creation(aparte: Aparte) -> None:
    assert "kept 13 months" in aparte("brand", "add", "Noémie").out
    assert "kept for ever" in aparte("brand", "add", "Paul", "--keep-months", "0").out
    assert aparte("brand", "show", "Paul", "--json").json["keep_months"] == 0
    assert aparte("brand", "add", "Marc", "--keep-months", "soon").status == 2
