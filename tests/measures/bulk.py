"""Many posts at once: `aparte check --jsonl` of 20,000 posts against VADER alone on the same posts, in the same minute.

    python tests/measures/bulk.py [--data DIR] [--runs 3]

Both are timed by the clock, start included, each in a process of its own. The posts are sentences of our own, put
together so that no two are alike; with DIR (gzip'd CSV files with a column `text`) they are posts of real people. The
memory is that of all processes together, shared pages counted once, at its highest.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POSTS = 20_000
GOAL_RATIO, GOAL_MB = 0.25, 500
EVERY_S = 0.02
"""Between two looks at the memory."""
OURS = "import sys; from aparte import cli; sys.exit(cli.run(sys.argv[1:]))"
VADER = """
import json, sys
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
score = SentimentIntensityAnalyzer().polarity_scores
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        post = json.loads(line)
        print(json.dumps({"id": post["id"], **score(post["text"])}))
"""


def own_posts() -> Iterator[str]:
    """Give posts for ever: one to three sentences of ours and a number, always in the same order."""
    chance = random.Random(5)
    lines = (HERE / "ordinary_posts.jsonl").read_text(encoding="utf-8").splitlines()
    posts = [json.loads(line)["text"] for line in lines]
    while True:
        yield f"{' '.join(chance.sample(posts, chance.choice((1, 1, 1, 2))))} {chance.randint(1, 99_999)}"


def real_posts(folder: Path) -> list[str]:
    """Return the posts of every file of `folder`, in an order that does not change."""
    csv.field_size_limit(10**9)
    found = []
    for path in sorted(folder.rglob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file) if row.get("text")]
    random.Random(5).shuffle(found)
    return found


def megabytes(root: int) -> float:
    """Return the memory of the process `root` and of those it started, in megabytes; 0 where it can't be known."""
    kilobytes = 0
    for folder in Path("/proc").glob("[0-9]*"):
        # A process that has just ended, or that belongs to somebody else, is not counted.
        with suppress(OSError, ValueError, StopIteration):
            if os.getpgid(int(folder.name)) == root:
                rollup = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
                kilobytes += int(next(line for line in rollup if line.startswith("Pss:")).split()[1])
    return kilobytes / 1_000


def started(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a Python program that finds our packages; its answers are thrown away."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment, start_new_session=True)


def timed(program: str, *arguments: str) -> float:
    """Run a Python program; return its seconds by the clock."""
    began = monotonic()
    with started(program, *arguments) as child:
        ended_well(child.wait())
    return monotonic() - began


def most_held(program: str, *arguments: str) -> float:
    """Run a Python program; return the most megabytes it held.

    A run of its own: looking at the pages of three processes fifty times a second takes a fifth of a small machine.
    """
    most = 0.0
    with started(program, *arguments) as child:
        while True:
            try:
                ended_well(child.wait(EVERY_S))
                return most
            except subprocess.TimeoutExpired:
                most = max(most, megabytes(child.pid))


def ended_well(status: int) -> None:
    """Stop when a program failed; 1 says that a post has an error-level finding."""
    if status not in (0, 1):
        raise SystemExit(f"the program failed with status {status}")


def main() -> None:
    """Print the figures: runs alternate, and their medians are compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of gzip'd CSV files with a column “text”")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    source = iter(real_posts(given.data)) if given.data else own_posts()
    posts = [post for post, _number in zip(source, range(POSTS), strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["APARTE_HOME"] = str(Path(folder) / "home")
        file = Path(folder) / "posts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps({"id": at, "text": post}) + "\n" for at, post in enumerate(posts))
        turns = [(timed(OURS, "check", "--jsonl", str(file)), timed(VADER, str(file))) for _turn in range(given.runs)]
        most = most_held(OURS, "check", "--jsonl", str(file))
    ours, theirs = (statistics.median(column) for column in zip(*turns, strict=True))
    kind = "real posts" if given.data else "posts of our own"
    print(
        f"{len(posts):,} {kind}, {statistics.mean(map(len, posts)):.0f} characters on average, {os.cpu_count()} cores"
    )
    print(f"check --jsonl {ours:.2f} s ({len(posts) / ours:,.0f} posts/s), VADER alone {theirs:.2f} s")
    print(f"ratio {theirs / ours:.2f} of VADER (goal {GOAL_RATIO}), at most {most:.0f} MB together (goal {GOAL_MB})")


if __name__ == "__main__":
    main()
