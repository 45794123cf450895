"""Figures of an archive of a million posts: pages, searches, size, and the scroll of the window.

    python tests/measures/archive_million.py [--posts 1000000] [--folder DIR] [--window]

The posts are sentences of our own with rare words between; they arrive as archives do: what is followed, in order of
time, then an older export, newest first, then one in no order. With --folder the archive is built once and kept there.
Times are cpu time of this process, the median of five.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[1] / "desktop"), str(HERE.parents[1] / "ui")]

from aparte.archive import query, search, similarity  # noqa: E402 - the checkout's own package, found just above
from aparte.archive.heard import Heard  # noqa: E402
from aparte.archive.store import Archive, Key  # noqa: E402
from aparte.nouns import Post  # noqa: E402

CHUNK = 20_000
"""Posts added at a time, as an import does."""
GOAL_MS = {"page": 5.0, "words": 5.0, "filters": 50.0, "relevance": 30.0}
GOAL_PAGE, GOAL_SIZE = 0.05, 1.45
PLATFORMS = ("x", "x", "x", "instagram", "instagram", "facebook", "bluesky", "mastodon")
SHARES = ((0.6, "rising"), (0.3, "falling"), (0.1, "mixed"))
WORDS = ("merci", "samedi", "de", "de la", "pour le samedi", "matin -samedi", "mot7", "mot7 merci", "zzzz")
FILTERED = (
    "merci on:bluesky",
    "merci from:auteur19999",
    "from:auteur7",
    "lang:en merci",
    "merci since:2024-02-01 until:2024-02-08",
    "matin has:link kind:own",
    "merci mood:negative irony:>70",
    "irony:>95",
    "merci -matin lang:fr",
    "mood:negative on:mastodon kind:own",
)


def posts(count: int) -> Iterator[tuple[Post, Heard]]:
    """Give posts of our own making, always the same ones, and what could have been heard in them."""
    chance = random.Random(17)
    lines = (HERE / "ordinary_posts.jsonl").read_text(encoding="utf-8").splitlines()
    said = [(one["text"], one.get("lang", "fr")) for one in map(json.loads, lines)]
    for number, at in enumerate(_times(count, chance)):
        text, lang = chance.choice(said)
        rare = " ".join(f"mot{int(20_000 ** chance.random())}" for _ in range(chance.randint(2, 6)))
        link = " https://exemple.fr/a" if chance.random() < 0.2 else ""
        yield (
            Post(
                id=str(1_700_000_000_000_000_000 + number * 7_919),
                text=f"{text} {rare}{link}",
                platform=chance.choice(PLATFORMS),
                author=f"auteur{int(20_000 ** chance.random())}",
                created_at=at.isoformat().replace("+00:00", "Z"),
                lang=lang,
                kind="own" if chance.random() < 0.02 else "mention",
                form="post",
            ),
            Heard(
                chance.randint(-100, 100),
                int(100 * chance.random() ** 3),
                chance.randint(0, 30),
                chance.getrandbits(63),
            ),
        )


def _times(count: int, chance: random.Random) -> Iterator[datetime]:
    """Give the times of the posts: three sources over the same three years."""
    first, span = datetime(2023, 1, 1, tzinfo=UTC), 3 * 365 * 86_400
    for share, order in SHARES:
        some = int(count * share)
        seconds = [chance.randrange(span) for _ in range(some)]
        if order != "mixed":
            seconds.sort(reverse=order == "falling")
        yield from (first + timedelta(seconds=second) for second in seconds)


def build(path: Path, count: int) -> None:
    """Fill the archive, as an import would."""
    began = perf_counter()
    with Archive(path) as archive:
        chunk: list[tuple[Post, Heard]] = []
        for one in posts(count):
            chunk.append(one)
            if len(chunk) == CHUNK:
                archive.add([post for post, _ in chunk], [heard for _, heard in chunk])
                chunk = []
        if chunk:
            archive.add([post for post, _ in chunk], [heard for _, heard in chunk])
        archive.tidy()
    print(f"built {count:,} posts in {perf_counter() - began:.0f} s")


def median_ms(work: Callable[[], object], times: int = 5) -> float:
    """Return the median of the cpu milliseconds that `work` takes."""
    spent = []
    for _turn in range(times):
        began = process_time()
        work()
        spent.append((process_time() - began) * 1_000)
    return statistics.median(spent)


def pages(archive: Archive) -> None:
    """Print the time of a page by key at both ends, beside the page at the same place by OFFSET."""
    count = archive.count()
    for name, place in (("first", 0), ("middle", count // 2), ("last", count - 50)):
        row = _by_offset(archive, max(0, place - 1))[0]
        key = None if place == 0 else Key(row["at"], row["n"])
        ours = median_ms(partial(archive.page, key))
        theirs = median_ms(partial(_by_offset, archive, place), 3)
        goal = f"goal {GOAL_MS['page']:.0f} ms" + (f", {GOAL_PAGE} of OFFSET" if place else "")
        print(f"page by key, {name:22} {ours:8.2f} ms, {ours / theirs:.4f} of OFFSET ({theirs:.1f} ms; {goal})")


def _by_offset(archive: Archive, place: int) -> list[sqlite3.Row]:
    page = "SELECT * FROM posts ORDER BY at DESC, n DESC LIMIT 50 OFFSET ?"
    return archive.connection.execute(page, (place,)).fetchall()


def searches(archive: Archive) -> None:
    """Print the time of each search."""
    phrase = " ".join(next(posts(2))[0].text.split()[1:3])
    for said in (*WORDS, f'"{phrase}"'):
        _report(archive, said, GOAL_MS["words"])
    for said in FILTERED:
        _report(archive, said, GOAL_MS["filters"])
    for word in (commonest(archive), "merci"):
        spent = median_ms(partial(search.relevant, archive, query.parse(word)))
        print(f"relevance {word!r:33} {spent:8.2f} ms (goal {GOAL_MS['relevance']:.0f})")
    for text in ("Merci pour l’accueil à la matin samedi, à bientôt", "We open the shop on Saturday at nine mot12"):
        spent = median_ms(partial(similarity.similar, archive, text))
        print(f"similar to {text[:30]!r:32} {spent:8.2f} ms")


def _report(archive: Archive, said: str, goal: float) -> None:
    asked = query.parse(said)
    spent = median_ms(lambda: search.search(archive, asked))
    found = len(search.search(archive, asked))
    print(f"search {said!r:46} {spent:8.2f} ms, {found} shown (goal {goal:.0f})")


def commonest(archive: Archive) -> str:
    """Return the word that most posts hold."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE f USING fts5 (said)")
        memory.execute("CREATE VIRTUAL TABLE v USING fts5vocab (f, row)")
        rows = archive.connection.execute("SELECT text FROM posts ORDER BY n LIMIT 20000")
        memory.executemany("INSERT INTO f VALUES (?)", ((row[0],) for row in rows))
        return str(memory.execute("SELECT term FROM v ORDER BY doc DESC LIMIT 1").fetchone()[0])


def size(path: Path, archive: Archive) -> None:
    """Print the size of the file against that of its table of posts alone."""
    archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages_of = dict(archive.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
    whole, table = path.stat().st_size, pages_of["posts"]
    index = sum(size for name, size in pages_of.items() if name.startswith("posts_fts"))
    print(
        f"size: {whole / 1e6:.0f} MB, the table alone {table / 1e6:.0f} MB, the index {index / 1e6:.0f} MB: "
        f"{whole / table:.3f} times (goal {GOAL_SIZE})"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the archive is built once and kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"archive-{given.posts}.db"
        if not path.exists():
            build(path, given.posts)
        with Archive(path) as archive:
            pages(archive)
            searches(archive)
            size(path, archive)


if __name__ == "__main__":
    main()
