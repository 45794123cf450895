"""Our own sentences, `models/corpus/*.jsonl`: what a row holds, and how rows are read (models/corpus/CARD.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, TypeVar

from aparte.nouns import Category
from aparte.records import read, record

FOLDER = Path(__file__).resolve().parents[1] / "corpus"
Lang = Literal["fr", "en"]
Split = Literal["train", "held_out"]
LANGUAGES: tuple[Lang, ...] = ("fr", "en")
Network = Literal[
    "x",
    "bluesky",
    "mastodon",
    "threads",
    "linkedin",
    "instagram",
    "facebook",
    "tiktok",
    "youtube",
    "reddit",
    "pinterest",
    "telegram",
    "review",
]
Who = Literal["customer", "person", "brand", "fan", "employee", "journalist", "official"]
Phenomenon = Literal[
    "false_praise",
    "false_thanks",
    "understatement",
    "hyperbole",
    "rhetorical_question",
    "echo",
    "formula",
    "situation",
    "quotation_marks",
    "emoji_contradiction",
    "deadpan",
    "polite_sting",
    "self_mockery",
    "false_apology",
    "false_excitement",
    "false_advice",
    "feigned_ignorance",
]
UNSEEN: tuple[Phenomenon, ...] = ("polite_sting", "feigned_ignorance")
"""Held out whole: they show what was learned of irony beyond the kinds that were seen."""
Flagged = Literal["plain", "veiled", "misspelt", "joke", "advert"]
Harmless = Literal[
    "quote",
    "report",
    "counter_speech",
    "identity",
    "medical",
    "place_name",
    "fiction",
    "negation",
    "idiom",
    "sport",
    "food",
    "help",
]
"""The two families of cases of sensitivity: ways to do harm, and ways to be taken for it."""


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
    network: Network
    who: Who
    topic: str
    phenomenon: Phenomenon
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
    network: Network
    who: Who
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
    network: Network
    who: Who
    kind: Literal["thanks", "apology", "celebration", "condolence", "praise"]
    split: Split


@record
class Sensitive:
    """A text that must be flagged, or one that must not (category "none"). case: in which way.

    why: the words that do the harm, or that would tempt a list of words.
    """

    id: str
    lang: Lang
    text: str
    network: Network
    who: Who
    category: Category | Literal["none"]
    case: Flagged | Harmless
    flag: bool
    why: tuple[tuple[int, int], ...]
    split: Split


@record
class Monitored:
    """A post found by the keywords of an invented brand (brands.jsonl). priority: 4 read now … 0 ignore."""

    id: str
    lang: Lang
    text: str
    network: Network
    brand: str
    kind: Literal["crisis", "complaint", "sarcasm", "question", "praise", "spam", "off_topic"]
    relevant: bool
    priority: Literal[0, 1, 2, 3, 4]
    sarcastic: bool
    split: Split


@record
class Watched:
    """An invented brand, and the keywords its posts are looked for with; some are homonyms of ordinary words."""

    lang: Lang
    name: str
    keywords: tuple[str, ...]
    about: str


LATER_MONITORED = "-m-"
"""In the ids of monitored posts that were written after the held-out part was fixed: all of them are for learning."""
Row = Irony | Post | Sincere | Sensitive | Monitored
_Row = TypeVar("_Row", bound=Row)
_Record = TypeVar("_Record")
FILES: dict[str, type[Row]] = {
    "irony": Irony,
    "posts": Post,
    "sincere": Sincere,
    "sensitivity": Sensitive,
    "monitored": Monitored,
}


def rows(kind: type[_Row], lang: Lang, split: Split | None = None) -> list[_Row]:
    """Return the rows of a kind in a language, of one split or of both. Raises Trouble("data.bad") for a bad row."""
    name = next(name for name, known in FILES.items() if known is kind)
    found = _read(kind, FOLDER / f"{lang}-{name}.jsonl")
    return [row for row in found if split is None or row.split == split]


def first_monitored(lang: Lang) -> list[Monitored]:
    """Return the monitored posts for learning that were there before batch m, which tells kinds and nothing else.

    The tables of irony, tone, toxicity and sensitivity were learned and measured with these.
    """
    return [row for row in rows(Monitored, lang, "train") if LATER_MONITORED not in row.id]


def brands(lang: Lang) -> list[Watched]:
    """Return the brands whose posts are monitored in a language. Raises Trouble("data.bad") for a bad row."""
    return [brand for brand in _read(Watched, FOLDER / "brands.jsonl") if brand.lang == lang]


def by_group(irony: list[Irony]) -> dict[str, dict[str, Irony]]:
    """Return group -> role -> row."""
    groups: dict[str, dict[str, Irony]] = {}
    for row in irony:
        groups.setdefault(row.group, {})[row.role] = row
    return groups


def _read(kind: type[_Record], path: Path) -> list[_Record]:
    lines = path.read_text(encoding="utf-8").split("\n")
    found = enumerate((line for line in lines if line), 1)
    return [read(kind, json.loads(line), origin=f"{path.name}:{number}") for number, line in found]
