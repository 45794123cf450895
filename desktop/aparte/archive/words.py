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
_UNEVEN = re.compile("[œæŒÆ\u0300-\u036f]")
"""What folds to more or less than one character."""


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
    last = len(query.phrases) - 1 if query.unfinished else -1
    wanted = [pattern(said, open_ended=at == last) for at, said in enumerate(query.phrases)]
    wanted += [pattern(symbol) for symbol in query.symbols]
    if not wanted:
        return ()
    plain, places = _placed(text)
    found = (span for one in wanted for span in one.finditer(plain))
    return _merged([_place(places, *span.span(), text) for span in found if span.end() > span.start()])


@lru_cache(maxsize=256)
def pattern(said: str, *, open_ended: bool = False) -> re.Pattern[str]:
    """Return what finds `said` in a folded text: its words one after the other, or its very letters.

    open_ended: the last word may go on.
    """
    words = TOKEN.findall(said)
    if not words or not all(map(indexed, words)):
        return re.compile(re.escape(folded(said)))
    first, *others = map(fold, words)
    after = r"[^\W_]*" if open_ended and len(said) >= LEAST_PREFIX else r"(?![^\W_])"
    rest = "".join(rf"[\W_]+{word}" for word in others) + after
    # Where the word begins is looked at last: an expression that begins with letters is found ten times as fast.
    return re.compile(re.escape(said[0]) + first + rest if said[0] in SIGNS else rf"{first}(?<![^\W_]{first}){rest}")


def _placed(text: str) -> tuple[str, list[int] | None]:
    """Return the folded text, and the place in `text` of each of its characters; None: they are the same."""
    plain = folded(text)
    if len(plain) == len(text) and not _UNEVEN.search(text):
        return plain, None
    pieces = [folded(char) for char in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


def _place(places: list[int] | None, start: int, end: int, text: str) -> tuple[int, int]:
    if places is None:
        return start, end
    after = places[end - 1] + 1
    while after < len(text) and unicodedata.combining(text[after]):
        after += 1
    return places[start], after


def _merged(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in sorted(set(places)):
        if spans and start < spans[-1].end:
            spans[-1] = Span(start=spans[-1].start, end=max(end, spans[-1].end))
        else:
            spans.append(Span(start=start, end=end))
    assert all(one.end <= two.start for one, two in pairwise(spans))
    return tuple(spans)
