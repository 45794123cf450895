"""A saved web page as the lines a reader sees, with the few things its markup says for sure.

The page's own data go into lines of their own, behind letters no page shows: the exact moment of a `<time datetime>`
in the place of its "3 h", that what follows is a reply, where a label says so, and the end of an `<article>`.
Everything else is visible text: class names and boxes change with each release of a site, its words much less.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.archive.times import read_moment
from aparte.text.html_text import text_of
from aparte.text.html_tokens import Tag, Words, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME_MARK, REPLY_MARK, END_MARK = "\x02", "\x03", "\x04"
"""What begins a line that the markup wrote, not a person. Behind TIME_MARK stands a moment in ISO 8601."""
MARKS = (TIME_MARK, REPLY_MARK, END_MARK)

_BREAK = Tag("div", closing=False, raw="")
_BOXES = frozenset(("button", "time"))
_REPLY_LABEL = re.compile(r"reply by .{1,80}? to |réponse de .{1,80}? (?:au|à la|à) ", re.IGNORECASE)
_NO_MARKS = str.maketrans("", "", "".join(MARKS))


def page_lines(markup: str) -> str:
    """Return the visible text of a page, one box a line, with the lines its markup says for sure."""
    return text_of(_marked(markup))


def without_marks(text: str) -> str:
    """Return a text that somebody wrote without the letters that begin our own lines."""
    return text.translate(_NO_MARKS)


def _marked(markup: str) -> Iterator[Words | Tag]:
    in_time = False
    for token in tokens(markup):
        if isinstance(token, Words):
            if not in_time:
                yield Words(without_marks(token.text))
            continue
        if token.name == "time":
            moment = "" if token.closing else token.attributes().get("datetime", "").strip()
            in_time = read_moment(moment) is not None
            if in_time:
                yield from _line(TIME_MARK + moment)
        elif token.name == "article" and token.closing:
            yield from _line(END_MARK)
        elif not token.closing and "aria-label" in token.raw and _REPLY_LABEL.match(_label(token)):
            yield from _line(REPLY_MARK)
        if token.name in _BOXES or "-" in token.name or 'role="button"' in token.raw:
            # Elements of a site's own, and buttons: each stands apart, as it does when it is copied.
            yield _BREAK
        else:
            yield token


def _line(said: str) -> tuple[Tag, Words, Tag]:
    return (_BREAK, Words(said), _BREAK)


def _label(tag: Tag) -> str:
    return tag.attributes().get("aria-label", "")
