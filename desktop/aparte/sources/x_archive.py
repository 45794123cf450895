"""The archive X gives: tweets in parts, long posts apart, deleted ones, edits, and private messages that stay closed.

Every version of an edited tweet is a tweet of its own there; the last one is the post, as X shows it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from aparte.archive.times import iso
from aparte.nouns import Post
from aparte.sources.base import Found, Refused, Skipped, Unreadable, derived_id, language_of
from aparte.sources.json_stream import Broken, elements, items
from aparte.sources.rows import BadValue
from aparte.sources.x_notes import Notes
from aparte.sources.x_tweets import PLATFORM, Tweet, string_of, tweet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.json_stream import Element

FORMAT = "x_archive"

_HEAD_BYTES = 200
_GLOBAL = re.compile(rb"(?:\xef\xbb\xbf)?\s*window\.YTD\.(\w+)\.part\d+\s*=")
_PART = re.compile(r"-part(\d+)$")
_TWEETS, _NOTES, _DELETED, _ACCOUNT = "tweets", "note_tweet", "deleted_tweets", "account"
_SAME = {"tweet": _TWEETS, "community_tweet": _TWEETS, "community_tweets": _TWEETS, "note_tweets": _NOTES}
_READ = (_TWEETS, _NOTES, _DELETED, _ACCOUNT)
_PRIVATE = "direct_message"


class XArchive:
    """The source of X archives, whole, unpacked, or one file of them."""

    order = 10
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise a bundle one of whose scripts names itself as X does; a private one is never looked into."""
        if len(bundle.members) == 1:
            return FORMAT if _global_name(bundle, bundle.members[0]) else None
        candidates = (member for member in bundle.members if _content(member) in _READ)
        return FORMAT if any(_global_name(bundle, member) for member in candidates) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read the archive: what is left out first, then the tweets, then the edited ones."""
        return _Archive(bundle, as_kind or "own").items()


BUNDLE_SOURCE = XArchive()


class _Archive:
    """One archive being read. Long posts, deleted ids, edited tweets and doubtful ones are held; they are few."""

    def __init__(self, bundle: Bundle, kind: str) -> None:
        self._bundle, self._kind = bundle, kind
        self._author: str | None = None
        self._notes = Notes()
        self._deleted: set[str] = set()
        self._waiting: list[tuple[str, Tweet]] = []
        self._edited: dict[str, list[tuple[str, Tweet]]] = {}
        lone = bundle.members[0] if len(bundle.members) == 1 else None
        self._lone_content = lone and _global_name(bundle, lone)

    def items(self) -> Iterator[Item]:
        yield from self._left_out()
        yield from self._account()
        yield from self._long_posts()
        yield from self._deletions()
        for member in self._members(_TWEETS):
            for element in elements(self._bundle, member):
                yield from (element,) if isinstance(element, Refused) else self._tweet(element)
        for (where, tweet), whole in zip(self._waiting, self._wholes(), strict=True):
            yield from self._kept(where, tweet, whole)
        for versions in self._edited.values():
            yield from self._versions(versions)
        yield from self._long_posts_alone()

    def _members(self, content: str) -> list[Member]:
        if self._lone_content:
            return list(self._bundle.members) if _SAME.get(self._lone_content, self._lone_content) == content else []
        return sorted((one for one in self._bundle.members if _content(one) == content), key=_part_number)

    def _left_out(self) -> Iterator[Skipped]:
        for member in self._bundle.members:
            content = self._lone_content or _content(member)
            if content.startswith(_PRIVATE):
                yield Skipped(member.name, "import.private")
            elif self._lone_content and _SAME.get(content, content) not in _READ:
                yield Skipped(member.name, "import.not_authored")

    def _account(self) -> Iterator[Refused]:
        for member in self._members(_ACCOUNT):
            for element in elements(self._bundle, member):
                if isinstance(element, Refused):
                    yield element
                else:
                    self._author = self._author or string_of(_inside(element.value, "account"), "username")
        self._author = self._author or self._author_of_manifest()

    def _author_of_manifest(self) -> str | None:
        for member in self._bundle.members:
            if member.name.lower().endswith("data/manifest.js"):
                try:
                    with self._bundle.open(member.name) as file:
                        told = [one for one in items(file, "userInfo") if isinstance(one, dict)]
                except (Broken, Unreadable):
                    continue  # it only repeats what account.js says
                return next((name for one in told if (name := string_of(one, "userName"))), None)
        return None

    def _deletions(self) -> Iterator[Item]:
        for member in self._members(_DELETED):
            count = 0
            for element in elements(self._bundle, member):
                if isinstance(element, Refused):
                    yield element
                    continue
                count += 1
                with suppress(BadValue):  # a long post goes with its deleted tweet
                    deleted = tweet_of(_inside(element.value, "tweet"), self._author, self._kind)
                    self._notes.whole_of(deleted.post.text, deleted.moment)
                if identifier := string_of(_inside(element.value, "tweet"), "id_str", "id"):
                    self._deleted.add(identifier)
            if count:
                yield Skipped(member.name, "import.deleted")

    def _long_posts(self) -> Iterator[Refused]:
        for member in self._members(_NOTES):
            for element in elements(self._bundle, member):
                if isinstance(element, Refused):
                    yield element
                    continue
                try:
                    self._notes.add(_inside(element.value, "noteTweet"))
                except BadValue as bad:
                    yield Refused(element.where, bad.code, bad.params)

    def _tweet(self, element: Element) -> Iterator[Item]:
        try:
            tweet = tweet_of(_inside(element.value, "tweet"), self._author, self._kind)
        except BadValue as bad:
            yield Refused(element.where, bad.code, bad.params)
            return
        said = tweet.post.text
        whole = None if tweet.post.form == "repost" else self._notes.whole_of(said, tweet.moment)
        if whole is None and self._notes.may_hold(said, tweet.moment):
            self._waiting.append((element.where, tweet))
        else:
            yield from self._kept(element.where, tweet, whole)

    def _wholes(self) -> Iterator[str | None]:
        return self._notes.whole_by_time((tweet.post.text, tweet.moment) for _, tweet in self._waiting)

    def _kept(self, where: str, tweet: Tweet, whole: str | None) -> Iterator[Item]:
        post = tweet.post if whole is None else replace(tweet.post, text=whole)
        if post.id in self._deleted:
            yield Skipped(f"{where} ({post.id})", "import.deleted")
        elif not post.text and post.form != "repost":
            yield Refused(where, "empty_text", {})
        elif len(tweet.versions) > 1:
            self._edited.setdefault(tweet.versions[0], []).append((where, tweet._replace(post=post)))
        else:
            yield Found(where, post, zoned=_is_zoned(tweet))

    def _versions(self, versions: list[tuple[str, Tweet]]) -> Iterator[Found]:
        """Give the versions of one tweet, the last one last, all under its id: they are one post."""
        versions.sort(key=lambda one: _age(one[1]))
        last = versions[-1][1].post
        for where, tweet in versions:
            yield Found(where, replace(tweet.post, id=last.id, url=last.url), zoned=_is_zoned(tweet))

    def _long_posts_alone(self) -> Iterator[Found]:
        """Give the long posts whose tweet isn't there: their own id is no tweet's, so there is no address."""
        for note in self._notes.left():
            at = note.moment.at if note.moment else None
            identifier = note.id or derived_id(self._author, at, note.text)
            post = Post(
                id=identifier,
                text=note.text,
                platform=PLATFORM,
                author=self._author,
                created_at=iso(at),
                lang=language_of(None, note.text),
                kind=self._kind,  # type: ignore[arg-type]  # "own" or "mention"
                form="post",
            )
            yield Found(f"note-tweet.js ({identifier})", post, zoned=note.moment is None or note.moment.zoned)


def _content(member: Member) -> str:
    """Return what a member holds, as its name says: "data/tweets-part2.js" holds tweets."""
    name = member.name.replace("\\", "/").rpartition("/")[2].lower()
    if not name.endswith(".js"):
        return ""
    stem = _PART.sub("", name.removesuffix(".js")).replace("-", "_")
    return _SAME.get(stem, stem)


def _part_number(member: Member) -> tuple[str, int]:
    stem = member.name.lower().removesuffix(".js")
    part = _PART.search(stem)
    return _PART.sub("", stem), int(part[1]) if part and len(part[1]) < 9 else 0


def _global_name(bundle: Bundle, member: Member) -> str | None:
    """Return the name a script of X gives to its data, None for any other file."""
    try:
        with bundle.open(member.name) as file:
            found = _GLOBAL.match(file.read(_HEAD_BYTES))
    except (Unreadable, OSError):
        return None
    return found[1].decode("ascii", "replace").lower() if found else None


def _inside(value: dict[str, object], key: str) -> dict[str, object]:
    """Return the object in its wrapper, or the object itself: old archives had no wrapper."""
    inner = value.get(key)
    return inner if isinstance(inner, dict) else value


def _age(tweet: Tweet) -> tuple[int, int, str]:
    """Sort versions from the first to the last: ids are numbers that grow, written as digits."""
    return len(tweet.versions), len(tweet.post.id), tweet.post.id


def _is_zoned(tweet: Tweet) -> bool:
    return tweet.moment is None or tweet.moment.zoned
