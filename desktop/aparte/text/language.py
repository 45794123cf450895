"""Which language a post is written in: French, English, or one we don't read.

Decided by words everybody uses, by the endings of the others and by letters only some languages write: each reason can
be shown, and the whole takes some microseconds, so it runs at each key. It refuses to name the other languages: to the
scorers they are all "other", and some are listed only so that Spanish is not taken for French.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aparte import paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aparte.nouns import Language

WORD = 1.0
ENDING = 0.35
LETTER = 0.5
HINT = 1.0
"""Weights of one sign, set on development posts in nine languages (tests/measures/language.py prints the result)."""
LEAST_PER_WORD = 0.12
"""Signs a word that a text needs on average: below, it is a language we have no list of, or a list of names."""
ENOUGH_CHARS = 1_500
_SHARED = 0.7
"""What a sign keeps for each further language that has it: "de" says little between French and Spanish."""
LONGEST_ENDING = 5
_LAST_LATIN = "ỿ"
_OTHER_SCRIPT = "script"

_WORD = re.compile(
    r"(?:https?://|www\.)\S+|@\w+"
    r"|((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=[^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*)"
)
Sign = tuple[tuple[int, float], ...]
_READ: tuple[Language, Language] = ("fr", "en")


class Signs(NamedTuple):
    """What speaks for which language, by its place in `languages` (French and English first)."""

    languages: tuple[str, ...]
    words: Mapping[str, Sign]
    endings: Mapping[str, Sign]
    letters: Mapping[str, Sign]


def detect(text: str, hint: Language | None = None) -> Language:
    """Return "fr", "en", or "other" (another language, another script, no letters at all).

    hint: the language the user writes in; it decides while the text is too short to tell. Links and mentions don't
    count, and ENOUGH_CHARS are enough.
    """
    return _detected(text[:ENOUGH_CHARS], hint)


@lru_cache(maxsize=4)
def _detected(text: str, hint: Language | None) -> Language:
    """Detect. Answers are kept: every key asks the same again behind the first characters of a draft."""
    scores = [0.0] * len(signs_of_languages().languages)
    count = 0
    # No word reaches over a blank, so each piece between two is read once for ever: most are met again and again.
    for words, sign in map(_piece, text.lower().split()):
        count += words
        for place, weight in sign:
            scores[place] += weight
    if not count:
        return hint or "other"
    if hint in _READ:
        scores[_READ.index(hint)] += HINT
    best = max(scores)
    if best < LEAST_PER_WORD * count:
        return "other"
    place = scores.index(best)
    return _READ[place] if place < len(_READ) else "other"


@lru_cache(maxsize=32_768)
def _piece(piece: str) -> tuple[int, Sign]:
    """Return how many words stand in what two blanks part, in lower case, and what they say together."""
    words = [word for word in _WORD.findall(piece) if word]
    return len(words), tuple(sign for word in words for sign in _evidence(word))


@lru_cache(maxsize=8)
def rules(code: str) -> dict[str, Any]:
    """Return the tables of resources/languages/<code>.toml."""
    return tomllib.loads(paths.resources("languages", f"{code}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def signs_of_languages() -> Signs:
    """Return the signs of every language we know, read once."""
    told_apart = sorted(paths.resources("languages", "told_apart").glob("*.toml"))
    tables: dict[str, dict[str, str]] = {code: rules(code)["detection"] for code in _READ}
    tables |= {path.stem: rules(f"told_apart/{path.stem}")["detection"] for path in told_apart}
    return Signs(
        languages=(*tables, _OTHER_SCRIPT),
        words=_weighed((table["words"].split() for table in tables.values()), WORD),
        endings=_weighed((table["endings"].split() for table in tables.values()), ENDING),
        letters=_weighed((table["letters"] for table in tables.values()), LETTER),
    )


def _weighed(lists: Iterable[Iterable[str]], weight: float) -> dict[str, Sign]:
    owners: dict[str, list[int]] = {}
    for place, signs in enumerate(lists):
        for sign in dict.fromkeys(signs):
            owners.setdefault(sign, []).append(place)
    return {
        sign: tuple((place, weight * _SHARED ** (len(places) - 1)) for place in places)
        for sign, places in owners.items()
    }


@lru_cache(maxsize=32_768)
def _evidence(word: str) -> Sign:
    """Return what one word says: itself if it is known, else its longest known ending and its letters."""
    signs = signs_of_languages()
    word = word.replace("’", "'")
    if word in signs.words:
        return signs.words[word]
    if word > _LAST_LATIN:
        return ((len(signs.languages) - 1, WORD),)
    letters = [sign for letter in sorted(signs.letters.keys() & set(word)) for sign in signs.letters[letter]]
    for length in range(min(LONGEST_ENDING, len(word) - 2), 0, -1):
        if word[-length:] in signs.endings:
            return (*signs.endings[word[-length:]], *letters)
    return tuple(letters)
