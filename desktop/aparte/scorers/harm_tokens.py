"""What one token tells the learned part of sensitivity: its buckets, how it sounds, what it says of who speaks to whom.

Tokens are remembered: most of a text's have been met before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from aparte.scorers.sound import SHORTEST, listed_by_sound, sound_of
from aparte.text.scope import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.reading import Token as Read

BITS: Final = 18
"""2^18 buckets for some fifteen thousand features of a language: one in thirty shares its bucket."""
SHIFT: Final = 32 - BITS
_STANDS_FOR = {"number": "<n>", "mention": "<@>", "url": "<u>"}
_TOLD: Final = {
    word: (name,)
    for name, words in (
        (":second", "tu t' te toi ton ta tes vous votre vos you you're u ur your you'll you've ya <@>"),
        (":first", "je j' me m' moi mon ma mes i i'm i've i'll my im jme jvai jveu"),
        (":money", "€ £ $ % euro euros quid"),
    )
    for word in word_set(words)
}
"""What single tokens tell: the reader, the author or money is spoken of."""


class Token(NamedTuple):
    """What one token is here: its hash, its bucket and the one of its sound (-1: none), lists by sound, told marks."""

    buckets: tuple[int, int, int]
    misspelt: tuple[str, ...]
    told: tuple[str, ...]


_tokens: dict[str, dict[str, Token]] = {"fr": {}, "en": {}}
_MOST_TOKENS = 50_000
"""Tokens of a language that are remembered; then all are forgotten."""


def heard(tokens: Sequence[Read], language: str) -> list[Token]:
    """Return what each of `tokens` is in "fr" or "en"."""
    known = _tokens[language]
    if len(known) > _MOST_TOKENS:
        known.clear()
    found = []
    for token in tokens:
        kind = token[4]
        low = token[3] if kind == "word" else _STANDS_FOR.get(kind) or token[3]
        one = known.get(low)
        if one is None:
            one = known[low] = _token(low, language, is_word=kind == "word")
        found.append(one)
    return found


def _token(low: str, language: str, *, is_word: bool) -> Token:
    word, bucket = standing(low)
    told = _TOLD.get(low, ())
    if not is_word:
        return Token((word, bucket, -1), (), told)
    sound = crc32(b"s:" + sound_of(low, language).encode(errors="replace")) >> SHIFT
    return Token((word, bucket, sound), listed_by_sound(low, language) if len(low) >= SHORTEST else (), told)


def standing(low: str) -> tuple[int, int]:
    """Return the hash and the bucket of a token."""
    word = crc32(b"w:" + low.encode(errors="replace"))
    return word, word >> SHIFT
