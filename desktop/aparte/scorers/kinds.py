"""What a monitored post is (crisis, complaint, sarcasm, question, praise, spam, off topic), and how soon to read it.

Decision: one linear table over hashed words, what the other tables hear (irony, tone, harm, sentiment) and how the post
names the client (`brand_signs`), for thousands of posts in a few passes. Set aside: the words alone, .10 lower in
macro-F1 (models/scorers/triage.md). Names are masked first, so no client's name says anything by itself. It refuses
languages that nothing here reads: such a post has no kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

import numpy as np

from aparte import paths
from aparte.scorers import brand_signs, bulk_language, bulk_sentiment, tone_table
from aparte.scorers.brand_signs import card_of, named
from aparte.scorers.bulk_language import LANGUAGES
from aparte.scorers.features import FAMILIES
from aparte.scorers.letters import Stream
from aparte.scorers.linear import heads, totals
from aparte.scorers.register import REGISTERS
from aparte.scorers.tone_features import all_parts
from aparte.scorers.tone_rules import TONES
from aparte.scorers.tone_table import Table
from aparte.scorers.windows import hashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aparte.nouns import Brand

    Figures = NDArray[np.float64]

Kind = Literal["crisis", "complaint", "sarcasm", "question", "praise", "spam", "off_topic"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
IRRELEVANT: Final[tuple[Kind, ...]] = ("spam", "off_topic")
HEARD: Final = (
    *("irony", "toxicity", "sentiment"),
    *(f"tone {name}" for name in TONES),
    *(f"register {name}" for name in REGISTERS),
    *("promotional", "urgent"),
)
"""What other tables hear of a post, before its signs."""
WIDEST: Final = 3.0
"""Spreads a sign may lie from its mean: one loud sign does not outvote the rest."""
READ_NOW, IGNORE = 4, 0
_TOGETHER = 500
"""Posts that are read in one pass: some ten megabytes of arrays."""


class Heard(NamedTuple):
    """What a post is. kind: None where its language is not read; the rest then says nothing (shares 0, relevance 0.5).

    shares: of the kinds, together 1; relevance: probability that the post is about the client; priority: 4 read now to
    0 ignore; urgency: the same as a figure, to sort posts of one priority.
    """

    kind: Kind | None
    shares: dict[Kind, float]
    relevance: float
    priority: int
    urgency: float


UNREAD: Final = Heard(None, dict.fromkeys(KINDS, 0.0), 0.5, 1, 1.0)


class KindTable(Table):
    """The heads of a language: one a kind, and the priority."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        """Read what a tone table has, `centre` and `spread` of the signs, `sharpness`, and `relevance` (Platt)."""
        super().__init__(arrays)
        self.centre: Figures = arrays["centre"].astype(np.float64)
        self.spread: Figures = arrays["spread"].astype(np.float64)
        self.sharpness = float(arrays["sharpness"].item())
        self.slope, self.intercept = (float(one) for one in arrays["relevance"])


def heard(texts: Sequence[str], brand: Brand, languages: Sequence[str] | None = None) -> list[Heard]:
    """Return what each of `texts` is for `brand`. Any characters, any number.

    languages: of each text, where they are known ("fr", "en", anything else is not read); else told from its letters.
    Each text is what it would be alone.
    """
    said = languages if languages is not None else told(texts)
    answers = [UNREAD] * len(texts)
    for language in LANGUAGES[: bulk_language.OTHER]:
        here = [at for at, code in enumerate(said) if code == language and texts[at].strip()]
        for begin in range(0, len(here), _TOGETHER):
            chosen = here[begin : begin + _TOGETHER]
            for at, answer in zip(chosen, _of([texts[at] for at in chosen], brand, language), strict=True):
                answers[at] = answer
    return answers


def told(texts: Sequence[str]) -> list[str]:
    """Return the language of each text by its letters: "fr", "en" or "other"."""
    return [LANGUAGES[place] for place in bulk_language.told(Stream(texts), len(texts))]


def signs_of(posts: Sequence[brand_signs.Named], language: str) -> Figures:
    """Return what other tables hear of masked posts, and their signs: (posts, HEARD + brand_signs.NAMES)."""
    texts = tuple(post.text for post in posts)
    seen = hashed(texts, language)
    made = all_parts(seen, language)
    irony, toxicity = totals(
        (heads(f"irony_{language}"), heads(f"toxicity_{language}")),
        [part for part in made if part.family < FAMILIES],
        len(texts),
    )
    sentiment = bulk_sentiment.scores(seen.stream, seen.stream.words, language, len(texts))
    tone = tone_table.figures(made, len(texts), language)
    return np.column_stack([irony[:, 0], toxicity[:, 0], sentiment, tone, np.array([post.signs for post in posts])])


def _of(texts: Sequence[str], brand: Brand, language: str) -> list[Heard]:
    table, card = _table(language), card_of(brand, language)
    posts = [named(text, card) for text in texts]
    signs = np.clip((signs_of(posts, language) - table.centre) / table.spread, -WIDEST, WIDEST)
    made = all_parts(hashed(tuple(post.text for post in posts), language), language)
    figures = table.bias + table.figures(made, len(posts)) + signs @ table.signs
    return [_heard(row, table) for row in figures]


def _heard(figures: Figures, table: KindTable) -> Heard:
    of_kinds = figures[: len(KINDS)]
    odds = np.exp(table.sharpness * (of_kinds - of_kinds.max()))
    kind = KINDS[int(of_kinds.argmax())]
    beside = float(sum(of_kinds[KINDS.index(one)] for one in IRRELEVANT))
    return Heard(
        kind,
        dict(zip(KINDS, (odds / odds.sum()).tolist(), strict=True)),
        float(1 / (1 + np.exp(-(table.intercept + table.slope * beside)))),
        _priority(kind, float(figures[-1])),
        float(np.clip(figures[-1], IGNORE, READ_NOW)),
    )


def _priority(kind: Kind, urgency: float) -> int:
    """Return the step of a kind: a crisis is read now, what is not about the client never, the rest by its urgency."""
    if kind in IRRELEVANT:
        return IGNORE
    return READ_NOW if kind == "crisis" else min(READ_NOW - 1, max(IGNORE + 1, round(urgency)))


@lru_cache(maxsize=2)
def _table(language: str) -> KindTable:
    with np.load(paths.models("scorers", f"kinds_{language}.npz"), allow_pickle=False) as arrays:
        return KindTable({name: arrays[name] for name in arrays.files})
