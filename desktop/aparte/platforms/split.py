"""A text too long for one post, as a thread: cut between sentences, then between words.

It never cuts a link, a mention, a hashtag or an emoji, nor before a mark that French sets apart ("oui !"). The number
(" 1/4") counts. A text that can't be cut so (one link longer than a post) is not split at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.nouns import Span

_BREAK = re.compile(r"(?<![^\S\u00a0\u202f\u2007])[^\S\u00a0\u202f\u2007]++(?![!?;:»%€])")
"""Where a line may be cut: white space that is not made to hold its neighbours together."""
_SENTENCE_GAP = re.compile(rf"(?<=[\S\u00a0\u202f\u2007])(?:(?<=[.!?…»”\")\]])|(?=[^\S\n]*+\n)){_BREAK.pattern}")
"""Where a sentence may end: after a closing mark, or at a line break."""
_TAIL = 40
_CLOSING = '»”")] \u00a0\u202f'
_OPENING = '«“"([ \u00a0\u202f'
_MOST_DIGITS = 6
_TOGETHER = 3


_Fits = Callable[[int, int], bool]
"""Whether the text between two places is short enough for a part."""


class _Piece(NamedTuple):
    """A stretch of the text without white space at its ends."""

    start: int
    end: int


def split(
    text: str,
    fits: Callable[[str], bool],
    whole: Iterable[Span],
    at_least: int = 2,
    quick: Callable[[int, int, int], bool] | None = None,
) -> tuple[str, ...]:
    """Return the parts of `text`, numbered, each of them fitting; nothing when it can't be cut.

    fits: whether a part, its number included, is short enough. whole: entities that are never cut. at_least: how many
    parts there must be, as far as the caller knows; it saves a try. quick: whether text[start:end], cut at white space,
    is short enough with so many characters of a number behind it: as `fits` says, without counting again.
    """
    for digits in range(len(str(at_least)), _MOST_DIGITS + 1):
        parts = _parts(text, f" {'9' * digits}/{'9' * digits}", fits, list(whole), quick)
        if parts is None:
            return ()
        if len(str(len(parts))) <= digits:
            return tuple(f"{text[start:end]} {n}/{len(parts)}" for n, (start, end) in enumerate(parts, 1))
    return ()


def whole_sentences(text: str, fits: Callable[[str], bool]) -> int:
    """Return where the longest beginning of `text` made of whole sentences ends and still fits; 0 when none does."""
    end = 0
    for sentence in _sentences(text):
        if not fits(text[: sentence.end]):
            break
        end = sentence.end
    return end


def _parts(
    text: str,
    counter: str,
    fits: Callable[[str], bool],
    whole: Sequence[Span],
    quick: Callable[[int, int, int], bool] | None,
) -> list[_Piece] | None:
    if quick is not None:
        parts = _cut(text, lambda start, end: quick(start, end, len(counter)), None)
        if parts is not None:
            return parts
    return _cut(text, lambda start, end: fits(text[start:end] + counter), whole)


def _cut(text: str, fits: _Fits, whole: Sequence[Span] | None) -> list[_Piece] | None:
    """Return the parts, or None when there are none. whole: None never cuts a word, however long."""
    pieces: list[_Piece] = []
    for sentence, short in _measured(list(_sentences(text)), fits):
        if short:
            pieces.append(sentence)
            continue
        shorter = _shorter(text, _words(text, sentence), fits, whole)
        if shorter is None:
            return None
        pieces += _packed(shorter, fits)
    return _packed(pieces, fits) or None


def _measured(sentences: Sequence[_Piece], fits: _Fits) -> Iterator[tuple[_Piece, bool]]:
    """Yield each sentence and whether it fits: where some fit together each one does, which saves most of the tries."""
    for at in range(0, len(sentences), _TOGETHER):
        some = sentences[at : at + _TOGETHER]
        together = fits(some[0].start, some[-1].end)
        for sentence in some:
            yield sentence, together or fits(*sentence)


def _packed(pieces: Sequence[_Piece], fits: _Fits) -> list[_Piece]:
    """Join neighbours as long as they fit together; a piece that fits nowhere stays alone."""
    packed: list[_Piece] = []
    first = 0
    while first < len(pieces):
        last = _furthest(pieces, first, fits)
        packed.append(_Piece(pieces[first].start, pieces[last].end))
        first = last + 1
    return packed


def _furthest(pieces: Sequence[_Piece], first: int, fits: _Fits) -> int:
    """Return the last piece that fits in one part with `first`, found by growing strides, then by halving."""
    good, stride = first, 1
    while good + stride < len(pieces) and fits(pieces[first].start, pieces[good + stride].end):
        good += stride
        stride *= 2
    bad = min(good + stride, len(pieces))
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(pieces[first].start, pieces[middle].end):
            good = middle
        else:
            bad = middle
    return good


def _sentences(text: str) -> Iterator[_Piece]:
    """Yield the sentences of `text`; a line break ends one too."""
    start = _after_break(text, 0)
    for gap in _SENTENCE_GAP.finditer(text, start):
        end = gap.start()
        if end > start and ("\n" in gap[0] or _ends_sentence(text[max(start, end - _TAIL) : end])):
            yield _Piece(start, end)
            start = gap.end()
    end = len(text.rstrip(" \t\r\n\f\v"))
    if start < end:
        yield _Piece(start, end)


def _ends_sentence(tail: str) -> bool:
    """Tell whether a sentence may end here; "M." and "5." are too short to say so."""
    bare = tail.rstrip(_CLOSING)
    return bare.endswith(("!", "?", "…")) or (bare.endswith(".") and len(bare.split()[-1].lstrip(_OPENING)) > 2)


def _words(text: str, sentence: _Piece) -> Iterator[_Piece]:
    start = sentence.start
    for gap in _BREAK.finditer(text, start, sentence.end):
        if gap.start() > start:
            yield _Piece(start, gap.start())
        start = gap.end()
    if start < sentence.end:
        yield _Piece(start, sentence.end)


def _after_break(text: str, place: int) -> int:
    gap = _BREAK.match(text, place)
    return gap.end() if gap else place


def _shorter(text: str, words: Iterable[_Piece], fits: _Fits, whole: Sequence[Span] | None) -> list[_Piece] | None:
    """Return `words`, those too long for a part cut between two characters; None when one can't be."""
    pieces: list[_Piece] = []
    for word in words:
        if fits(*word):
            pieces.append(word)
            continue
        if whole is None:
            return None
        atoms = _packed(list(_atoms(text, word, whole)), fits)
        if not all(fits(*atom) for atom in atoms):
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
