"""A text placed on a platform, as the rules look at it, and the mark a rule leaves on it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aparte.nouns import Occasion, Span
    from aparte.platforms.platform import Platform, Value


@record
class Placed:
    """What a rule may look at. length: in the platform's unit; found: its entities, by kind."""

    text: str
    platform: Platform
    found: Mapping[str, tuple[Span, ...]]
    length: int
    occasion: Occasion

    def overlaps_link(self, start: int, end: int) -> bool:
        """Tell whether a stretch touches a link."""
        return any(span.start < end and start < span.end for span in self.found["urls"])


@record
class Mark:
    """Where a rule is broken. fix: the text that replaces [start, end), "" deletes, None when no rule can mend it."""

    start: int
    end: int
    fix: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)


if TYPE_CHECKING:
    Rule = Callable[[Placed, Mapping[str, Value]], Iterator[Mark]]


def number(params: Mapping[str, Value], name: str) -> int:
    """Return a parameter that a rule needs as a number."""
    value = params[name]
    assert isinstance(value, int)
    return value


def words(params: Mapping[str, Value], name: str) -> str:
    """Return a parameter that a rule needs as text."""
    value = params[name]
    assert isinstance(value, str)
    return value
