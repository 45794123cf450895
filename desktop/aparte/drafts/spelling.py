"""Spelling while she types: which words no dictionary knows, and what they may have been meant to be.

Hunspell does the work through chunspell, with the dictionaries of resources/dictionaries. It refuses to teach: links,
mentions, hashtags, emoji, acronyms, names in a sentence, words stretched on purpose and the client's own words are left
alone. The first check of a language loads its dictionary (some 150 ms), a suggestion takes as long: neither belongs on
the thread that paints.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aparte import paths
from aparte.nouns import Span
from aparte.text import language as languages
from aparte.text.reading import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import hunspell

    from aparte.nouns import Language
    from aparte.text.reading import Token

DICTIONARIES = {"fr": ("fr",), "en": ("en_GB", "en_US")}
"""The folders of each language: a word is right when one of them knows it, suggestions come from the first."""
MOST_SUGGESTIONS = 5
_REMEMBERED_WORDS = 50_000
_GLUE_BEFORE = frozenset("@#＃/\\_.&")
_GLUE_AFTER = frozenset("@/\\_")
_SENTENCE_END = frozenset(".!?…:\n")
_STRETCHED = re.compile(r"([^\W\d_])\1\1")
_POSSESSIVE = re.compile(r"'s?$")


class Speller:
    """The dictionaries of one language, and the client's own words."""

    def __init__(self, language: Language, own_words: Iterable[str] = ()) -> None:
        """Prepare to check `language`; "other" knows no dictionary and marks nothing. Nothing is loaded yet."""
        self._folders = DICTIONARIES.get(language, ())
        extra = languages.rules(language)["spelling"]["words"].split() if self._folders else []
        self._own = {_plain(word).casefold() for word in (*extra, *own_words)}
        self._right: dict[str, bool] = {}

    def misspelt(self, text: str) -> tuple[Span, ...]:
        """Return the words of `text` no dictionary knows, in the order of the text, in code points."""
        if not self._folders:
            return ()
        tokens = tokenize(text)
        return tuple(
            Span(start=token.start, end=token.end)
            for index, token in enumerate(tokens)
            if token.kind == "word" and not _left_alone(text, tokens, index) and not self.knows(token.raw)
        )

    def knows(self, word: str) -> bool:
        """Tell whether `word` is right: in a dictionary, among the client's words, or made of such words by hyphens."""
        if word not in self._right:
            if len(self._right) >= _REMEMBERED_WORDS:
                self._right.clear()
            self._right[word] = self._look_up(_plain(word))
        return self._right[word]

    def suggest(self, word: str, limit: int = MOST_SUGGESTIONS) -> list[str]:
        """Return what `word` may have been meant to be, the likeliest first, with the apostrophes of `word`."""
        if not self._folders:
            return []
        apostrophe = "’" if "’" in word else "'"
        found = (
            _plain(meant).replace("'", apostrophe) for meant in _dictionary(self._folders[0]).suggest(_plain(word))
        )
        return list(dict.fromkeys(found))[:limit]

    def add(self, word: str) -> None:
        """Take `word` for right from now on (the caller keeps it among the client's words)."""
        self._own.add(_plain(word).casefold())
        self._right.clear()

    def _look_up(self, word: str) -> bool:
        bare = _POSSESSIVE.sub("", word)
        if {word.casefold(), bare.casefold()} & self._own:
            return True
        if any(_dictionary(folder).spell(form) for folder in self._folders for form in (word, bare)):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(len(part) < 2 or self._look_up(part) for part in parts)


@lru_cache(maxsize=4)
def _dictionary(folder: str) -> hunspell.Hunspell:
    """Load one dictionary, on the first word that needs it."""
    import hunspell

    # Hunspell is a C library: it wants the path in bytes, whatever the locale of the session says.
    return hunspell.Hunspell(
        folder,
        hunspell_data_dir=str(paths.resources("dictionaries", folder)),
        system_encoding="UTF-8",
    )


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("\xad", "")


def _left_alone(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word is none of a dictionary's business: part of an address, an acronym, a name, a cry."""
    token = tokens[index]
    word = token.raw
    if len(word) < 2 or word[-1] in "'’" or any(character.isdigit() for character in word):
        return True
    if any("\ud800" <= character <= "\udfff" for character in word) or _STRETCHED.search(word):
        return True
    if _glued(text, token):
        return True
    if word.isupper() or not word[1:].islower():
        return True
    return word[0].isupper() and not _opens_sentence(text, tokens, index)


def _glued(text: str, token: Token) -> bool:
    """Tell whether the word is joined to its neighbours as in "example.com", "3D", "me@there", "and/or"."""
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 2]
    if before and (before in _GLUE_BEFORE or before.isdigit()):
        return True
    return bool(after) and (after[0] in _GLUE_AFTER or (after[0] == "." and after[1:].isalnum()))


def _opens_sentence(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Tell whether nothing but an opening sign stands between the word and the end of the sentence before."""
    while index:
        between = text[tokens[index - 1].end : tokens[index].start]
        previous = tokens[index - 1]
        if "\n" in between or previous.raw[0] in _SENTENCE_END or previous.kind in {"emoji", "emoticon"}:
            return True
        if previous.kind not in {"punct", "other"} and previous.raw[-1] not in "'’":
            return False
        index -= 1
    return True
