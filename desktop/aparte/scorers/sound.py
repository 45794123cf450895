"""How a word sounds, so that a misspelt one meets the word it stands for: « enfwaré », "stoopid", « c0n ».

A rough spelling by ear, one rule after another, in each language. Two words may sound alike that mean different
things: it is a feature among others and never a reason of its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import eq

from aparte.scorers.harm_frames import WATCHED
from aparte.text import lexicon

SHORTEST: int = 4
"""Letters of an entry that may be found by its sound: shorter words sound like too many others."""

_LEET = str.maketrans("0134578@$!|€", "oieastbasiie")
_LETTERS = {
    "fr": (("qu", "k"), ("ph", "f"), ("eau", "o"), ("au", "o"), ("ch", "$"), ("ss", "s")),
    "en": (("ph", "f"), ("ck", "k"), ("qu", "kw"), ("wh", "w"), ("gh", ""), ("oo", "u"), ("ee", "i"), ("ea", "i")),
}
_SOFT_C = re.compile("c(?=[eiy])")
_FRENCH_END = re.compile("(?:ent|es|s|e|t|x|er|ez|d)$")
_ENGLISH_ENDS = ((re.compile("(?:ing|in)$"), "in"), (re.compile("(?:er|a|ar|ur)$"), "a"), (re.compile("e$"), ""))
_ENGLISH_LAST = frozenset("gnrae")
"""Last letters of the endings: most words have none, and three searches a word are saved."""
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound_of(low: str, language: str) -> str:
    """Return a rough spelling of a lower-case word by ear in `language`; the word itself in another one."""
    if language not in _LETTERS:
        return low
    word = low if low.isalpha() else low.translate(_LEET) if any(one.isalpha() for one in low) else low
    if not word.isascii():
        plain = unicodedata.normalize("NFD", word)
        word = "".join(one for one in plain if not unicodedata.combining(one))
    for written, heard in _LETTERS[language]:
        word = word.replace(written, heard)
    if "c" in word:
        word = _SOFT_C.sub("s", word).replace("c", "k")
    if language == "fr":
        word = _FRENCH_END.sub("", word) if len(word) > SHORTEST else word
        word = word.replace("ai", "e").replace("ei", "e").replace("h", "")
    word = word.replace("z", "s").replace("y", "i")
    if language == "en" and len(word) >= SHORTEST and word[-1] in _ENGLISH_LAST:
        for end, heard in _ENGLISH_ENDS:
            word = end.sub(heard, word) if len(word) >= SHORTEST else word
    return _TWICE.sub(r"\1", word) if any(map(eq, word, word[1:])) else word


@lru_cache(maxsize=50_000)
def listed_by_sound(low: str, language: str) -> tuple[str, ...]:
    """Return the lists of sensitivity that hold a word sounding like `low`; none when `low` itself is in a list."""
    if not low.isalnum() or not lexicon.of(language).categories_of(low).keys().isdisjoint(_names(language)):
        return ()
    return _sounds(language).get(sound_of(low, language), ())


@lru_cache(maxsize=2)
def _names(language: str) -> frozenset[str]:
    known = {name for name, _word, _weight in lexicon.of(language).single_words()}
    return frozenset(name for name in known if name.startswith("heard.") or name in WATCHED)


@lru_cache(maxsize=2)
def _sounds(language: str) -> dict[str, tuple[str, ...]]:
    by_sound: dict[str, set[str]] = {}
    for name, word, _weight in lexicon.of(language).single_words():
        if name in _names(language) and len(word) >= SHORTEST and word.isalpha():
            by_sound.setdefault(sound_of(word, language), set()).add(name.removeprefix("heard."))
    return {sound: tuple(sorted(names)) for sound, names in by_sound.items()}
