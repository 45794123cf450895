"""Hashtags read aloud: words that run together, and inclusive forms a screen reader stumbles over.

A boundary between two words is only claimed when both are in our list (`resources/culture/hashtag_words.txt`) and
the whole is no word of its own (`single_words.txt`: "workplace"), or when the tag is longer than single words are; the
second case is reported without a fix.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from aparte import paths
from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.platforms.conditions.scene import Scene

_POINT = re.compile(r"(?<=\w)·(?=\w)|(?<!\w)·(?=[^\W\d_])")
_LITTLE = (
    "de du la le les un une et en au aux a ta sa ma mon ton son nos vos d l "
    "of the to in on my us is it go up at for we be no by an and or"
)
_SHORT = frozenset(_LITTLE.split())
"""Little words that may join two others in a tag; alone they prove nothing."""
_SHORTEST_WORD = 3
_LONGEST_WORD = 17
"""Letters of the longest single word met in tags ("internationalisation" is the rare exception, listed)."""


def lower_case(scene: Scene) -> Iterator[Found]:
    """Find hashtags of two or more words all in lower case; the fix gives each word its capital.

    Source: the accessibility guidance the check cites: readers and screen readers need the capitals to part the words.
    """
    for token in scene.reading.tokens:
        if token.kind != "hashtag" or token.raw != token.low or "_" in token.raw or "·" in token.raw:
            continue
        tag = token.raw[1:]
        parts = split(tag)
        if len(parts) > 1:
            fix = token.raw[0] + "".join(part[0].upper() + part[1:] for part in parts)
            yield Found(token.start, token.end, fix=fix, params={"tag": token.raw, "better": fix})
        elif not parts and sum(letter.isalpha() for letter in tag) > _LONGEST_WORD:
            yield Found(token.start, token.end, message="hashtag-camelcase.long", params={"tag": token.raw})


@lru_cache(maxsize=2048)
def split(tag: str) -> tuple[str, ...]:
    """Return the words of a lower-case tag, the fewest possible: one for a known word, none when it can't be told."""
    known = _words_of("hashtag_words.txt")
    bare = _without_accents(tag)
    if len(bare) != len(tag) or bare in known or {bare, bare.removesuffix("s")} & _words_of("single_words.txt"):
        return (tag,)
    best: list[tuple[int, ...] | None] = [()] + [None] * len(bare)
    for end in range(1, len(bare) + 1):
        for start in range(end):
            head = best[start]
            if head is None or not _is_part(bare[start:end], known):
                continue
            if best[end] is None or len(head) + 1 < len(best[end] or ()):
                best[end] = (*head, end)
    cuts = best[len(bare)]
    if cuts is None:
        return ()
    parts = tuple(tag[start:end] for start, end in zip((0, *cuts), cuts, strict=False))
    words = [part for part in parts if part.isalpha() and _without_accents(part) not in _SHORT]
    return parts if len(words) > 1 else (tag,)


def _is_part(part: str, known: frozenset[str]) -> bool:
    return part in _SHORT or part.isdigit() or (len(part) >= _SHORTEST_WORD and part in known)


@lru_cache(maxsize=2)
def _words_of(file: str) -> frozenset[str]:
    text = paths.resources("culture", file).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(_without_accents(word) for line in lines for word in line.split())


def _without_accents(text: str) -> str:
    """Drop accents, one letter for one letter."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.replace("œ", "o"))


def inclusive_forms(scene: Scene) -> Iterator[Found]:
    """Find a middle dot inside a hashtag or before a word; anywhere, when the client's own style has none of it.

    The client's style stands in overrides: "inclusive-form.style" = "point" (dots are welcome), "double" (both words).
    A hashtag is mended into two: "#motivé·es" -> "#motivés #motivées".
    """
    if "·" not in scene.text:
        return
    style = scene.value("style")
    for token in scene.reading.tokens:
        if "·" not in token.raw:
            continue
        if token.kind == "hashtag":
            fix = _both_words(token.raw)
            yield Found(token.start, token.end, fix=fix, message="inclusive-form.hashtag", params={"tag": token.raw})
        elif style == "double" and token.kind == "word":
            fix = _both_words(token.raw)
            yield Found(token.start, token.end, fix=fix and fix.replace(" ", " et "), params={"word": token.raw})
        elif token.kind == "other" and _POINT.match(scene.text, token.start):
            yield Found(token.start, token.end, fix="", message="inclusive-form.start")


def _both_words(form: str) -> str | None:
    """Write both words out when the ending is regular: "motivé·es", "motivé·e·s" -> "motivés motivées"."""
    stem, _point, ending = form.partition("·")
    if ending.replace("·", "") == "es":
        return f"{stem}s {stem}es"
    return f"{stem} {stem}e" if ending == "e" else None
