"""The last label of a domain name: what makes "exemple.fr" an address and "node.js" a word.

Each network keeps its own list; ours (resources/domains/endings.txt) says who knows what. It refuses to resolve
anything: a name that ends well is not a name that exists.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aparte import paths

_SECTION = re.compile(r"^\[(\w+)\]$")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]*")
_PUNYCODE = re.compile(r"[Xx][Nn]--[-0-9A-Za-z]+")
_GLUED = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@+-")


@lru_cache(maxsize=1)
def endings() -> dict[str, frozenset[str]]:
    """Return the lists of the shipped file: "both", "x" (only X still knows them), "today" (only the root does)."""
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in paths.resources("domains", "endings.txt").read_text(encoding="utf-8").splitlines():
        header = _SECTION.match(line)
        if header:
            section = found.setdefault(header[1], set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


@lru_cache(maxsize=1)
def delegated() -> frozenset[str]:
    """Return the endings of the root zone today, in Unicode and lower case."""
    return endings()["both"] | endings()["today"]


@lru_cache(maxsize=1)
def _known_to_x() -> tuple[frozenset[str], frozenset[str], int]:
    known = endings()["both"] | endings()["x"]
    ascii_endings = frozenset(word for word in known if word.isascii())
    return ascii_endings, known - ascii_endings, max(map(len, known))


def x_ending_at(text: str, start: int, limit: int) -> int | None:
    """Return where an ending X knows stops, if one begins at `start`; nothing at or after `limit` is read.

    A Latin ending must not run on into letters, digits, "@", "+" or "-"; one in another script may (twitter-text 3,
    validGTLD, validCCTLD, validPunycode).
    """
    ascii_endings, other_endings, longest = _known_to_x()
    word = _ASCII_WORD.match(text, start, limit)
    assert word is not None
    end = word.end()
    if end > start and not _runs_on(text, end, limit) and word[0].lower() in ascii_endings:
        return end
    if end < limit and text[end] > "\x7f":
        for stop in range(min(start + longest, limit), end, -1):
            if text[start:stop].lower() in other_endings and not _runs_on(text, stop, limit):
                return stop
    punycode = _PUNYCODE.match(text, start, limit)
    return punycode.end() if punycode else None


def _runs_on(text: str, end: int, limit: int) -> bool:
    return end < limit and text[end] in _GLUED
