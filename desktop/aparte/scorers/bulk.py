"""Thousands of posts at once: language, sentiment, irony, toxicity and a fingerprint of each, in a few passes of numpy.

The letters of a chunk of posts are read once, and every answer comes from them. It is a first look, for sorting: a post
that somebody opens is read by the scorers that explain (`sentiment`, `sarcasm`, `sensitivity`). It refuses to guess in
languages nothing here reads: such a post gets neutral values and is not `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from aparte.scorers import bulk_language, bulk_sentiment, irony_table
from aparte.scorers.base import MIN_WORDS
from aparte.scorers.bulk_language import LANGUAGES, OTHER
from aparte.scorers.features import parts
from aparte.scorers.irony_weights import PRIOR
from aparte.scorers.letters import Stream
from aparte.scorers.linear import heads, totals
from aparte.scorers.simhash import simhashes
from aparte.text.reading import READ_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aparte.scorers.letters import Words

    Figures = NDArray[np.float64]

CHUNK_CHARS: Final = 100_000
"""Characters read together: some ten megabytes of arrays, which stay in the processor's cache."""
TOXIC_PRIOR: Final = 0.1
"""Where nothing can be said: the share that the tables were calibrated for (models/train/toxicity)."""


class Vectors(NamedTuple):
    """What is known of posts at first sight: one element a post, in their order.

    language: place in LANGUAGES; read: French or English (else the values are neutral); sentiment: -1 to 1; sarcasm,
    toxicity: probabilities, of the learned tables alone; simhash: 64 bits, near for near copies.
    """

    language: NDArray[np.int8]
    read: NDArray[np.bool_]
    sentiment: Figures
    sarcasm: Figures
    toxicity: Figures
    simhash: NDArray[np.uint64]


def triage(texts: Sequence[str]) -> Vectors:
    """Return the triage vectors of `texts`: any characters, any number. Of a text READ_CHARS are read.

    Each is what it would be alone: the others change nothing.
    """
    made = [_of_chunk(chunk) for chunk in _chunks(texts)] or [_of_chunk([])]
    return Vectors(*(np.concatenate(column) for column in zip(*made, strict=True)))


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    room = CHUNK_CHARS
    for text in texts:
        short = text[:READ_CHARS]
        chunk.append(short)
        room -= len(short) + 1
        if room < 0:
            yield chunk
            chunk, room = [], CHUNK_CHARS
    if chunk:
        yield chunk


def _of_chunk(texts: Sequence[str]) -> Vectors:
    count = len(texts)
    stream = Stream(texts)
    language = bulk_language.told(stream, count)
    found = Vectors(
        language,
        language != OTHER,
        np.zeros(count),
        np.full(count, _probability(np.array(PRIOR))),
        np.full(count, TOXIC_PRIOR),
        simhashes(stream.words, count),
    )
    for place, code in enumerate(LANGUAGES[:OTHER]):
        chosen = language == place
        if chosen.any():
            _fill(found, texts, stream, stream.words.of(chosen[stream.words.text]), code, chosen)
    return found


def _fill(
    found: Vectors, texts: Sequence[str], stream: Stream, words: Words, code: str, chosen: NDArray[np.bool_]
) -> None:
    """Write the figures of the texts that are `chosen`, those of one language."""
    count = len(texts)
    found.sentiment[chosen] = bulk_sentiment.scores(stream, words, code, count)[chosen]
    tables = (heads(f"irony_{code}"), heads(f"toxicity_{code}"))
    irony, toxicity = totals(tables, parts(stream, words, code), count)
    length = np.bincount(words.text[~words.sign], minlength=count)
    heard = irony[:, 0]
    long = np.flatnonzero(chosen & (length > irony_table.WINDOW_WORDS))
    windows = [texts[int(at)] for at in long]
    irony_table.listen(windows, code)
    heard[long] = [irony_table.heard(text, code) for text in windows]
    stack = irony_table.stack(code)
    told = chosen & (length >= MIN_WORDS)
    found.sarcasm[told] = _probability(stack.intercept + stack.table * heard[told])
    found.toxicity[told] = _probability(toxicity[told, 0])


def _probability(log_odds: Figures) -> Figures:
    chance: Figures = 1.0 / (1.0 + np.exp(-log_odds))
    return chance
