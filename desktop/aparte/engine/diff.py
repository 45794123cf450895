"""What a rewrite changes, word by word: steps to take or leave one by one.

Whole words, whole emoji, whole links; joined again, the `before` sides are the draft and the `after` sides the rewrite,
to the character. It refuses crumbs: two changes with only a space or a comma between them are one.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte.nouns import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXACT = 1_200_000
"""Pairs of tokens: a post of 3,000 characters, wholly rewritten, stays below."""


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return the steps from `before` to `after`; equal stretches included."""
    old, new = tokens(before), tokens(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    inner, changed = old[head : len(old) - tail], new[head : len(new) - tail]
    # Spaces match everywhere: as anchors they would cut every rewrite into crumbs.
    matcher = SequenceMatcher(str.isspace, inner, changed, autojunk=_is_long(inner, changed))
    steps = [("".join(inner[a:b]), "".join(changed[c:d]), tag == "equal") for tag, a, b, c, d in matcher.get_opcodes()]
    first, last = "".join(old[:head]), "".join(old[len(old) - tail :])
    return tuple(_named(*step) for step in _joined([(first, first, True), *steps, (last, last, True)]))


def tokens(text: str) -> list[str]:
    """Return `text` cut between words, spaces and signs; joined again they are the text."""
    found: list[str] = _pattern().findall(text)
    return found


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are by their words, from 0 to 1, whatever their case and spaces."""
    left, right = _bare(one), _bare(other)
    head = _shared(left, right)
    tail = _shared(left[head:][::-1], right[head:][::-1])
    inner, changed = left[head : len(left) - tail], right[head : len(right) - tail]
    matcher = SequenceMatcher(None, inner, changed, autojunk=_is_long(inner, changed))
    alike = head + tail + sum(block.size for block in matcher.get_matching_blocks())
    return 2 * alike / (len(left) + len(right)) if left or right else 1.0


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ at most in case, spaces and punctuation."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> list[str]:
    return [token.casefold() for token in tokens(text) if not token.isspace() and (len(token) > 1 or token.isalnum())]


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many tokens the two have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_long(one: list[str], other: list[str]) -> bool:
    """Tell whether an exact comparison would take seconds: frequent words are then no anchors."""
    return len(one) * len(other) > _EXACT


def _joined(steps: Iterable[tuple[str, str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """Join neighbouring changes, and those that only a crumb keeps apart."""
    kept: list[tuple[str, str, bool]] = []
    for before, after, equal in steps:
        if not before and not after:
            continue
        if equal and kept and kept[-1][2]:
            first = kept.pop()
            kept.append((first[0] + before, first[1] + after, True))
        elif not equal and len(kept) > 1 and kept[-1][2] and not kept[-2][2] and _is_crumb(kept[-1][0]):
            crumb = kept.pop()[0]
            first = kept.pop()
            kept.append((first[0] + crumb + before, first[1] + crumb + after, False))
        elif not equal and kept and not kept[-1][2]:
            first = kept.pop()
            kept.append((first[0] + before, first[1] + after, False))
        else:
            kept.append((before, after, equal))
    return iter(kept)


def _is_crumb(text: str) -> bool:
    return len(text.strip()) < 2 and not text.strip().isalnum() and "\n" not in text


def _named(before: str, after: str, equal: bool) -> Change:  # noqa: FBT001 - the third of a triple
    if equal or before == after:
        return Change(op="equal", before=before, after=after)
    if not before:
        return Change(op="insert", before="", after=after)
    return Change(op="replace" if after else "delete", before=before, after=after)


@lru_cache(maxsize=1)
def _pattern() -> Any:
    import regex

    letter = r"[\p{L}\p{N}_][\p{M}\u200c\u200d]*+"
    return regex.compile(
        r"https?://[^\s<>«»]+"
        rf"|[@#＃]?(?:{letter})++(?:[’'.\-·@](?:{letter})++)*"
        r"|[^\S\n]++|\n|\X"
    )
