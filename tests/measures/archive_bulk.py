"""Bulk addition of posts with full text, against `sqlite-utils insert` of the same rows with FTS triggers in WAL.

    python tests/measures/archive_bulk.py [--posts 200000] [--turns 3]

The ways alternate in this process, each into a new file; cpu seconds of all threads, and the medians are compared. The
posts are sentences of our own. "Rows alone" leaves out what is heard in the posts; "heard" computes language,
sentiment, irony, toxicity and SimHash as well, and "merged" also merges the pieces of the index, as an import ends.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.archive.heard import UNHEARD  # noqa: E402 - the checkout's own package, found just above
from aparte.archive.migrations import TOKENIZER  # noqa: E402
from aparte.archive.store import Archive  # noqa: E402
from aparte.nouns import Post  # noqa: E402
from tests.measures.bulk import own_posts  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GOAL_ROWS, GOAL_HEARD = 1.8, 1.0
FIELDS = ("id", "text", "platform", "author", "created_at", "lang", "url", "kind", "form", "reply_to", "title")


class Taken(NamedTuple):
    """Seconds: of the processor, and by the clock."""

    cpu: float
    clock: float


def rows(count: int) -> list[Post]:
    """Return posts of our own making, a minute apart."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    return [
        Post(
            id=str(1_700_000_000_000_000_000 + number * 7_919),
            text=text,
            platform="x",
            author=f"auteur{number % 997}",
            created_at=(first + timedelta(minutes=number)).isoformat().replace("+00:00", "Z"),
            lang="fr",
        )
        for text, number in zip(own_posts(), range(count), strict=False)
    ]


def peer(made: Sequence[dict[str, object]], path: Path) -> None:
    """Insert as sqlite-utils users do: FTS triggers, WAL, synchronous NORMAL."""
    import sqlite_utils

    db = sqlite_utils.Database(path)
    db.enable_wal()
    db.execute("PRAGMA synchronous = NORMAL")
    table = db.table("posts", pk=("platform", "id"))
    table.create(dict.fromkeys(FIELDS, str), pk=("platform", "id"))
    table.enable_fts(["text", "title"], create_triggers=True, tokenize=TOKENIZER)
    table.insert_all(made, batch_size=1_000, ignore=True)
    db.close()


def ours(posts: Sequence[Post], path: Path, *, heard: bool, merged: bool = False) -> None:
    """Add them to a new archive."""
    with Archive(path) as archive:
        archive.add(posts, None if heard else [UNHEARD] * len(posts))
        if merged:
            archive.tidy()


def taken(work: Callable[[], object]) -> Taken:
    """Return the seconds that `work` takes."""
    began = process_time(), perf_counter()
    work()
    return Taken(process_time() - began[0], perf_counter() - began[1])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    posts = rows(given.posts)
    made: list[dict[str, object]] = [{field: getattr(post, field) for field in FIELDS} for post in posts]
    ways: dict[str, Callable[[Path], None]] = {
        "sqlite-utils": lambda path: peer(made, path),
        "rows alone": lambda path: ours(posts, path, heard=False),
        "rows alone, merged": lambda path: ours(posts, path, heard=False, merged=True),
        "heard": lambda path: ours(posts, path, heard=True),
    }
    spent: dict[str, list[Taken]] = {name: [] for name in ways}
    for _turn in range(given.turns):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "archive.db"
                spent[name].append(taken(partial(way, path)))
    print(f"{given.posts:,} posts of {statistics.mean(len(post.text) for post in posts):.0f} characters on average")
    medians = {name: statistics.median(one.cpu for one in turns) for name, turns in spent.items()}
    for name, median in medians.items():
        ratios = sorted(theirs.cpu / own.cpu for theirs, own in zip(spent["sqlite-utils"], spent[name], strict=True))
        goal = {"rows alone": f" (goal {GOAL_ROWS})", "heard": f" (goal {GOAL_HEARD})"}.get(name, "")
        clock = statistics.median(one.clock for one in spent[name])
        print(
            f"{name:20} {given.posts / median:9,.0f} rows/s, {clock:6.1f} s by the clock; "
            f"{statistics.median(ratios):.2f} times as fast, from {ratios[0]:.2f} to {ratios[-1]:.2f}{goal}"
        )


if __name__ == "__main__":
    main()
