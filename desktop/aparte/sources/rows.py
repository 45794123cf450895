"""An archive row in the shape CONTRACT.md fixes, read strictly: what JSON Lines and our own SQLite export hold.

A value of the wrong type is refused with its key, never guessed; unknown keys are ignored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aparte.archive.times import Moment, iso, read_moment
from aparte.nouns import Post
from aparte.sources.base import Found, derived_id, language_of, platform_of, writable

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS = ("post", "reply", "repost", "comment", "mention")
KINDS = ("own", "mention")


class BadValue(Exception):  # noqa: N818 - the row is at fault, and its refusal says so
    """A row can't be kept. code, params: as in Refused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def post_from(where: str, row: Mapping[str, object], as_kind: str | None) -> Found:
    """Return the post of a row in the shape of CONTRACT.md. Raises BadValue naming what is wrong with it.

    A repost alone may have no text: some networks export only the address of what was shared.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise BadValue("no_text")
    text = writable(text)
    form = _one_of(row, "form", FORMS)
    if not text.strip() and form != "repost":
        raise BadValue("empty_text")
    moment = _moment(_string(row, "created_at"))
    author = _string(row, "author")
    kind = as_kind or _one_of(row, "kind", KINDS) or "mention"
    at = moment.at if moment else None
    post = Post(
        id=_identifier(row) or derived_id(author, at, text),
        text=text,
        platform=platform_of(_string(row, "platform")),
        author=author,
        created_at=iso(at),
        lang=language_of(_string(row, "lang"), text),
        url=_string(row, "url"),
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        form=form or ("post" if kind == "own" else "mention"),  # type: ignore[arg-type]  # one of FORMS
        reply_to=_string(row, "reply_to"),
        title=_string(row, "title"),
    )
    return Found(where, post, _string(row, "brand"), moment is None or moment.zoned)


def _string(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadValue("bad_value", key=key, value=_short(value))
    return writable(value) if value.strip() else None


def _one_of(row: Mapping[str, object], key: str, allowed: tuple[str, ...]) -> str | None:
    value = _string(row, key)
    if value is not None and value not in allowed:
        raise BadValue("bad_value", key=key, value=_short(value))
    return value


def _identifier(row: Mapping[str, object]) -> str | None:
    value = row.get("id")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return _string(row, "id")


def _moment(text: str | None) -> Moment | None:
    if text is None:
        return None
    moment = read_moment(text.strip())
    if moment is None:
        raise BadValue("bad_time", value=_short(text))
    return moment


def _short(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, str) else value
    return said if len(said) <= 40 else said[:39] + "…"
