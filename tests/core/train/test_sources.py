"""What may be in a shipped table: licences are seen, sources credited, readings whole."""

from __future__ import annotations

import csv
import gzip
import re
from typing import TYPE_CHECKING

import pytest

from models.train.sources import OWN, READINGS, SOURCES, Material, NotShippableError, fingerprint, readings

if TYPE_CHECKING:
    from pathlib import Path

TIERS = {"A", "B", "C", "D"}
READ = sorted(path.stem for path in READINGS.glob("*.txt"))


def pretend(data: Path, name: str) -> Material:
    """Return material whose folder holds one row of a source, written here."""
    path = data / SOURCES[name].path
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("text", "label"), ("the bus, on time", "plain")])
    return Material(data)


@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if source.tier != "A"])
def test_a_table_of_a_source_without_a_free_licence_is_refused(name: str, tmp_path: Path) -> None:
    material = pretend(tmp_path, name)
    assert material.rows(name) == [{"text": "the bus, on time", "label": "plain"}]
    with pytest.raises(NotShippableError, match=name):
        material.credits()


def test_one_such_source_is_enough_among_free_ones(tmp_path: Path) -> None:
    for name in ("isarcasmeval", "semeval2018"):
        pretend(tmp_path, name)
    material = Material(tmp_path)
    material.own()
    material.rows("isarcasmeval")
    assert material.credits() == sorted([OWN.credit, SOURCES["isarcasmeval"].credit])
    material.rows("semeval2018")
    with pytest.raises(NotShippableError, match="semeval2018"):
        material.credits()


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="isarcasmeval"):
        Material(tmp_path).rows("isarcasmeval")


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_has_its_place_its_tier_and_its_credit(name: str) -> None:
    source = SOURCES[name]
    assert source.name == name
    assert source.path.endswith(".csv.gz")
    assert not source.path.startswith("/")
    assert source.tier in TIERS
    assert re.search(r", (MIT|Apache-2\.0|CC BY(-[A-Z]{2})* 4\.0)$", source.credit), "its credit ends with its licence"
    assert ("NC" in source.credit) <= (source.tier != "A")


@pytest.mark.parametrize("name", READ)
def test_each_file_of_readings_is_read(name: str) -> None:
    found = readings(name)
    assert name in SOURCES
    assert SOURCES[name].tier == "A"
    assert set(found.values()) == {0, 1, 2, 3}
    assert [mark for mark in found if not re.fullmatch("[0-9a-f]{12}", mark)] == []
    lines = (READINGS / f"{name}.txt").read_text(encoding="ascii").splitlines()
    assert lines[0].startswith("# ")
    assert "achine readings" in lines[0]
    assert len(found) == len(lines) - 1, "a text is read once"


def test_readings_know_a_text_by_its_mark_alone() -> None:
    assert fingerprint("the bus, on time") == "90a2ee434462"
