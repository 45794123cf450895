"""The names a client is known by, in a text: words that say nothing of themselves ("War Zone" is a game, not a war).

A name counts where it is written as one: with its first letter in capitals, or as a hashtag; "un orage" stays a storm
for a client called Orage. What is masked keeps its length, so that every place in a text stays where it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Brand

_SHORTEST = 2


def names_of(brand: Brand) -> tuple[str, ...]:
    """Return the names of a client: its own, its keywords that are no address, its own words that begin as names do."""
    own = (word for word in brand.words if word[:1].isupper())
    given = (name.strip().lstrip("#＃") for name in (brand.name, *brand.keywords, *own))
    return tuple(dict.fromkeys(name for name in given if len(name) >= _SHORTEST and not name.startswith("@")))


def found(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where `names` stand in `text`, start and end in code points."""
    return [match.span() for match in _pattern(tuple(names)).finditer(text)] if names else []


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` with a mention of the same length in place of each of `spans`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], "@", "x" * (end - start - 1)]
        last = end
    return "".join([*pieces, text[last:]])


@lru_cache(maxsize=32)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    written = (re.escape(name[0].upper()) + _in_any_case(r"\s+", name[1:]) for name in longest_first)
    tagged = ("[#＃]" + _in_any_case("", name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join([*written, *tagged])})(?!\w)")


def _in_any_case(between: str, name: str) -> str:
    parts = [re.escape(part) for part in re.split(r"\s+", name)]
    return f"(?i:{between.join(parts)})"
