"""A text too long for one post, as a thread: cut between sentences, then between words.

It never cuts a link, a mention, a hashtag or an emoji, nor before a mark that French sets apart ("oui !"). The number
(" 1/4") counts. A text that can't be cut so (one link longer than a post) is not split at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aparte.nouns import Span

_BREAK = re.compile(r"[^\S\u00a0\u202f\u2007]+(?![!?;:»%€])")
"""Where a line may be cut: white space that is not made to hold its neighbours together."""
_CLOSING = '»”")] \u00a0\u202f'
_OPENING = '«“"([ \u00a0\u202f'
_MOST_DIGITS = 6


class _Piece(NamedTuple):
    """A stretch of the text without white space at its ends."""

    start: int
    end: int


def split(text: str, fits: Callable[[str], bool], whole: Iterable[Span], at_least: int = 2) -> tuple[str, ...]:
    """Return the parts of `text`, numbered, each of them fitting; nothing when it can't be cut.

    fits: whether a part, its number included, is short enough. whole: entities that are never cut. at_least: how many
    parts there must be, as far as the caller knows; it saves a try.
    """
    for digits in range(len(str(at_least)), _MOST_DIGITS + 1):
        counter = f" {'9' * digits}/{'9' * digits}"
        parts = _cut(text, lambda part, counter=counter: fits(part + counter), list(whole))  # type: ignore[misc]  # bound
        if parts is None:
            return ()
        if len(str(len(parts))) <= digits:
            return tuple(f"{text[start:end]} {n}/{len(parts)}" for n, (start, end) in enumerate(parts, 1))
    return ()


def _cut(text: str, fits: Callable[[str], bool], whole: Sequence[Span]) -> list[_Piece] | None:
    pieces: list[_Piece] = []
    for sentence in _sentences(text):
        if fits(text[sentence[0].start : sentence[-1].end]):
            pieces.append(_Piece(sentence[0].start, sentence[-1].end))
            continue
        shorter = _shorter(text, sentence, fits, whole)
        if shorter is None:
            return None
        pieces += _packed(text, shorter, fits)
    return _packed(text, pieces, fits) or None


def _packed(text: str, pieces: Sequence[_Piece], fits: Callable[[str], bool]) -> list[_Piece]:
    """Join neighbours as long as they fit together; a piece that fits nowhere stays alone."""
    packed: list[_Piece] = []
    first = 0
    while first < len(pieces):
        last = _furthest(text, pieces, first, fits)
        packed.append(_Piece(pieces[first].start, pieces[last].end))
        first = last + 1
    return packed


def _furthest(text: str, pieces: Sequence[_Piece], first: int, fits: Callable[[str], bool]) -> int:
    """Return the last piece that fits in one part with `first`, found by growing strides, then by halving."""
    good, stride = first, 1
    while good + stride < len(pieces) and fits(text[pieces[first].start : pieces[good + stride].end]):
        good += stride
        stride *= 2
    bad = min(good + stride, len(pieces))
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(text[pieces[first].start : pieces[middle].end]):
            good = middle
        else:
            bad = middle
    return good


def _sentences(text: str) -> Iterator[list[_Piece]]:
    """Yield the words of each sentence; a line break ends one too."""
    sentence: list[_Piece] = []
    for word, gap in _words(text):
        sentence.append(word)
        if "\n" in gap or _ends_sentence(text[word.start : word.end]):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _ends_sentence(word: str) -> bool:
    """Tell whether a sentence may end here; "M." and "5." are too short to say so."""
    bare = word.rstrip(_CLOSING)
    return bare.endswith(("!", "?", "…")) or (bare.endswith(".") and len(bare.lstrip(_OPENING)) > 2)


def _words(text: str) -> Iterator[tuple[_Piece, str]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            yield _Piece(start, match.start()), match[0]
        start = match.end()
    if start < len(text):
        yield _Piece(start, len(text)), ""


def _shorter(
    text: str, words: Sequence[_Piece], fits: Callable[[str], bool], whole: Sequence[Span]
) -> list[_Piece] | None:
    """Return `words`, those too long for a part cut between two characters; None when one can't be."""
    pieces: list[_Piece] = []
    for word in words:
        if fits(text[word.start : word.end]):
            pieces.append(word)
            continue
        atoms = _packed(text, list(_atoms(text, word, whole)), fits)
        if not all(fits(text[atom.start : atom.end]) for atom in atoms):
            return None
        pieces += atoms
    return pieces


def _atoms(text: str, word: _Piece, whole: Sequence[Span]) -> Iterator[_Piece]:
    """Yield what can't be cut in a word: its entities, and the characters a reader sees between them."""
    place = word.start
    for span in sorted((span for span in whole if word.start <= span.start < word.end), key=lambda span: span.start):
        yield from _characters(text, place, span.start)
        if span.end > place:
            yield _Piece(max(place, span.start), span.end)
            place = span.end
    yield from _characters(text, place, word.end)


def _characters(text: str, start: int, end: int) -> Iterator[_Piece]:
    for cluster in graphemes.clusters(text[start:end]):
        yield _Piece(start, start + len(cluster))
        start += len(cluster)
