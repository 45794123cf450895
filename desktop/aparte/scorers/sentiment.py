"""What the words of a text say, from -1 to 1, before any doubt about irony.

English is VADER to the last digit, French our own lexicon and rules. This is the only module that knows where the VADER
package lies: its two tables are read as files, the package itself is never imported (it would load an HTTP library).
"""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.nouns import Sentiment
from aparte.scorers import sentiment_fr
from aparte.scorers.base import why_abstain
from aparte.scorers.vader import Vader, Words
from aparte.text import language

if TYPE_CHECKING:
    from typing import Literal

    from aparte.nouns import Occasion, Sarcasm
    from aparte.text.reading import Reading

THRESHOLD = 0.05
"""From here on a text is positive, from minus this on negative: the cut the authors of VADER give with it."""


MEANT = -0.15
"""What an ironic text means is at most so good: the mean sentiment of the plain twins of our training texts that are
written neutral or positive (-.15 and -.16 French, -.17 and -.14 English). One written worse means what it says."""


class _SentimentScorer:
    name = "sentiment"
    version = "1"

    def score(self, reading: Reading, occasion: Occasion) -> Sentiment:
        """Return score and label; abstains where every scorer does (`why_abstain`)."""
        why = why_abstain(reading, occasion)
        if why:
            return Sentiment(score=0.0, label="neutral", abstained=True, why=why)
        value = score(reading)
        return Sentiment(score=value, label=label_of(value))


SCORER = _SentimentScorer()


def as_meant(written: Sentiment, irony: Sarcasm) -> Sentiment:
    """Return the sentiment of a text with what it means beside what it says, where irony is likely (level high)."""
    if written.abstained or irony.abstained or irony.level != "high":
        return written
    return replace(written, as_meant=min(written.score, MEANT))


def score(reading: Reading) -> float:
    """Return the sentiment of `reading`, -1 to 1, by its language; 0 in one we don't read. Kept in `memo`."""
    if "sentiment" not in reading.memo:
        reading.memo["sentiment"] = _score(reading)
    value: float = reading.memo["sentiment"]
    return value


def compound_en(text: str) -> float:
    """Return VADER's compound score of an English text, -1 to 1."""
    return _vader().compound(text)


def score_fr(reading: Reading) -> float:
    """Return the sentiment of a French reading, -1 to 1."""
    return sentiment_fr.score(reading)


def label_of(value: float) -> Literal["negative", "neutral", "positive"]:
    """Return the name of a score."""
    if value >= THRESHOLD:
        return "positive"
    return "negative" if value <= -THRESHOLD else "neutral"


def vader_tables() -> tuple[Path, Path]:
    """Return VADER's lexicon and emoji table as they lie in the installed package, without importing it.

    Raises ModuleNotFoundError when the package is not installed: that is a broken installation, not the user's doing.
    """
    package = importlib.util.find_spec("vaderSentiment")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("vaderSentiment")
    folder = Path(package.submodule_search_locations[0])
    return folder / "vader_lexicon.txt", folder / "emoji_utf8_lexicon.txt"


def _score(reading: Reading) -> float:
    if reading.language == "en":
        return compound_en(reading.heard + reading.whole[len(reading.heard) :])
    return score_fr(reading) if reading.language == "fr" else 0.0


@lru_cache(maxsize=1)
def _vader() -> Vader:
    table = language.rules("en")["vader"]
    words = Words(
        negators=frozenset(table["negators"]),
        intensifiers=frozenset(table["intensifiers"]),
        diminishers=frozenset(table["diminishers"]),
        idioms=table["idioms"],
    )
    return Vader(words, *vader_tables())
