"""A text as the scorers read it: its tokens and the entries of our lexicons that stand in it, found in one pass.

Nothing here judges. It refuses to know platforms: a link or a hashtag here is what a reader sees, not what a network
makes of it (that is `text.entities`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aparte.text import lexicon

if TYPE_CHECKING:
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
_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>«»]*[^\s<>«».,;:!?…)\]}'\"’”])"
    r"|(?P<mention>@[\w](?:[\w.-]*\w)?(?:@[\w.-]*\w)?)"
    r"|(?P<hashtag>[#＃][\w·]*[^\W\d_][\w·]*)"
    rf"|(?P<emoji>{_EMOJI})"
    r"|(?P<emoticon>(?<!\w)[:;=xX8][-'^]?[)(DPpOo3/\\|*]+(?!\w)|<3+|\^\^|-_-+|¯\\_\(ツ\)_/¯)"
    r"|(?P<number>\d+(?:[.,:  ]?\d+)*)"
    rf"|(?P<word>{_ELISION}|[^\W\d_](?:[^\W_]|['’\-·](?=[^\W\d_]))*)"
    r"|(?P<punct>(?P<mark>[!?.,;:…*_~\"“”«»()\[\]%€$£/+=<>|&-])(?:(?<=[!?])[!?]*|(?P=mark)*))"
    r"|(?P<other>\S)"
)
_KINDS = {name: name for name in ("url", "mention", "hashtag", "emoji", "emoticon", "number", "word", "punct", "other")}


class Token(NamedTuple):
    """One token. start, end: code points. low: lower case with straight apostrophes. kind: a group of the pattern above."""

    start: int
    end: int
    raw: str
    low: str
    kind: str


def tokenize(text: str) -> list[Token]:
    """Split `text` into tokens; whitespace is left out, nothing else is lost.

    French elisions are tokens of their own ("l'", "amour"); English contractions stay whole ("don't").
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        kind = match.lastgroup or "other"
        low = raw.lower()
        if "’" in low:
            low = low.replace("’", "'")
        tokens.append(Token(match.start(), match.end(), raw, low, _KINDS.get(kind, "other")))
    return tokens


class Reading:
    """A text, its language, its tokens and the lexicon entries found in it; scorers may keep shared results in `memo`."""

    __slots__ = ("hits", "language", "memo", "text", "tokens", "truncated_at", "words")

    def __init__(self, text: str, language: Language) -> None:
        """Read the first READ_CHARS of `text` in `language`; "other" finds no lexicon entry."""
        self.truncated_at = READ_CHARS if len(text) > READ_CHARS else None
        self.text = text[:READ_CHARS]
        self.language = language
        self.tokens = tokenize(self.text)
        self.words = [token for token in self.tokens if token.kind == "word"]
        self.hits: dict[str, list[lexicon.Hit]] = lexicon.of(language).find(self.tokens)
        self.memo: dict[str, Any] = {}

    def found(self, *categories: str) -> list[lexicon.Hit]:
        """Return the hits of these categories, in the order of the text."""
        if len(categories) == 1:
            return self.hits.get(categories[0], [])
        return sorted((hit for name in categories for hit in self.hits.get(name, ())), key=lambda hit: hit.start)
