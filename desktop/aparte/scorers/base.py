"""What a scorer is, and how the ones in this folder are found."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import aparte.scorers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aparte.nouns import Occasion
    from aparte.text.reading import Reading

MIN_WORDS = 3
"""Under three words nobody can tell (CONTRACT.md, abstaining)."""


class Scorer(Protocol):
    """Fills one field of an Assessment. `name` is that field; `version` is kept beside what it said."""

    name: str
    version: str

    def score(self, reading: Reading, occasion: Occasion) -> object:
        """Return the record of this field (Tone, Sarcasm, …). Never raises for a text, whatever it holds."""


@lru_cache(maxsize=1)
def scorers() -> Mapping[str, Scorer]:
    """Return the scorers by name: each module of this folder with a SCORER."""
    found = {}
    for module in pkgutil.iter_modules(aparte.scorers.__path__):
        scorer = getattr(importlib.import_module(f"aparte.scorers.{module.name}"), "SCORER", None)
        if scorer is not None:
            found[scorer.name] = scorer
    return found


def why_abstain(reading: Reading, occasion: Occasion) -> str | None:
    """Return the code of the reason to say nothing about this text, or None.

    Codes: empty, too_short, language, no_context (it answers a post we don't have).
    """
    if not reading.tokens:
        return "empty"
    if len(reading.words) < MIN_WORDS:
        return "too_short"
    if reading.language == "other":
        return "language"
    return "no_context" if occasion.reply_to_text == "" else None
