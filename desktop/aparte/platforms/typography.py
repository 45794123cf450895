"""French and English typography of a post, per locale, each slip with the one key that mends it.

Source: *Lexique des règles typographiques en usage à l'Imprimerie nationale*; for Canada the OQLF's *Le français au
bureau*. What is reported is what a reader sees: a plain space that lets "!" start a line alone, never the choice
between U+00A0 and U+202F. Links, handles, hashtags, hours, emoticons and `code` are left alone. All of it is advice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from aparte.platforms import figures
from aparte.platforms.checks import Found, checks, finding
from aparte.platforms.spacing import NO_BREAK, is_blank, thin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.nouns import Finding, Occasion
    from aparte.platforms.conditions.scene import Scene
    from aparte.text.reading import Reading, Token

DEFAULT_LOCALE = {"fr": "fr-FR", "en": "en-GB"}
LOCALES = ("fr-FR", "fr-BE", "fr-CH", "fr-CA", "en-GB", "en-US")

_CODE = re.compile(r"`[^`\n]+`")
_STRONG = frozenset(";!?")
_TIGHT = frozenset(",.…")


class Custom(NamedTuple):
    """What a locale does. spaced: marks that ask for a space; tolerant: a missing one is accepted as well."""

    spaced: frozenset[str]
    tolerant: bool


_CUSTOMS = {
    "fr-FR": Custom(frozenset(";!?:"), False),
    "fr-BE": Custom(frozenset(";!?:"), False),
    "fr-CH": Custom(frozenset(";!?:"), True),
    "fr-CA": Custom(frozenset(":"), False),
    "en-GB": Custom(frozenset(), False),
    "en-US": Custom(frozenset(), False),
}


def findings(reading: Reading, platform_id: str | None, occasion: Occasion) -> list[Finding]:
    """Return the typography of a text as findings, in its order; none in a language that is neither French nor English.

    On X the fix takes U+00A0, which weighs 1, instead of U+202F, which weighs 2.
    """
    found = [
        finding(check, slip, platform_id)
        for check in checks().values()
        if check.condition == "typography"
        for slip in slips(reading, platform_id, occasion.locale).get(check.id, ())
    ]
    return sorted(found, key=lambda one: (one.span.start, one.span.end))


def condition(scene: Scene) -> list[Found]:
    """Return what the check of this scene has to say; the one pass over the text is shared through the reading."""
    return slips(scene.reading, scene.platform, scene.occasion.locale).get(scene.check.id, [])


def slips(reading: Reading, platform_id: str | None, locale: str | None) -> Mapping[str, list[Found]]:
    """Return every slip by check id. locale: one of LOCALES; None or unknown takes the language's own."""
    locale = locale if locale in LOCALES and locale[:2] == reading.language else DEFAULT_LOCALE.get(reading.language)
    if locale is None:
        return {}
    key = f"typography.{locale}.{platform_id == 'x'}"
    known: dict[str, list[Found]] | None = reading.memo.get(key)
    if known is None:
        known = {}
        page = Page(reading, locale, platform_id == "x")
        for check_id, found in page.slips():
            known.setdefault(check_id, []).append(found)
        reading.memo[key] = known
    return known


