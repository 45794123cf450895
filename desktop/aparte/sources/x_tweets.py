"""One tweet as X exports it, read as a post: addresses written out, entities decoded, reposts and replies told apart.

Numbers are strings, a repost is "RT @name: …" with `retweeted: false`, an address is a t.co whose target stands in
`entities`. The address of the tweet's own picture says nothing: it is left out, and its description is the text of a
picture that came without words.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.times import Moment, from_datetime, iso, read_moment
from aparte.nouns import Post
from aparte.sources.base import derived_id, language_of
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLATFORM = "x"

_SHORT_LINK = re.compile(r"https?://t\.co/\w+")
_REPOST = re.compile(r"RT @(\w{1,20}): ?", re.ASCII)
_TIME = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d\d):(\d\d):(\d\d) ([+-]\d\d)(\d\d) (\d{4})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NO_LANGUAGE = re.compile(r"q[a-t][a-z]|art|und")
"""X's own codes (qme: a picture alone, qht: hashtags alone…) stand in the range ISO 639-2 leaves to private use."""
_OLD_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi"}


class Tweet(NamedTuple):
    """A tweet. versions: the ids of all its versions, first to last, when it was edited, else one at most."""

    post: Post
    moment: Moment | None
    versions: tuple[str, ...]


def tweet_of(value: Mapping[str, object], author: str | None, kind: str) -> Tweet:
    """Read a tweet, whose text may be empty. author: whose export this is, without "@". Raises BadValue."""
    moment = moment_of(value.get("created_at"))
    repost_of, text = _said(value)
    at = moment.at if moment else None
    identifier = string_of(value, "id_str", "id") or derived_id(author, at, text)
    parent = string_of(value, "in_reply_to_status_id_str", "in_reply_to_status_id")
    answers = parent or string_of(value, "in_reply_to_user_id_str", "in_reply_to_user_id", "in_reply_to_screen_name")
    post = Post(
        id=identifier,
        text=text,
        platform=PLATFORM,
        author=repost_of or author,
        created_at=iso(at),
        lang=_language(string_of(value, "lang"), text),
        url=address_of(identifier, author) if identifier.isdigit() else None,
        kind=kind,  # type: ignore[arg-type]  # "own" or "mention"
        form="repost" if repost_of else "reply" if answers else "post",
        reply_to=parent,
    )
    return Tweet(post, moment, _versions(value))


def address_of(identifier: str, author: str | None) -> str:
    """Return where a tweet is seen; X finds the author by itself when we don't know."""
    return f"https://x.com/{author or 'i'}/status/{identifier}"


def written_out(text: str, targets: Mapping[str, str]) -> str:
    """Return the text a reader saw: entities decoded, each t.co address replaced by its target ("" for a picture)."""
    return _SHORT_LINK.sub(lambda link: targets.get(link[0], link[0]), html.unescape(text)).strip()


def moment_of(value: object) -> Moment | None:
    """Read `Mon Jan 05 08:36:41 +0000 2026`, or ISO 8601; None for nothing. Raises BadValue."""
    if value is None or value == "":
        return None
    text = value if isinstance(value, str) else repr(value)
    parts = _TIME.fullmatch(text)
    try:
        moment = _moment(parts) if parts else read_moment(text)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise BadValue("bad_time", value=text[:40])
    return moment


def string_of(value: Mapping[str, object], *keys: str) -> str | None:
    """Return the first of the values that says something, numbers as their digits."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
    return None


def objects_of(value: object, *path: str) -> list[Mapping[str, object]]:
    """Return the objects of the list that stands below these keys; none when there is no such list."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _moment(parts: re.Match[str]) -> Moment:
    month, day, hour, minute, second, zone_hours, zone_minutes, year = parts.groups()
    minutes = int(zone_minutes) if zone_hours[0] == "+" else -int(zone_minutes)
    zone = timezone(timedelta(hours=int(zone_hours), minutes=minutes)) if zone_hours != "+00" or minutes else UTC
    when = datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=zone)
    return from_datetime(when)


def _said(value: Mapping[str, object]) -> tuple[str | None, str]:
    """Return who is reposted, None for the author's own words, and the words."""
    full = value.get("full_text", value.get("text"))
    if not isinstance(full, str):
        return None, ""
    text = written_out(full, _targets(value))
    repost = _REPOST.match(text)
    if repost:
        return repost[1], text[repost.end() :].strip()
    return None, text or " ".join(_descriptions(value))


def _targets(value: Mapping[str, object]) -> dict[str, str]:
    """Return where each short address leads; a picture of the tweet itself leads nowhere."""
    targets = {}
    for link in objects_of(value, "entities", "urls"):
        short, full = string_of(link, "url"), string_of(link, "expanded_url", "unwound_url", "url")
        if short and full:
            targets[short] = full
    for media in (*objects_of(value, "entities", "media"), *objects_of(value, "extended_entities", "media")):
        if short := string_of(media, "url"):
            targets[short] = ""
    return targets


def _descriptions(value: Mapping[str, object]) -> Iterator[str]:
    for media in objects_of(value, "extended_entities", "media") or objects_of(value, "entities", "media"):
        if said := string_of(media, "ext_alt_text", "alt_text"):
            yield said


def _versions(value: Mapping[str, object]) -> tuple[str, ...]:
    """Return the ids of all versions. X writes them under `initial` in the first one, under `edit` in the next ones."""
    told = value.get("edit_info")
    if not isinstance(told, dict):
        return ()
    edit = told.get("edit")
    control = told.get("initial") or (edit.get("editControlInitial") if isinstance(edit, dict) else None)
    ids = control.get("editTweetIds") if isinstance(control, dict) else None
    return tuple(one for one in ids if isinstance(one, str)) if isinstance(ids, list) else ()


def _language(given: str | None, text: str) -> str | None:
    if given and _NO_LANGUAGE.fullmatch(given):
        given = None
    return language_of(_OLD_LANGUAGES.get(given, given) if given else None, text)
