"""Reading a text that differs from a known one in one place, without tokenizing what the change can't have touched.

A key changes one word of 3,000 characters, a counterfactual leaves one out: a whole reading for each cost more than all
that is said about it. The result is the reading of the new text, token by token and entry by entry (a hypothesis test
holds it to that).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from aparte.text import lexicon, names
from aparte.text.lexicon import Hit
from aparte.text.reading import READ_CHARS, Reading, Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Language


_first_of = attrgetter("first")


def again(known: Reading, text: str, language: Language) -> Reading:
    """Return the reading of `text`, taking from `known` what both texts share at their two ends."""
    if language != known.language or known.truncated_at or len(text) > READ_CHARS or _named(known, text):
        return Reading(text, language, known.names)
    start, end, _new_end = change(known.text, text)
    return _changed(known, text, start, end)


def change(before: str, after: str) -> tuple[int, int, int]:
    """Return where two texts differ: start..end (excluded) of `before` became start..new_end of `after`."""
    start = _shared(before, after)
    shorter = min(len(before), len(after)) - start
    behind = _shared(before[: -shorter - 1 : -1], after[: -shorter - 1 : -1]) if shorter else 0
    return start, len(before) - behind, len(after) - behind


def without(known: Reading, start: int, end: int, prefix: str = "") -> Reading:
    """Return the reading of `known.text` with the characters start..end (excluded) deleted.

    prefix: only the entries of categories that begin so are asked for; the others are not all there. `known` holds its
    whole text: behind a truncation, a cut would bring in characters that were never tokenized.
    """
    text = known.text[:start] + known.text[end:]
    if _named(known, text):
        return Reading(text, known.language, known.names)
    return _changed(known, text, start, end, prefix)


def _named(known: Reading, text: str) -> bool:
    """Tell whether a name of the client stands in one of both texts: a change may make or break one."""
    return bool(known.names) and (known.heard != known.text or bool(names.found(text, known.names)))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning, comparing halves."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _changed(known: Reading, text: str, start: int, end: int, prefix: str = "") -> Reading:
    """Return the reading of `text`, in which something else stands where `known` has the characters start..end.

    prefix: as in `without`.
    """
    tokens, moved = known.tokens, len(text) - len(known.text)
    head = bisect_left(tokens, start, key=lambda token: token.end)
    while head and not _safe(known.text, tokens[head - 1].start):
        head -= 1
    head = max(head - 1, 0)
    tail = bisect_right(tokens, end, key=lambda token: token.start)
    while tail < len(tokens) and not _safe(known.text, tokens[tail].start):
        tail += 1
    begin = tokens[head].start if head else 0
    stop = tokens[tail].start + moved if tail < len(tokens) else len(text)
    middle = _moved(tokenize(text[begin:stop]), begin)
    new = known.sibling(text, [*tokens[:head], *middle, *_moved(tokens[tail:], moved)])
    hits = {name: hits for name, hits in known.hits.items() if name.startswith(prefix)} if prefix else known.hits
    new.hits = _hits(hits, new, len(tokens), head, tail, moved, prefix)
    return new


def _safe(text: str, start: int) -> bool:
    """Tell whether a token that starts here is cut off from what stands before: a blank, and no number across it."""
    return start == 0 or (text[start - 1].isspace() and not text[start].isdecimal())


def _moved(tokens: Sequence[Token], by: int) -> list[Token]:
    # tuple.__new__: hundreds of tokens behind a change move, and Token(…) costs three times this.
    new = tuple.__new__
    return [new(Token, (start + by, end + by, raw, low, kind)) for start, end, raw, low, kind in tokens]


def _hits(
    known: dict[str, list[Hit]], new: Reading, tokens_before: int, head: int, tail: int, moved: int, prefix: str
) -> dict[str, list[Hit]]:
    """Look entries up again around the new tokens. head, tail: the known tokens that stay before and after them."""
    words, tokens = lexicon.of(new.language), new.tokens
    first, skipped = max(head - words.longest, 0), len(tokens) - tokens_before
    stop = tail + skipped
    found = {name: kept for name, hits in known.items() if (kept := _before(hits, first))}
    words.find(tokens, found, first, stop)
    after: list[Hit]
    for name, hits in known.items():
        place = bisect_left(hits, tail, key=_first_of)
        after, straddles = hits[place:], bool(place) and hits[place - 1].last >= tail
        already = found.get(name)
        if straddles or (already and already[-1].last >= stop):
            # What came before reaches over the seam and may hide an entry behind it: look at everything.
            return words.find(tokens)
        if after:
            found.setdefault(name, []).extend(_hits_moved(after, moved, skipped))
    if any(hits[-1].last >= stop and name.startswith(prefix) for name, hits in found.items() if name not in known):
        return words.find(tokens)
    return found


def _before(hits: Sequence[Hit], first: int) -> list[Hit]:
    return list(hits[: bisect_left(hits, first, key=_first_of)])


def _hits_moved(hits: Sequence[Hit], by: int, tokens: int) -> list[Hit]:
    new = tuple.__new__
    return [
        new(Hit, (category, entry, weight, start + by, end + by, first + tokens, last + tokens))
        for category, entry, weight, start, end, first, last in hits
    ]
