"""Words as the index sees them: where they begin and end, how two writings are one, where they stand in a text.

SQLite's unicode61 cuts and folds by the Unicode of 2012. `indexed` gives it only words on which it and we agree letter
for letter (a test asks it); any other is looked for in the text itself, which is also how Chinese or Japanese, written
without spaces, is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from aparte.nouns import Span

if TYPE_CHECKING:
    from aparte.archive.query import Query

LEAST_PREFIX = 3
"""Letters before an unfinished word is completed: shorter prefixes match half the archive."""
TOKEN = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u0331])*")
"""What the index calls a word: letters and digits, with the accents that combine with them."""
SIGNS = "#@"
"""Before a word they must stand in the text: #soldes is not soldes."""
_LATIN = re.compile("[0-9a-zßðøþđħıłŋ]+")
_OTHER = re.compile("[а-ѐё-џא-תء-ي]+")
_ACCENTS = "\u0301\u0300\u0302\u0308\u0327\u0303"
_COMBINING = re.compile("[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Return `text` without case, accents and ligatures: two writings of one word become one."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.lower())
    # Replacing the usual accents one by one takes 3 µs a post; one expression for all takes 12.
    for accent in _ACCENTS:
        plain = plain.replace(accent, "")
    return _COMBINING.sub("", plain.replace("œ", "oe").replace("æ", "ae"))


fold = lru_cache(maxsize=16_384)(folded)
"""`folded`, for single words: they come back."""


def words_of(text: str) -> list[str]:
    """Return the folded words of `text`."""
    return [fold(word) for word in TOKEN.findall(text)]


def indexed(word: str) -> str | None:
    """Return how the index writes one word (of TOKEN); None when only the text can tell."""
    plain = fold(word)
    if _LATIN.fullmatch(plain):
        return plain
    low = unicodedata.normalize("NFC", word.lower())
    return low if _OTHER.fullmatch(low) else None


def marks(query: Query, text: str) -> tuple[Span, ...]:
    """Return where the words of `query` stand in `text`: in order, not overlapping; accents and case don't count."""
    places: list[tuple[int, int]] = []
    if query.phrases:
        tokens = [(found.start(), found.end(), fold(found.group())) for found in TOKEN.finditer(text)]
        for number, phrase in enumerate(query.phrases):
            wanted, sign = words_of(phrase), phrase[0] if phrase[0] in SIGNS else ""
            if not all(map(indexed, TOKEN.findall(phrase))):
                places += _letters(phrase, text)
            open_ended = query.unfinished and number == len(query.phrases) - 1 and len(phrase) >= LEAST_PREFIX
            places += _places(wanted, tokens, text, sign, open_ended=open_ended)
    for symbol in query.symbols:
        places += _letters(symbol, text)
    return _merged(places)


def _places(
    phrase: list[str], tokens: list[tuple[int, int, str]], text: str, sign: str, *, open_ended: bool
) -> list[tuple[int, int]]:
    size, found = len(phrase), []
    head, last = phrase[:-1], phrase[-1]
    for end in range(size - 1, len(tokens)):
        word = tokens[end][2]
        if word != last and not (open_ended and word.startswith(last)):
            continue
        start = tokens[end - size + 1][0]
        if [token for _, _, token in tokens[end - size + 1 : end]] == head and (
            not sign or text[start - 1 : start] == sign
        ):
            found.append((start - len(sign), tokens[end][1]))
    return found


def _letters(said: str, text: str) -> list[tuple[int, int]]:
    """Return where the very letters of `said` stand: case apart, for scripts that don't part their words."""
    return [(found.start(), found.end()) for found in re.finditer(re.escape(said), text, re.IGNORECASE)]


def _merged(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in sorted(set(places)):
        if spans and start < spans[-1].end:
            spans[-1] = Span(start=spans[-1].start, end=max(end, spans[-1].end))
        else:
            spans.append(Span(start=start, end=end))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    return tuple(spans)
