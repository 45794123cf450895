"""Our own sentences, `models/corpus/*.jsonl`: what a row holds, and how rows are read (models/corpus/CARD.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, TypeVar

from aparte.records import read, record

FOLDER = Path(__file__).resolve().parents[1] / "corpus"
Lang = Literal["fr", "en"]
Split = Literal["train", "held_out"]
LANGUAGES: tuple[Lang, ...] = ("fr", "en")


@record
class Irony:
    """A text of a group: ironic, its plain twin, or its surface twin (nearly the same words, sincere).

    parent: the post it answers. why: the stretches of characters that carry the irony, of ironic texts only. readings:
    blind second readings by machine (yes, no, unclear), of the held-out part only.
    """

    id: str
    group: str
    role: Literal["ironic", "plain", "surface"]
    lang: Lang
    text: str
    parent: str | None
    network: str
    who: str
    topic: str
    phenomenon: str
    sarcastic: Literal["yes", "no"]
    why: tuple[tuple[int, int], ...]
    split: Split
    readings: tuple[Literal["yes", "no", "unclear"], ...] = ()


@record
class Post:
    """A post with how it sounds. tone: the main one; also: others that are heard."""

    id: str
    lang: Lang
    text: str
    network: str
    who: str
    tone: str
    also: tuple[str, ...]
    emotion: str
    register: Literal["casual", "neutral", "formal"]
    address: Literal["tu", "vous", "you", "none"]
    promotional: bool
    urgent: bool
    split: Split


@record
class Sincere:
    """Thanks, apology, celebration, condolence or praise, meant word for word."""

    id: str
    lang: Lang
    text: str
    network: str
    who: str
    kind: Literal["thanks", "apology", "celebration", "condolence", "praise"]
    split: Split


@record
class Sensitive:
    """A text that must be flagged, or one that must not (category "none"). case: in which way. why: the words."""

    id: str
    lang: Lang
    text: str
    network: str
    who: str
    category: str
    case: str
    flag: bool
    why: tuple[tuple[int, int], ...]
    split: Split


@record
class Monitored:
    """A post found by the keywords of an invented brand (brands.jsonl). priority: 4 read now … 0 ignore."""

    id: str
    lang: Lang
    text: str
    network: str
    brand: str
    kind: Literal["crisis", "complaint", "sarcasm", "question", "praise", "spam", "off_topic"]
    relevant: bool
    priority: int
    sarcastic: bool
    split: Split


_Row = TypeVar("_Row", Irony, Post, Sincere, Sensitive, Monitored)
FILES: dict[str, type[Irony] | type[Post] | type[Sincere] | type[Sensitive] | type[Monitored]] = {
    "irony": Irony,
    "posts": Post,
    "sincere": Sincere,
    "sensitivity": Sensitive,
    "monitored": Monitored,
}


def rows(kind: type[_Row], lang: Lang, split: Split | None = None) -> list[_Row]:
    """Return the rows of a kind in a language, of one split or of both. Raises Trouble("data.bad") for a bad row."""
    name = next(name for name, known in FILES.items() if known is kind)
    path = FOLDER / f"{lang}-{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [read(kind, json.loads(line), origin=f"{path.name}:{number}") for number, line in enumerate(lines, 1)]
    return [row for row in found if split is None or row.split == split]


def by_group(irony: list[Irony]) -> dict[str, dict[str, Irony]]:
    """Return group -> role -> row."""
    groups: dict[str, dict[str, Irony]] = {}
    for row in irony:
        groups.setdefault(row.group, {})[row.role] = row
    return groups
