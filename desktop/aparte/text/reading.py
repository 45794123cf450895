"""A text as the scorers read it: its tokens and the entries of our lexicons that stand in it, found in one pass.

Nothing here judges. It refuses to know platforms: a link or a hashtag here is what a reader sees, not what a network
makes of it (that is `text.entities`).
"""

from __future__ import annotations

import re
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from aparte.text import lexicon
from aparte.text import names as naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Language

READ_CHARS = 20_000
"""Tone, sarcasm and sensitivity read this far and say so (CONTRACT.md)."""

_EMOJI = (
    r"(?:[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]️?⃣"
    r"|(?:[\U0001F000-\U0001FAFF☀-➿⬀-⯿⌀-⏿←-⇿〰〽㊗㊙©®]"
    r"[︎️\U0001F3FB-\U0001F3FF]*[\U000E0020-\U000E007F]*)"
    r"(?:‍[\U0001F000-\U0001FAFF☀-➿←-⇿⬀-⯿][︎️\U0001F3FB-\U0001F3FF]*)*)"
)
_ELISION = r"(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’](?=[^\W\d_])"
_EMOTICON = r"[:;=xX8][-'^]?[)(DPpOo3/\\|*]+(?!\w)"
_URL = r"(?:https?://|www\.)[^\s<>«»]*[^\s<>«».,;:!?…)\]}'\"’”]"
# Words come first because most tokens are words, and those of plain letters before a blank first of all: they are found
# in half the time. A link or "xD" is turned away at its first letter.
_TOKEN = re.compile(
    r"\s*(?:(?P<plain>[A-WYZa-wyz\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff][A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]*+(?=[\s,;!?)]|\.?(?:\s|$)))"
    rf"|(?P<word>(?!{_URL}|(?<!\w){_EMOTICON})"
    rf"(?:{_ELISION}|[^\W\d_][^\W_]*(?:['’\-·](?=[^\W\d_])[^\W_]*)*))"
    rf"|(?P<url>{_URL})"
    r"|(?P<mention>@[\w](?:[\w.-]*\w)?(?:@[\w.-]*\w)?)"
    r"|(?P<hashtag>[#＃][\w·]*[^\W\d_][\w·]*)"
    rf"|(?P<emoji>{_EMOJI})"
    rf"|(?P<emoticon>(?<!\w){_EMOTICON}|<3+|\^\^|-_-+|¯\\_\(ツ\)_/¯)"
    r"|(?P<number>\d+(?:[.,:  ]?\d+)*)"
    r"|(?P<punct>(?P<mark>[!?.,;:…*_~\"“”«»()\[\]%€$£/+=<>|&-])(?:(?<=[!?])[!?]*|(?P=mark)*))"
    r"|(?P<other>\S))"
)


class Token(NamedTuple):
    """One token. start, end: code points. low: lower case, straight apostrophes. kind: a group of the pattern."""

    start: int
    end: int
    raw: str
    low: str
    kind: str


_PLAIN: int = _TOKEN.groupindex["plain"]
_KIND_OF = {place: "word" if name == "plain" else name for name, place in _TOKEN.groupindex.items()}
_token = tuple.__new__
"""Token(…) without its keyword machinery: it would cost as much as finding the token."""


def tokenize(text: str) -> list[Token]:
    """Split `text` into tokens; whitespace is left out, nothing else is lost.

    French elisions are tokens of their own ("l'", "amour"); English contractions stay whole ("don't").
    """
    curly = "’" in text
    tokens = []
    # Without rstrip a long blank tail is tried again from each of its characters: minutes for 20,000 of them.
    for match in _TOKEN.finditer(text.rstrip()):
        # By number: a group asked for by its name costs as much as finding it. The token ends where the match does.
        group = match.lastindex
        raw, end = match[group], match.end()  # type: ignore[index]  # each way of matching has a group
        low = raw.lower()
        if group != _PLAIN and curly:
            low = low.replace("’", "'")
        tokens.append(_token(Token, (end - len(raw), end, raw, low, _KIND_OF[group])))  # type: ignore[index]
    return tokens


_start = attrgetter("start")


def _named(text: str, heard: str) -> list[Token]:
    """Return the tokens of `heard` as they are written in `text`; where the two differ stands a name."""
    return [
        token
        if token.raw == text[token.start : token.end]
        else Token(token.start, token.end, text[token.start : token.end], "", "name")
        for token in tokenize(heard)
    ]


class Reading:
    """A text, its language, its tokens and the lexicon entries found in it.

    whole: the text as given; text: what of it was read; heard: the same with `names` masked. words: the tokens that
    are words; marks: the places of all others. memo: where scorers keep what others may need.
    """

    __slots__ = (
        "heard",
        "hits",
        "language",
        "marks",
        "memo",
        "names",
        "text",
        "tokens",
        "truncated_at",
        "whole",
        "words",
    )

    def __init__(self, text: str, language: Language, names: Sequence[str] = ()) -> None:
        """Read the first READ_CHARS of `text` in `language`; "other" finds no lexicon entry.

        names: those of the client (`text.names`); their words are no words here.
        """
        self.truncated_at = READ_CHARS if len(text) > READ_CHARS else None
        self.whole = text
        self.text = text[:READ_CHARS]
        self.language = language
        self.names = names
        spans = naming.found(self.text, names)
        self.heard = naming.masked(self.text, spans) if spans else self.text
        self.take(_named(self.text, self.heard) if spans else tokenize(self.text))
        self.hits: dict[str, list[lexicon.Hit]] = lexicon.of(language).find(self.tokens)
        self.memo: dict[str, Any] = {}

    def sibling(self, text: str, tokens: list[Token]) -> Reading:
        """Return a reading of `text`, made of `tokens`, in the same language; its entries are still to be found."""
        new = Reading.__new__(Reading)
        new.truncated_at = None
        new.whole = new.text = new.heard = text
        new.language, new.names = self.language, self.names
        new.hits, new.memo = {}, {}
        new.take(tokens)
        return new

    def take(self, tokens: list[Token]) -> None:
        """Make `tokens` those of this reading: whoever fills one by hand goes through here."""
        self.tokens = tokens
        self.words = [token for token in tokens if token[4] == "word"]
        self.marks = [place for place, token in enumerate(tokens) if token[4] != "word"]

    def found(self, *categories: str) -> list[lexicon.Hit]:
        """Return the hits of these categories, in the order of the text."""
        if len(categories) == 1:
            return self.hits.get(categories[0], [])
        there = [self.hits[name] for name in categories if name in self.hits]
        return sorted(chain.from_iterable(there), key=_start) if there else []
