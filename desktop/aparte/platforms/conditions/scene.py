"""What a condition is given to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aparte.nouns import Occasion
    from aparte.platforms.checks import Check
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading


class Scene(NamedTuple):
    """A text, where and when it goes out, and the check that asks. platform: None when no platform is meant yet."""

    reading: Reading
    text: str
    platform: str | None
    occasion: Occasion
    check: Check

    def value(self, name: str, default: Any = None) -> Any:
        """Return a parameter of the check: the client's own ("emoji-run.most"), else the shipped one."""
        own = self.occasion.overrides.get(f"{self.check.id}.{name}")
        return self.check.params.get(name, default) if own is None else own

    def has(self, categories: Iterable[str]) -> bool:
        """Say whether any of these word lists is met anywhere in the text."""
        hits = self.reading.hits
        return any(name in hits for name in categories)

    def near(self, hit: Hit, categories: Iterable[str], reach: int) -> bool:
        """Say whether any of these word lists is met within `reach` tokens of `hit`."""
        hits = self.reading.hits
        return any(
            other.first <= hit.last + reach and other.last >= hit.first - reach
            for name in categories
            for other in hits.get(name, ())
        )
