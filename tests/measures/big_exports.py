"""Big exports of X, Mastodon and Bluesky: seconds and memory of a real import, each in a process of its own.

Run: python tests/measures/big_exports.py [--posts 100000] [--megabytes 300]. The files are of our own making. The peer
is the standard library reading the same JSON at once, which is what most readers of these archives do.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter, process_time
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from aparte.archive.spaces import default_space
from aparte.sources.intake import import_paths
from tests.exports import bluesky, mastodon, x

WORDS = (
    "merci pour",
    "la boutique",
    "l’atelier",
    "livraison",
    "retard",
    "bravo",
    "samedi",
    "café",
    "équipe",
    "☕",
    "🧶",
)
MEMBER = "data/tweets.js"


def words(chance: random.Random) -> str:
    """Return 12 to 40 words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(12, 40)))


def tweet(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a tweet as long as X writes them, with an address."""
    short = f"https://t.co/{number:010}"
    entities = x.link(short, f"https://atelier.example/{number}") | {"hashtags": [], "symbols": [], "user_mentions": []}
    edit = {
        "initial": {"editTweetIds": [str(number)], "editableUntil": "2026-01-05T10:00:00.000Z", "editsRemaining": "5"}
    }
    return x.tweet(
        str(number),
        f"{words(chance)} {short}",
        entities=entities,
        edit_info=edit,
        display_text_range=["0", "120"],
        source='<a href="https://mobile.twitter.com" rel="nofollow">X Web App</a>',
    )


def write_tweets(out: IO[bytes], posts: int | None, megabytes: int | None) -> int:
    """Write tweets until there are enough of them, or of bytes. Returns how many."""
    chance, number, written = random.Random(7), 0, 0
    written += out.write(b"window.YTD.tweets.part0 = [")
    while number != posts and (megabytes is None or written < megabytes * 2**20):
        row = json.dumps(tweet(number, chance), ensure_ascii=False, indent=2)
        written += out.write(f"{',' if number else ''}\n{row}".encode())
        number += 1
    out.write(b"\n]")
    return number


def x_archive(path: Path, posts: int | None = None, megabytes: int | None = None) -> int:
    """Write an archive of X."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("data/account.js", x.ACCOUNT)
        with archive.open(MEMBER, "w", force_zip64=True) as out:
            return write_tweets(out, posts, megabytes)


def mastodon_archive(path: Path, posts: int) -> int:
    """Write an outbox."""
    chance = random.Random(7)
    path.write_bytes(mastodon.outbox(*(mastodon.create(n, f"<p>{words(chance)}<br>fin</p>") for n in range(posts))))
    return posts


def bluesky_repository(path: Path, posts: int) -> int:
    """Write a repository."""
    chance = random.Random(7)
    path.write_bytes(
        bluesky.repository({f"{bluesky.POST}/3n{n:07}": bluesky.record(words(chance)) for n in range(posts)})
    )
    return posts


def imported(path: Path, home: Path) -> dict[str, Any]:
    """Import a file; returns what the report and the process say."""
    began, cpu = perf_counter(), process_time()
    (report,) = import_paths([path], default_space(home)).files
    took = {"seconds": perf_counter() - began, "cpu": process_time() - cpu, "peak_mb": peak_mb()}
    return {"format": report.format, "kept": report.imported, "rejected": report.rejected, **took}


def read_at_once(path: Path, _home: Path) -> dict[str, Any]:
    """Read the tweets as one JSON text, as the peer does; nothing is kept."""
    began, cpu = perf_counter(), process_time()
    with zipfile.ZipFile(path) as archive:
        rows = json.loads(archive.read(MEMBER).split(b"=", 1)[1])
    return {"kept": len(rows), "seconds": perf_counter() - began, "cpu": process_time() - cpu, "peak_mb": peak_mb()}


def peak_mb() -> int:
    """Return the most memory this process held. Linux's own figure: `ru_maxrss` counts the parent's too."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) // 1024 if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def alone(work: Any, *arguments: object) -> dict[str, Any]:
    """Return what `work` gives, run in a fresh process: its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return dict(pool.apply(work, arguments))


def say(name: str, count: int, found: dict[str, Any]) -> None:
    """Print one line."""
    print(
        f"{name:34} {count:>8} posts  {found['seconds']:6.1f} s ({found['cpu']:.1f} s cpu)  {found['peak_mb']:>5} MB"
        f"  kept {found['kept']}, refused {found.get('rejected', 0)}",
        flush=True,
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in (x_archive, mastodon_archive, bluesky_repository):
            path = folder / make.__name__
            count = make(path, given.posts)
            say(make.__name__, count, alone(imported, path, folder / f"home-{make.__name__}"))
        big = folder / "big"
        count = x_archive(big, megabytes=given.megabytes)
        say(f"tweets.js of {given.megabytes} MB", count, alone(imported, big, folder / "home-big"))
        say("  its JSON read at once (peer)", count, alone(read_at_once, big, folder))


if __name__ == "__main__":
    main()
