"""HTML as plain text: what a reader would see, line by line, and nothing that runs, loads or hides.

Line breaks are kept (`<br>` one, a paragraph a blank line), entities decoded, scripts, styles and images left out; an
image that stands for an emoji leaves its emoji. Without a single tag the text is taken as it is, its own line breaks
kept. A link is its words: Mastodon hides the ends of an address in `<span class="invisible">` and shows the middle, so
that all its words together are the whole address.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import emoji

from aparte.text.html_tokens import Tag, Words, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARAGRAPHS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "table", "hr", "figure")
)
"""A blank line before and after."""
_LINES = frozenset(
    (
        *("div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "main", "nav", "aside", "form"),
        *("address", "figcaption", "fieldset", "legend", "summary", "details", "body", "html", "caption", "option"),
    )
)
"""A line of their own."""
_CELLS = frozenset(("td", "th"))
_HIDEABLE = frozenset(("div", "span", "section", "article", "button", "nav", "aside", "a"))
"""Elements whose end is always written, so that what they hide has an end."""
_WHITE = re.compile(r"[ \t\n\r\f]+")
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def html_to_text(markup: str) -> str:
    """Return the text a reader of `markup` would see. Never raises, never loads anything.

    Takes time in proportion to the length, whatever the nesting. A lone text without tags keeps its own line breaks.
    """
    found = tokens(markup)
    words: list[Words | Tag] = []
    for token in found:
        words.append(token)
        if isinstance(token, Tag):
            return text_of(chain(words, found))
    lines = "".join(token.text for token in words if isinstance(token, Words)).strip().split("\n")
    return "\n".join(line.strip(" \t\r\f") for line in lines)


def text_of(found: Iterable[Words | Tag]) -> str:
    """Return the visible text of tokens, as `html_to_text` does."""
    page = _Page()
    for token in found:
        if isinstance(token, Words):
            page.write(token.text)
        else:
            page.tag(token)
    return page.text()


def hides(tag: Tag) -> bool:
    """Tell whether an opening tag hides what it holds."""
    if tag.name not in _HIDEABLE or ("hidden" not in tag.raw and "none" not in tag.raw):
        return False
    attributes = tag.attributes()
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))


class _Page:
    """A text under way. Breaks wait until words follow them, so that none is left at the beginning or the end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._breaks, self._space = 0, False
        self._as_written = 0
        self._hidden_by, self._hidden_depth = "", 0

    def write(self, words: str) -> None:
        if self._hidden_depth:
            return
        if self._as_written:
            lines = words.replace("\r\n", "\n").split("\n")
            for number, line in enumerate(lines):
                self._breaks += bool(number)
                self._put(line)
            return
        said = _WHITE.sub(" ", words)
        self._space = self._space or said.startswith(" ")
        if stripped := said.strip(" "):
            self._put(stripped)
            self._space = said.endswith(" ")

    def tag(self, tag: Tag) -> None:
        if self._hidden_depth:
            if tag.name == self._hidden_by:
                self._hidden_depth += -1 if tag.closing else 1
            return
        if not tag.closing and hides(tag):
            self._hidden_by, self._hidden_depth = tag.name, 1
        elif tag.name == "br":
            self._breaks, self._space = self._breaks + 1, False
        elif tag.name in _PARAGRAPHS:
            self._break(2)
            if tag.name == "pre":
                self._as_written = max(0, self._as_written + (-1 if tag.closing else 1))
        elif tag.name in _LINES:
            self._break(1)
        elif tag.name in _CELLS:
            self._space = True
        elif tag.name == "img" and not tag.closing:
            self.write(_emoji_alone(tag.attributes().get("alt", "")))

    def text(self) -> str:
        return "".join(self._pieces).strip("\n")

    def _break(self, count: int) -> None:
        self._breaks, self._space = max(self._breaks, count), False

    def _put(self, words: str) -> None:
        if not words:
            return
        if self._breaks:
            self._pieces.append("\n" * self._breaks if self._pieces else "")
        elif self._space and self._pieces:
            self._pieces.append(" ")
        self._breaks, self._space = 0, False
        self._pieces.append(words)


def _emoji_alone(alt: str) -> str:
    return alt if alt and emoji.purely_emoji(alt) else ""
