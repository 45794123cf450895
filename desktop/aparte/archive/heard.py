"""What the archive keeps of `scorers.bulk`: five small numbers a post, so that a filter on mood or irony reads no text.

It refuses to keep a guess: in a language that nothing here reads, mood, irony and toxicity stay null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.scorers.bulk import Vectors


class Heard(NamedTuple):
    """A post at first sight. mood: -100 (negative) to 100; irony, toxicity: 0 to 100; None: not read, or not yet.

    simhash: 64 bits as SQLite's signed integer; None: not heard yet.
    """

    mood: int | None = None
    irony: int | None = None
    toxicity: int | None = None
    simhash: int | None = None


HEAR = f"UPDATE posts SET {', '.join(f'{name} = ?' for name in Heard._fields)} WHERE n = ?"  # noqa: S608 - our own names
UNHEARD = Heard()


def heard(texts: Sequence[str]) -> list[Heard]:
    """Return what is heard in each text, in their order."""
    from aparte.scorers.bulk import triage

    return rows_of(triage(texts))


def rows_of(vectors: Vectors) -> list[Heard]:
    """Return triage vectors as the archive keeps them."""
    import numpy as np

    fingerprints = vectors.simhash.view(np.int64).tolist()
    percents = (
        np.rint(figures * 100).astype(int).tolist()
        for figures in (vectors.sentiment, vectors.sarcasm, vectors.toxicity)
    )
    return [
        Heard(mood, irony, toxicity, print_) if read else Heard(simhash=print_)
        for read, mood, irony, toxicity, print_ in zip(vectors.read.tolist(), *percents, fingerprints, strict=True)
    ]
