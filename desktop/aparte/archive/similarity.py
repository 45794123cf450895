"""What was said before that resembles a text: near copies by their fingerprint, rewordings by stretches of letters.

Candidates share one of the rarest words of the text, or are posts of the client's own whose SimHash is near; the answer
is the cosine of the sets of three and four letters in a row. Small and explainable: no model. It refuses to read the
whole archive, and says nothing of a text without words.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING

from aparte.archive.database import reading
from aparte.archive.plan import any_of, plan
from aparte.archive.query import Query
from aparte.archive.search import LIMIT, Hit
from aparte.archive.store import Key
from aparte.archive.walk import matching, newest, rows
from aparte.archive.words import folded, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aparte.archive.database import Connection
    from aparte.archive.store import Archive

SIZES = (3, 4)
"""Characters of a gram: three see a stem through its endings ("ouvert", "ouverture"), four see it through noise."""
READ_CHARS = 1_000
"""A post is compared by its beginning; beyond, the cost grows and the answer no longer changes."""
LEAST_RESEMBLANCE = 0.25
"""Between rewordings and other posts of one trade, on pairs of our own (tests/core/archive/test_search.py)."""
LEAST_LETTERS = 4
"""Words that can make a candidate: shorter ones are articles and pronouns in French and English."""
MOST_WORDS = 60
"""Words of a text that look for candidates: a long draft is found by its first hundred words."""
RAREST, EACH = 8, 100
"""Words that bring candidates, the rarest of the text, and the newest posts that each may bring."""
COUNTED = 2_000
"""Posts that hold a word, counted at most: a word beyond is as common as another."""
NEAR_BITS = 16
"""Bits of 64 that may differ between a post and its near copy: a word or two of twenty changed."""


def similar(archive: Archive, text: str, query: Query | None = None, limit: int = LIMIT) -> list[Hit]:
    """Return the posts that resemble `text`, closest first; `query` narrows them by its filters."""
    words = list(dict.fromkeys(word for word in words_of(text) if len(word) >= LEAST_LETTERS))[:MOST_WORDS]
    if not words:
        return []
    wanted = profile(folded(text))
    with reading(archive.connection) as database:
        places = _candidates(database, text, words, query or Query())
    found = [
        Hit(one, (), closeness)
        for one in archive.at(places)
        if (closeness := resemblance(wanted, profile(folded(one.post.text)))) >= LEAST_RESEMBLANCE
    ]
    return sorted(found, key=lambda hit: -(hit.resemblance or 0))[: max(0, limit)]


def profile(text: str) -> frozenset[str]:
    """Return the n-grams of `text` (already folded), words kept apart; empty when it has no letters."""
    words = "".join(char if char.isalnum() else " " for char in text[:READ_CHARS]).split()
    line = f" {' '.join(words)} "
    return (
        frozenset(line[start : start + size] for size in SIZES for start in range(len(line) - size + 1))
        if words
        else _NONE
    )


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the cosine of two profiles, 0 (nothing shared) to 1 (the same letters in the same order)."""
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def _candidates(database: Connection, text: str, words: Iterable[str], query: Query) -> list[Key]:
    """Return where to look, the newest first: those who share a rare word, and the client's own near copies."""
    counted = sorted((count, word) for word in words if (count := _count(database, word)))
    places: dict[Key, None] = {}
    for _hits, word in counted[:RAREST]:
        places |= dict.fromkeys(newest(database, plan(replace(query, phrases=(*query.phrases, word))), EACH))
    near = _near_copies(database, text)
    if near:
        source, values = matching(plan(query))
        allowed = f"SELECT p.at, p.n FROM {source} AND p.n IN ({','.join(map(str, near))})"  # noqa: S608 - our own words and numbers; values are bound
        places |= {Key(at, n): None for at, n in database.execute(allowed, values)}
    return list(places)


def _count(database: Connection, word: str) -> int:
    expression = any_of([word]).expression
    if expression is None:
        return 0
    hits = "SELECT 1 FROM posts_fts WHERE posts_fts MATCH ? LIMIT ?"
    return int(database.execute(f"SELECT count(*) FROM ({hits})", (expression, COUNTED)).fetchone()[0])  # noqa: S608


def _near_copies(database: Connection, text: str) -> list[int]:
    """Return the numbers of the client's own posts whose fingerprint is near that of `text`, the nearest first."""
    import numpy as np

    from aparte.scorers.letters import Stream
    from aparte.scorers.simhash import simhashes

    own = rows(database, "SELECT n, simhash FROM posts WHERE kind = 'own' AND simhash IS NOT NULL")
    if not own:
        return []
    numbers, prints = np.array(own, np.int64).T.copy()
    differing = prints.view(np.uint64) ^ simhashes(Stream([text]).words, 1)[0]
    bits = np.unpackbits(differing.view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1)
    nearest = np.argsort(bits, kind="stable")[:EACH]
    return [int(n) for n in numbers[nearest[bits[nearest] <= NEAR_BITS]]]


_NONE: frozenset[str] = frozenset()
