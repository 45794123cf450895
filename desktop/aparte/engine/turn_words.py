"""The words that turn a sentence round: lists of resources/turns, and how a figure is bounded.

It refuses to guess in a language it has no list for: nothing is then found.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from aparte import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aparte.engine.facts import Fact

LEANING: Final = frozenset({"before", "with", "included", "all"})
"""Pairs that say nothing without what follows, and that a negation reaches from its verb: « n’ouvre pas avant 10 »."""
_BEFORE, _BEHIND = 32, 24
"""Characters in which a bound is looked for."""
_BETWEEN = 16
_DATED: Final = frozenset({"date", "time"})
_ARTICLES = r"(?: (?:le|la|les|the|un|une|a|an))?"


class TurnWords:
    """The lists of one language, as sets and patterns."""

    def __init__(self, language: str) -> None:
        """Read resources/turns/<language>.toml, if there is one."""
        path = paths.resources("turns", f"{language}.toml")
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.opens, self.closes, self.before, self.carriers, self.light = (
            frozenset(table.get(name, "").split()) for name in ("opens", "closes", "before", "carriers", "light")
        )
        self.idioms: tuple[str, ...] = tuple(table.get("idioms", ()))
        self.sides = _sides(table.get("opposites", {}))
        self.kinds = {
            form: (kind, word)
            for kind, words in table.get("kinds", {}).items()
            for word in words.split()
            for form in (word, f"{word}s", f"{word}x", f"{word}e", f"{word}es")
        }
        """Word, in its usual forms -> its kind, of which one excludes the others, and itself."""
        self._ahead = [(name, _ending(words)) for name, words in table.get("bounds", {}).items()]
        self._behind = [(name, _opening(words)) for name, words in table.get("bounds_behind", {}).items()]
        ranges = table.get("ranges", {})
        self._begin, self._end = _ending(ranges.get("begin", ())), _whole(ranges.get("end", ()))

    def bounds_at(self, text: str, fact: Fact, last: Fact | None, following: Fact | None) -> frozenset[str]:
        """Return the bounds of a fact ("upto", "from", "about", …) in `text`, which is plain and in lower case.

        last and following: its neighbours; the first of two in a range is from, the second up to.
        """
        ahead = text[max(0, fact.start - _BEFORE, last.end if last else 0) : fact.start]
        behind = text[fact.end : min(fact.end + _BEHIND, following.start if following else len(text))]
        found = {name for name, pattern in self._ahead if pattern.search(ahead)}
        found |= {name for name, pattern in self._behind if pattern.match(behind)}
        if fact.kind not in _DATED:
            found -= {"before", "after"}
        if last is not None and self._ranged(text, last, fact):
            found = found - {"before", "after"} | {"upto"}
        if following is not None and self._ranged(text, fact, following):
            found.add("from")
        return frozenset(found)

    def _ranged(self, text: str, first: Fact, second: Fact) -> bool:
        between = text[first.end : second.start].strip()
        if first.kind != second.kind or len(between) > _BETWEEN:
            return False
        if re.fullmatch(r"[-–—]", between):
            return True
        opens = text[max(0, first.start - _BEFORE) : first.start]
        return bool(self._end.fullmatch(between) and self._begin.search(opens))


@lru_cache(maxsize=3)
def of(language: str) -> TurnWords:
    """Return the words of a language, read once."""
    return TurnWords(language)


def _sides(pairs: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for pair, both in pairs.items():
        for side, words in enumerate(both):
            for word in words.split():
                found[word] = (*found.get(word, ()), (pair, side))
    return found


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(words)}){_ARTICLES} *\Z")


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf" *(?:[^\W\d_]+ )?(?:{_any_of(words)})(?!\w)")


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(words)}){_ARTICLES}")
