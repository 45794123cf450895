"""`aparte search`: what one client's archive holds, found, ranked, saved under a name, or told by its hashtags."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from aparte.cli import DONE
from aparte.errors import Trouble
from aparte.i18n import _
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from aparte.archive.query import Query
    from aparte.archive.store import Archive
    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `search`."""
    search = commands.add("search", search_archive, _("search the archive, newest first"))
    search.add_argument(
        "query",
        nargs="?",
        type=without_lone_surrogates,
        metavar="QUERY",
        help=_("words, “phrases”, -exclusions, from: on: since: until: lang: kind: has:link mood: irony:>70"),
    )
    search.add_argument("--limit", type=_count, default=50, metavar="N")
    search.add_argument("--platform", type=without_lone_surrogates, metavar="P")
    search.add_argument("--author", type=without_lone_surrogates, metavar="A")
    search.add_argument("--since", metavar="T")
    search.add_argument("--until", metavar="T")
    search.add_argument("--kind", choices=["own", "mention"])
    search.add_argument("--similar", action="store_true", help=_("posts that resemble QUERY, closest first"))
    search.add_argument("--relevance", action="store_true", help=_("of the newest 2,000, the most relevant first"))
    search.add_argument("--save", type=without_lone_surrogates, metavar="NAME", help=_("keep QUERY under a name"))
    search.add_argument("--saved", type=without_lone_surrogates, metavar="NAME", help=_("search what NAME stands for"))
    search.add_argument("--forget", type=without_lone_surrogates, metavar="NAME", help=_("forget a saved search"))
    search.add_argument("--list-saved", action="store_true", help=_("list the saved searches"))
    search.add_argument("--hashtags", action="store_true", help=_("list one’s own hashtags: how often, last when"))
    search.add_argument("--brand", metavar="NAME")


def search_archive(arguments: argparse.Namespace) -> int:
    """Search one client's archive; 0 even without a hit. Raises Trouble("usage") when nothing is asked."""
    from aparte.archive.store import Archive
    from aparte.cli.archive import space_of

    # What can't be meant is said before a space is made for it.
    _query("", arguments)
    if arguments.query is None and arguments.saved is None and not _lists(arguments):
        raise Trouble("usage", what=_("a search needs QUERY, or --saved NAME"), command="search")
    space = space_of(arguments.brand)
    with Archive(space.archive_path) as archive:
        if arguments.hashtags:
            return _tell_hashtags(archive, as_json=_as_json(arguments))
        if _lists(arguments):
            return _tell_saved(archive, arguments.forget, as_json=_as_json(arguments))
        return _search(archive, arguments, space.brand.name)


def _lists(arguments: argparse.Namespace) -> bool:
    return arguments.hashtags or arguments.list_saved or arguments.forget is not None


def _search(archive: Archive, arguments: argparse.Namespace, brand: str) -> int:
    from aparte.archive.saved import save_search
    from aparte.archive.search import relevant, search
    from aparte.archive.similarity import similar
    from aparte.cli.found import found_data, found_lines
    from aparte.cli.imported import written

    said = _said(archive, arguments)
    query = _query(said, arguments)
    if arguments.save is not None:
        save_search(archive, arguments.save, said)
    if arguments.similar:
        hits = similar(archive, said, query, arguments.limit)
    else:
        hits = (relevant if arguments.relevance else search)(archive, query, arguments.limit)
    if _as_json(arguments):
        sys.stdout.write(written(found_data(said, query, hits, brand)) + "\n")
    else:
        sys.stdout.write("\n".join(found_lines(query, hits)) + "\n")
    return DONE


def _said(archive: Archive, arguments: argparse.Namespace) -> str:
    """Return what is searched. Raises Trouble("search.unknown")."""
    from aparte.archive.saved import saved_search

    if arguments.saved is not None:
        return " ".join(filter(None, (saved_search(archive, arguments.saved).said, arguments.query)))
    said: str = arguments.query
    return said


def _query(said: str, arguments: argparse.Namespace) -> Query:
    """Return what was typed, narrowed by the options. With --similar the text is no query: only the options narrow."""
    from dataclasses import replace

    from aparte.archive.query import filtered, parse
    from aparte.archive.times import end_instant, first_instant

    query = parse("" if arguments.similar else said)
    if arguments.author:
        query = filtered(query, "from", arguments.author)
    if arguments.platform:
        query = filtered(query, "on", arguments.platform)
    for name, reader in (("since", first_instant), ("until", end_instant)):
        value = getattr(arguments, name)
        if value is not None:
            at = reader(value)
            if at is None:
                raise Trouble("usage.date", value=value)
            query = replace(query, since=at) if name == "since" else replace(query, until=at)
    return replace(query, kind=arguments.kind) if arguments.kind else query


def _tell_hashtags(archive: Archive, *, as_json: bool) -> int:
    from aparte.archive.hashtags import own_hashtags

    tags = own_hashtags(archive)
    _tell(
        "hashtags",
        [one._asdict() for one in tags],
        [f"{one.posts:>6}  {(one.last_at or '–')[:10]:10}  #{one.tag}" for one in tags],
        _("No hashtag in one’s own posts."),
        as_json=as_json,
    )
    return DONE


def _tell_saved(archive: Archive, forget: str | None, *, as_json: bool) -> int:
    from aparte.archive.saved import forget_search, saved_searches

    if forget is not None:
        forget_search(archive, forget)
    saved = saved_searches(archive)
    _tell(
        "saved",
        [one._asdict() for one in saved],
        [f"{one.name}: {one.said}" for one in saved],
        _("No search is saved."),
        as_json=as_json,
    )
    return DONE


def _tell(key: str, data: list[dict[str, Any]], lines: list[str], none: str, *, as_json: bool) -> None:
    from aparte.cli.imported import written

    sys.stdout.write(written({key: data}) + "\n" if as_json else "\n".join(lines or [none]) + "\n")


def _as_json(arguments: argparse.Namespace) -> bool:
    return bool(getattr(arguments, "json", False))


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of posts, 1 or more").format(value=value))
    return int(value)
