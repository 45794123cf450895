"""Signs added up: how much the words found in a text speak for each quality, before any probability.

A lexicon category feeds one quality or several; a negated word takes its quality back and may feed another ("pas
content" is no joy and some annoyance). It refuses to weigh anything a person could not point at in the text.
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from aparte.text.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading

Feeds = tuple[tuple[str, float], ...]
"""What a category speaks for: (quality, share of the entry's weight)."""

GAIN = 2.6
"""Log-odds of one unit of evidence: one clear sign (weight 1) makes a quality as likely as not. Set by hand on the
development half of tests/measures/tone_cases.jsonl; a trained scorer replaces it."""


class Evidence:
    """The units of evidence by quality, and the hits they came from by category (negated ones left out)."""

    __slots__ = ("hits", "units")

    def __init__(self, reading: Reading, feeds: Mapping[str, Feeds], negated: Mapping[str, Feeds]) -> None:
        """Add up the hits of `reading`: `feeds` says for what a category speaks, `negated` for what its denial does."""
        self.units: dict[str, float] = {}
        self.hits: dict[str, list[Hit]] = {}
        scope = scope_of(reading) if not feeds.keys().isdisjoint(reading.hits) else None
        for category, hits in reading.hits.items():
            if category not in feeds or scope is None:
                continue
            for hit in hits:
                if scope.negated(hit.first, hit.last):
                    self._add(negated.get(category, ()), hit.weight)
                else:
                    self._add(feeds[category], hit.weight)
                    self.hits.setdefault(category, []).append(hit)

    def _add(self, feeds: Feeds, weight: float) -> None:
        for quality, share in feeds:
            self.units[quality] = self.units.get(quality, 0.0) + share * weight

    def of(self, quality: str) -> float:
        """Return the units for `quality`; 0 when nothing speaks for it."""
        return self.units.get(quality, 0.0)

    def add(self, quality: str, units: float) -> None:
        """Add `units` for `quality`: a sign that no lexicon holds, such as a question mark."""
        self.units[quality] = self.units.get(quality, 0.0) + units

    def probability(self, quality: str) -> float:
        """Return the probability of `quality`, 0 to 1: .07 without a sign, .5 at one clear sign."""
        units = self.units.get(quality)
        return logistic(GAIN * (units - 1.0)) if units else _NO_SIGN


def logistic(log_odds: float) -> float:
    """Return the probability of `log_odds`, safe for any finite number."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))


_NO_SIGN = logistic(-GAIN)