class Page:
    """One text under the customs of one locale; gives its slips in one pass over the tokens."""

    def __init__(self, reading: Reading, locale: str, on_x: bool) -> None:  # noqa: FBT001 - one place, one caller
        """Remember where quotations of code stand: nothing is said inside them."""
        self.text = reading.text
        self.tokens, self.marks = reading.tokens, reading.marks
        self.french = reading.language == "fr"
        self.custom = _CUSTOMS[locale]
        self.thin = thin(on_x)
        self.on_x = on_x
        self.code = [match.span() for match in _CODE.finditer(self.text)] if "`" in self.text else []
        self.opened = False

    def slips(self) -> Iterator[tuple[str, Found]]:
        """Give (check id, slip) in the order of the text."""
        # Only French has something to say of a word: of its first letter.
        for index in range(len(self.tokens)) if self.french else self.marks:
            token = self.tokens[index]
            if token.kind == "punct" and not self._in_code(token.start):
                yield from self._mark(index, token)
            elif token.kind == "number" and not self._in_code(token.start):
                yield from figures.slips(self.text, self.tokens, index, self.french)
            elif self.french and token.kind == "word" and token.raw[0].isupper():
                yield from figures.bare_capital(self.text, self.tokens, index)

    def _mark(self, index: int, token: Token) -> Iterator[tuple[str, Found]]:
        first = token.raw[0]
        if first == '"':
            yield from self._straight_quote(index, token)
        elif first in "“”" and self.french:
            yield from self._english_quote(token)
        elif first in "«»":
            yield from self._french_quote(token, first)
        elif first == "." and len(token.raw) == 3:
            message = "typography-ellipsis.x" if self.on_x else None
            yield "typography-ellipsis", Found(token.start, token.end, fix="…", message=message)
        elif first in "()":
            yield from self._bracket(token, first)
        elif first in _STRONG or first == ":":
            yield from self._high_mark(index, token, first)
        if first in _TIGHT:
            yield from self._low_mark(index, token)

    def _high_mark(self, index: int, token: Token, first: str) -> Iterator[tuple[str, Found]]:
        start = token.start
        if start == 0 or self.text[start - 1] == "\n" or self._is_not_a_sign(index, token, first):
            return
        if index and self.tokens[index - 1].kind == "url" and self.tokens[index - 1].end == start:
            return  # what is glued to a link may be taken into it
        before = self.text[start - 1]
        space = NO_BREAK if first == ":" else self.thin
        if first not in self.custom.spaced:
            if is_blank(before):
                yield "typography-spaces", self._gap_before(start, "", "typography-spaces.none", first)
        elif before == " ":
            yield (
                "typography-spaces",
                self._gap_before(start, space, "typography-spaces.x" if self.on_x else None, first),
            )
        elif not is_blank(before) and not self.custom.tolerant and (before.isalnum() or before in ")%€»”\"'’*_"):
            fix = space + token.raw
            message = "typography-spaces.missing"
            yield "typography-spaces", Found(start, token.end, fix=fix, message=message, params={"mark": first})

    def _is_not_a_sign(self, index: int, token: Token, first: str) -> bool:
        """Leave alone what is no punctuation: ":tada:", "key:value", "&amp;"."""
        text, end = self.text, token.end
        if first == ":" and end < len(text) and (text[end].isalnum() or text[end] in "/\\_-"):
            return True
        before = self.tokens[max(0, index - 2) : index]
        if first == ":" and len(before) == 2 and before[0].raw == ":" and before[0].end == before[1].start:
            return before[1].end == token.start
        return first == ";" and end < len(text) and text[end].isalnum() and index > 0

    def _gap_before(self, start: int, fix: str, message: str | None, mark: str) -> Found:
        at = start
        while at > 0 and is_blank(self.text[at - 1]):
            at -= 1
        return Found(at, start, fix=fix, message=message, params={"mark": mark})

    def _low_mark(self, index: int, token: Token) -> Iterator[tuple[str, Found]]:
        start, end, text = token.start, token.end, self.text
        if (
            start == 0
            or not is_blank(text[start - 1])
            or (token.raw[0] == "." and end < len(text) and text[end].isalnum())
        ):
            return
        if index and self.tokens[index - 1].kind in {"word", "number", "emoji", "hashtag", "mention"}:
            yield "typography-spaces", self._gap_before(start, "", "typography-spaces.none", token.raw[0])

    def _bracket(self, token: Token, first: str) -> Iterator[tuple[str, Found]]:
        if first == ")" and token.start > 1 and self.text[token.start - 1] == " " and self.text[token.start - 2] != "«":
            yield "typography-spaces", self._gap_before(token.start, "", "typography-spaces.none", ")")
        if first == "(" and token.end < len(self.text) and self.text[token.end] == " ":
            params = {"mark": "("}
            yield (
                "typography-spaces",
                Found(token.end, token.end + 1, fix="", message="typography-spaces.after", params=params),
            )

    def _straight_quote(self, index: int, token: Token) -> Iterator[tuple[str, Found]]:
        start, end, text = token.start, token.end, self.text
        if (
            index
            and self.tokens[index - 1].kind == "number"
            and self.tokens[index - 1].end == start
            and not self.opened
        ):
            return  # inches
        self.opened = not self.opened
        if not self.french:
            yield (
                "typography-quotes",
                Found(start, end, fix="“" if self.opened else "”", message="typography-quotes.en"),
            )
        elif self.opened:
            stop = end + 1 if text[end : end + 1] == " " else end
            yield "typography-quotes", Found(start, stop, fix=f"«{NO_BREAK}")
        else:
            begin = start - 1 if text[start - 1] == " " else start
            yield "typography-quotes", Found(begin, end, fix=f"{NO_BREAK}»")

    def _english_quote(self, token: Token) -> Iterator[tuple[str, Found]]:
        inside = self.text.count("«", 0, token.start) > self.text.count("»", 0, token.start)
        if not inside:
            fix = f"«{NO_BREAK}" if token.raw[0] == "“" else f"{NO_BREAK}»"
            yield "typography-quotes", Found(token.start, token.end, fix=fix)

    def _french_quote(self, token: Token, first: str) -> Iterator[tuple[str, Found]]:
        if not self.french:
            fix = "“" if first == "«" else "”"
            yield "typography-quotes", Found(token.start, token.end, fix=fix, message="typography-quotes.en")
            return
        at = token.end if first == "«" else token.start - 1
        inner = self.text[at : at + 1] if at >= 0 else ""
        if inner == " ":
            yield "typography-spaces", Found(at, at + 1, fix=NO_BREAK, params={"mark": first})
        elif inner and not is_blank(inner) and inner != "\n":
            fix = f"«{NO_BREAK}" if first == "«" else f"{NO_BREAK}»"
            message = "typography-spaces.missing"
            yield "typography-spaces", Found(token.start, token.end, fix=fix, message=message, params={"mark": first})

    def _in_code(self, at: int) -> bool:
        if not self.code:
            return False
        nearest = bisect_right(self.code, (at, len(self.text))) - 1
        return nearest >= 0 and self.code[nearest][0] <= at < self.code[nearest][1]
