"""How much of a text is what everybody writes: stock phrases, and the shapes that texts written by machine fall into.

Lists of resources/cliches, written for this project, and a few shapes anybody can point at. A phrase that the client
itself has published is its own way of speaking and does not count. It fills no field of an assessment: it is shown with
suggestions only, and it refuses to judge a person's own draft.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aparte import paths
from aparte.nouns import Span
from aparte.records import record
from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PER_WORDS = 25
"""A stock phrase in so many words weighs 1: the length of a short post."""
STEEPNESS = 0.8
BLAND_FROM = 0.55
"""One sign in a post of 25 words: 99 in 100 brand posts of our own corpus stay below (tests/measures/blandness.py)."""
_OWN_USES = 2
"""Own posts a phrase stands in before it is the client's own."""
_EMOJI_LINES, _DASHES, _SHOUTS, _TAGS = 2, 2, 3, 5
_STRAIGHT = str.maketrans("\u00a0\u202f\u2019", "  '")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_ASKED: Final = r"[^.!?\n]{2,60}\?"
_ITS: Final = r"(?:[,;—–-]|\. )\s?(?:it's|it is)\b"
_SHAPES: Final = {
    "fr": (
        (r"\bplus qu'une? (?:simple )?\w+[^.!?\n]{0,40}, (?:c'est|une?)\b", 1.0),
        (r"\b(?:pas|non) (?:seulement|juste) [^.!?\n]{2,60}(?:mais|c'est)\b", 1.0),
        (r"\A\W*(?:envie d|besoin d|vous (?:cherchez|rêvez)|tu (?:cherches|rêves)|prêts? (?:à|pour))" + _ASKED, 1.0),
        (r"\b(?:que vous soyez|que tu sois)\b[^.!?\n]{2,60}\bou\b", 1.0),
        (r"[?] (?:Ne cherchez plus|C'est possible|On a ce qu'il)", 1.0),
    ),
    "en": (
        (r"\b(?:isn't|not|is more than|more than) (?:just |only |merely )?(?:an?|about) [^.!?\n]{2,50}" + _ITS, 1.0),
        (r"\A\W*(?:looking for|ready to|ready for|tired of|want to|need an?|dreaming of|craving)" + _ASKED, 1.0),
        (r"\bwhether you(?:'re| are)\b[^.!?\n]{2,60}\bor\b", 1.0),
        (r"[?] (?:Look no further|We've got|You're in the right place)", 1.0),
    ),
}  # fmt: skip


@record
class Blandness:
    """value: 0 to 1; phrases: where the stock phrases stand; shapes: how many shapes were met."""

    value: float
    phrases: tuple[Span, ...] = ()
    shapes: int = 0


class OwnPhrases:
    """What a client has published, asked for stock phrases that are its own."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Know the client's own posts."""
        self._texts = [_plain(text) for text in texts]

    def have(self, phrase: str) -> bool:
        """Tell whether `phrase` stands in at least two posts of the client."""
        return sum(phrase in text for text in self._texts) >= _OWN_USES


_NOBODY = OwnPhrases()


def blandness(text: str, language: str, own: OwnPhrases = _NOBODY) -> Blandness:
    """Return how bland `text` is ("fr", "en"; 0 in another language). own: phrases that are the client's own."""
    phrases = [span for span in _phrases(text, language) if not own.have(_plain(text)[span.start : span.end])]
    shapes = sum(_shapes(text, language))
    words = len(_WORD.findall(text))
    density = (len(phrases) + shapes) / max(1.0, words / PER_WORDS)
    return Blandness(value=1 - math.exp(-STEEPNESS * density), phrases=tuple(phrases), shapes=math.ceil(shapes))


def listed(language: str) -> Sequence[str]:
    """Return the phrases of a language, as they are written in its file."""
    path = paths.resources("cliches", f"{language}.txt")
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _phrases(text: str, language: str) -> Iterator[Span]:
    pattern = _pattern(language)
    if pattern is not None:
        for match in pattern.finditer(_plain(text)):
            yield Span(start=match.start(), end=match.end())


def _shapes(text: str, language: str) -> Iterator[float]:
    plain = text.translate(_STRAIGHT)
    for pattern, weight in _compiled(language):
        if pattern.search(plain):
            yield weight
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    opened = sum(next(iter(graphemes.emoji_spans(line)), (1, 1))[0] == 0 for line in lines)
    if opened >= _EMOJI_LINES and opened * 2 >= len(lines):
        yield 1.0
    if len(re.findall(r"\s?—\s?", text)) >= _DASHES:
        yield 0.7
    if text.count("!") >= _SHOUTS:
        yield 0.7
    if len(re.findall(r"[#＃]\w", text)) >= _TAGS:
        yield 0.5


def _plain(text: str) -> str:
    """Return `text` in lower case with straight apostrophes, each character in its place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_STRAIGHT))


@lru_cache(maxsize=3)
def _pattern(language: str) -> re.Pattern[str] | None:
    phrases = sorted(listed(language), key=len, reverse=True)
    if not phrases:
        return None
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(_written, phrases))})(?!\w)")


def _written(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*")


@lru_cache(maxsize=3)
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in _SHAPES.get(language, ()))
