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

_BREAK = re.compile(r"(?<![^\S\u00a0\u202f\u2007])[^\S\u00a0\u202f\u2007]++(?![!?;:»%€])")
"""Where a line may be cut: white space that is not made to hold its neighbours together."""
_SENTENCE_GAP = re.compile(rf"(?<=[\S\u00a0\u202f\u2007])(?:(?<=[.!?…»”\")\]])|(?=[^\S\n]*+\n)){_BREAK.pattern}")
"""Where a sentence may end: after a closing mark, or at a line break."""
_TAIL = 40
_CLOSING = '»”")] \u00a0\u202f'
_OPENING = '«“"([ \u00a0\u202f'
_MOST_DIGITS = 6
_TOGETHER = 3


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


def whole_sentences(text: str, fits: Callable[[str], bool]) -> int:
    """Return where the longest beginning of `text` made of whole sentences ends and still fits; 0 when none does."""
    end = 0
    for sentence in _sentences(text):
        if not fits(text[: sentence.end]):
            break
        end = sentence.end
    return end


def _cut(text: str, fits: Callable[[str], bool], whole: Sequence[Span]) -> list[_Piece] | None:
    pieces: list[_Piece] = []
    for sentence, short in _measured(text, list(_sentences(text)), fits):
        if short:
            pieces.append(sentence)
            continue
        shorter = _shorter(text, _words(text, sentence), fits, whole)
        if shorter is None:
            return None
        pieces += _packed(text, shorter, fits)
    return _packed(text, pieces, fits) or None


def _measured(text: str, sentences: Sequence[_Piece], fits: Callable[[str], bool]) -> Iterator[tuple[_Piece, bool]]:
    """Yield each sentence and whether it fits: where some fit together each one does, which saves most of the tries."""
    for at in range(0, len(sentences), _TOGETHER):
        some = sentences[at : at + _TOGETHER]
        together = fits(text[some[0].start : some[-1].end])
        for sentence in some:
            yield sentence, together or fits(text[sentence.start : sentence.end])


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


def _shorter(
    text: str, words: Iterable[_Piece], fits: Callable[[str], bool], whole: Sequence[Span]
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
