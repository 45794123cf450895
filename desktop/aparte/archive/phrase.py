"""The recovery phrase: 128 bits in fourteen words that can be printed, dictated on the telephone and typed again.

Decision: words, not a code in groups. Both lists (English, French) are ours: 1,024 common words without accents, of
which no two begin with the same four letters or differ by one letter, so a mistyped word is not in the list and is
named with its place. Twelve bits of checksum find a wrong or moved word that is in the list, 4,095 times in 4,096.
Set aside: 24 words for 256 bits, twice the typing for a strength that no machine can tell from 128 bits; base32, whose
slips can't be heard.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from functools import lru_cache

from aparte import paths
from aparte.errors import Trouble

WORDS = 14
LANGUAGES = ("en", "fr")
ENTROPY_BYTES = 16
_BITS_A_WORD = 10
_CHECK_BITS = WORDS * _BITS_A_WORD - ENTROPY_BYTES * 8


def new_phrase(language: str) -> str:
    """Return a new phrase in the words of `language` (English where we have no list)."""
    return phrase_of(secrets.token_bytes(ENTROPY_BYTES), language)


def phrase_of(entropy: bytes, language: str) -> str:
    """Return the words that say these ENTROPY_BYTES."""
    words = _words(language if language in LANGUAGES else LANGUAGES[0])
    number = int.from_bytes(entropy, "big") << _CHECK_BITS | _check(entropy)
    places = (number >> _BITS_A_WORD * place & len(words) - 1 for place in reversed(range(WORDS)))
    return " ".join(words[place] for place in places)


def entropy_of(typed: str) -> bytes:
    """Return the bytes that the words say; case, accents, line ends, figures and signs between words don't count.

    Raises Trouble: phrase.count (not fourteen words), phrase.word (one is not in the list; its place and the nearest
    word are named), phrase.check (all are in the list, one is wrong or they are in another order).
    """
    words = _spoken(typed)
    if len(words) != WORDS:
        raise Trouble("phrase.count", count=len(words), expected=WORDS)
    for language in LANGUAGES:
        found = _read(words, language)
        if found is not None:
            return found
    import difflib

    language = max(LANGUAGES, key=lambda each: sum(word in _places(each) for word in words))
    for at, word in enumerate(words, start=1):
        if word not in _places(language):
            near = difflib.get_close_matches(word, _words(language), n=1)
            raise Trouble("phrase.word", place=str(at), word=word, near=near[0] if near else "?")
    raise Trouble("phrase.check")


def looks_like_phrase(typed: str) -> bool:
    """Tell whether somebody typed a phrase, perhaps with a slip, rather than a passphrase of their own."""
    words = _spoken(typed)
    known = max(sum(word in _places(language) for word in words) for language in LANGUAGES)
    return WORDS - 2 <= len(words) <= WORDS + 2 and known >= WORDS // 2


def _read(words: list[str], language: str) -> bytes | None:
    places = _places(language)
    number = 0
    for word in words:
        if word not in places:
            return None
        number = number << _BITS_A_WORD | places[word]
    entropy = (number >> _CHECK_BITS).to_bytes(ENTROPY_BYTES, "big")
    return entropy if number & (1 << _CHECK_BITS) - 1 == _check(entropy) else None


def _check(entropy: bytes) -> int:
    digest = hashlib.sha256(b"aparte phrase" + entropy).digest()
    return int.from_bytes(digest[:2], "big") >> 16 - _CHECK_BITS


def _spoken(typed: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", typed.casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return re.findall(r"[a-z]+", bare)


@lru_cache(maxsize=len(LANGUAGES))
def _words(language: str) -> tuple[str, ...]:
    return tuple(paths.resources("phrase", f"{language}.txt").read_text(encoding="ascii").split())


@lru_cache(maxsize=len(LANGUAGES))
def _places(language: str) -> dict[str, int]:
    return {word: place for place, word in enumerate(_words(language))}
