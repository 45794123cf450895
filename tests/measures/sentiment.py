"""Sentiment against VADER, in one process: same scores on real posts, and how many times faster.

    python tests/measures/sentiment.py --data DIR

DIR holds gzip'd CSV files with columns `text` and, for the French figure, `lang` and `label` (negative, neutral,
positive).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

from aparte.scorers import sentiment  # noqa: E402 - the checkout's own packages, found just above
from aparte.scorers.sentiment import compound_en, label_of, score_fr  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402

POSTS = 20_000
LONG_CHARS = 3_000
LABELS = ("negative", "neutral", "positive")
FRENCH = "xlmt_sentiment/train.csv.gz"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of one gzip'd CSV file."""
    csv.field_size_limit(10**9)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def texts(folder: Path) -> list[str]:
    """Return the texts of every file of `folder`, in an order that does not change."""
    found = [
        row["text"] for path in sorted(folder.rglob("*.csv.gz")) for row in rows(path) if row.get("text") is not None
    ]
    random.Random(0).shuffle(found)
    return found


def cpu_us(work: Callable[[str], object], on: Sequence[str], runs: int = 5) -> float:
    """Return the cpu microseconds a text, median of `runs`."""
    taken = []
    for _run in range(runs):
        start = time.process_time()
        for text in on:
            work(text)
        taken.append((time.process_time() - start) / len(on) * 1e6)
    return statistics.median(taken)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 of the three labels; pairs are (given, found)."""
    counts = Counter(pairs)
    scores = []
    for label in LABELS:
        given = sum(count for (truth, _found), count in counts.items() if truth == label)
        found = sum(count for (_truth, guess), count in counts.items() if guess == label)
        scores.append(2 * counts[label, label] / max(given + found, 1))
    return statistics.mean(scores)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data: Path = parser.parse_args().data
    peer = SentimentIntensityAnalyzer().polarity_scores
    everything = texts(data)
    posts = everything[:POSTS]
    polarity = sentiment._vader().polarity
    differing = sum(polarity(text)._asdict() != peer(text) for text in posts)
    print(f"sentiment: {len(posts):,} real texts, {differing} differ from vaderSentiment")
    long = [" ".join(everything[start : start + 60])[:LONG_CHARS] for start in range(0, 6_000, 60)]
    for name, sample in (("posts", posts[:3_000]), (f"{LONG_CHARS:,} characters", long)):
        theirs, ours = cpu_us(peer, sample), cpu_us(compound_en, sample)
        print(f"sentiment, {name}: VADER {theirs:.1f} µs, ours {ours:.1f} µs, {theirs / ours:.1f} times its speed")
    if (data / FRENCH).exists():
        print_french(data)


def print_french(data: Path) -> None:
    """Print how well French posts are told negative, neutral or positive."""
    french = [row for row in rows(data / FRENCH) if row["lang"] == "fr"]
    readings = [Reading(row["text"], "fr") for row in french]
    pairs = [(row["label"], label_of(score_fr(reading))) for row, reading in zip(french, readings, strict=True)]
    print(f"sentiment, French: macro-F1 {macro_f1(pairs):.3f} on {len(pairs):,} development posts")


if __name__ == "__main__":
    main()
