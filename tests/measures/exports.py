"""Every specimen of an export against its manifest: what must come out, what must be refused, what must be left out.

    python -m tests.measures.exports --data ../shared/data/exports-dev

One line a specimen: right, or each difference. All keys of the manifest are compared: `imported`, `by_kind`,
`rejected`, `skipped`, `feeds`, `duplicates`, and of `posts` every field the manifest gives (a null id asks for a stable
one of ours: the import is done twice and the second must bring nothing). Each specimen goes to a space of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aparte.archive.query import parse
from aparte.archive.search import search
from aparte.archive.spaces import default_space
from aparte.archive.store import Archive
from aparte.messages import say
from aparte.sources.intake import import_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.nouns import Post
    from aparte.sources.report import FileReport

_MOST = 10_000
_SAME_NAME = {"permalink": "url", "in_reply_to": "reply_to", "link": "url", "source": "platform"}
"""Fields of the manifest that CONTRACT.md's rows call otherwise."""
_SOMEWHERE = ("target", "target_author", "reposted_author", "hashtags")
"""Fields that rows have no column for: they must stand in one of reply_to, url, author or the text."""


def main() -> int:
    """Print a line a specimen; 0 when all are right."""
    parser = argparse.ArgumentParser(prog="tests.measures.exports", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with manifest.json")
    parser.add_argument("--only", default="", help="specimens whose name or format holds this")
    given = parser.parse_args()
    wanted = json.loads((given.data / "manifest.json").read_text(encoding="utf-8"))["files"]
    chosen = [one for one in wanted if given.only in one["file"] or given.only in one["format"]]
    right = 0
    for one in chosen:
        wrong = list(differences(one, given.data / one["file"]))
        right += not wrong
        print(f"{one['file']:48} {'right' if not wrong else 'WRONG'}")
        for line in wrong:
            print(f"    {line}")
    print(f"{right} of {len(chosen)} specimens as the manifest says")
    return 0 if right == len(chosen) else 1


def differences(wanted: dict[str, Any], path: Path) -> Iterator[str]:
    """Import a specimen and give each difference from what the manifest says."""
    with tempfile.TemporaryDirectory(prefix="aparte-exports-") as home:
        space = default_space(Path(home))
        (report,) = import_paths([path], space).files
        posts = []
        if space.archive_path.exists():
            with Archive(space.archive_path) as archive:
                posts = [hit.kept.post for hit in search(archive, parse(""), _MOST)]
        (again,) = import_paths([path], space).files
    if report.format is None:
        yield f"not understood: {say(report.rejections[-1].code, report.rejections[-1].params)}"
        return
    yield from _counts(wanted, report, posts)
    if again.imported:
        yield f"a second import brought {again.imported} posts again"
    left = list(posts)
    for number, post in enumerate(wanted.get("posts", ())):
        found = min(left, key=lambda one, post=post: len(_unlike(post, one)), default=None)  # type: ignore[misc]  # bound
        if found is None:
            yield f"post {number}: none left for {post.get('text')!r}"
            continue
        left.remove(found)
        for name in _unlike(post, found):
            yield f"post {number}: {name} is {_value(found, name)!r}, not {post[name]!r}"


def _counts(wanted: dict[str, Any], report: FileReport, posts: list[Post]) -> Iterator[str]:
    pairs = [
        ("format", report.format, wanted["format"]),
        ("imported", report.imported, wanted.get("imported", 0)),
        ("by_kind", dict(sorted(Counter(post.form for post in posts).items())), wanted.get("by_kind", {})),
        ("rejected", _reasons(report), sorted((one["reason"], one["count"]) for one in wanted.get("rejected", ()))),
        ("feeds", [feed.url for feed in report.feeds or ()], wanted.get("feeds", [])),
    ]
    if "duplicates" in wanted:
        pairs.append(("duplicates", report.duplicates, wanted["duplicates"]))
    for name, got, must in pairs:
        if got != must:
            yield f"{name} is {got!r}, not {must!r}"
    told = [(one.what, say(one.reason, {})) for one in report.skipped]
    for left_out in wanted.get("skipped", ()):
        if not any(left_out["what"].strip("/") in what for what, _reason in told):
            yield f"skipped: {left_out['what']} is not told (told: {told})"


def _reasons(report: FileReport) -> list[tuple[str, int]]:
    return sorted(Counter(one.code.removeprefix("import.") for one in report.rejections).items())


def _unlike(wanted: dict[str, Any], post: Post) -> list[str]:
    """Return the fields of the manifest's post that this post does not hold."""
    return [name for name, must in wanted.items() if not _is_like(name, must, _value(post, name), post)]


def _is_like(name: str, must: object, got: object, post: Post) -> bool:
    if name == "id" and must is None:
        return bool(got)
    if name in _SOMEWHERE:
        places = " ".join(filter(None, (post.reply_to, post.url, post.author, post.text, post.title)))
        return all(str(one) in places for one in (must if isinstance(must, list) else [must]))
    if name == "created_at" and must is not None:
        return got is not None and datetime.fromisoformat(str(got)) == datetime.fromisoformat(str(must))
    # A repost whose words are elsewhere holds its address in their place.
    return got == must or (name == "text" and must is None)


def _value(post: Post, name: str) -> object:
    return post.form if name == "kind" else getattr(post, _SAME_NAME.get(name, name), None)


if __name__ == "__main__":
    sys.exit(main())
