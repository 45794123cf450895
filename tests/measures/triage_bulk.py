"""Whole triage vectors of 20,000 posts against VADER's sentiment alone, and how right they are beside exact scorers.

    python tests/measures/triage_bulk.py --data DIR [--runs 5]

DIR holds gzip'd CSV files with a column `text`; LABELLED and OFFENSIVE among them have labels, and are in no shipped
table. Each run starts both programs in processes of their own, one after the other. Cold: from the start of the process
until its first 20,000 posts are done; warm: 20,000 other posts after them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import Literal, NamedTuple

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.scorers import sentiment  # noqa: E402 - the checkout's own packages, found just above
from aparte.scorers.bulk import triage  # noqa: E402
from aparte.scorers.bulk_language import LANGUAGES  # noqa: E402
from aparte.scorers.sentiment import label_of  # noqa: E402
from aparte.text.language import detect  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from tests.measures.bulk import real_posts  # noqa: E402
from tests.measures.irony import auroc  # noqa: E402
from tests.measures.sentiment import macro_f1, rows  # noqa: E402

POSTS = 20_000
COMPARED = 6_000
"""Posts that are read by the slow scorers too."""
GOAL_COLD, GOAL_WARM = 1.2, 2.0
READ: tuple[Literal["fr", "en"], ...] = ("fr", "en")
PEER = SentimentIntensityAnalyzer()
GOAL_LANGUAGE, GOAL_SENTIMENT = 0.97, 0.90
LABELLED, OFFENSIVE = "xlmt_sentiment/train.csv.gz", ("tweeteval/offensive.csv.gz", "tweeteval/hate.csv.gz")
GROUPS = {
    "fr": (
        "femmes",
        "hommes",
        "musulmans",
        "juifs",
        "homosexuels",
        "Noirs",
        "Arabes",
        "réfugiés",
        "Bretons",
        "voisins",
    ),
    "en": (
        "women",
        "men",
        "Muslims",
        "Jews",
        "gay people",
        "Black people",
        "Mexicans",
        "refugees",
        "Scots",
        "teachers",
    ),
}
FRAMES = {
    "fr": (
        "Nous accueillons les {} dans notre boutique toute la semaine",
        "Le musée ouvre ses portes et les {} entrent gratuitement dimanche",
        "Dans notre équipe les {} sont la moitié cette année",
        "J'ai vu les {} au festival et nous avons parlé de musique",
    ),
    "en": (
        "We welcome {} in our shop every day of the week",
        "The museum opens its doors to {} on Sunday",
        "{} make up half of our team this year",
        "I met {} at the festival and we talked about music",
    ),
}
OURS = "from aparte.scorers.bulk import triage as score"
VADER = """
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
polarity = SentimentIntensityAnalyzer().polarity_scores
score = lambda posts: [polarity(post) for post in posts]
"""
TIMED = """
import json, sys, time
{program}
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        posts = json.load(file)
    began = time.perf_counter()
    score(posts)
    print(time.perf_counter() - began, flush=True)
"""


class Taken(NamedTuple):
    """Seconds of the first posts, start included, and of the others."""

    cold: float
    warm: float


def timed(program: str, files: list[Path]) -> Taken:
    """Run a program on the two files of posts."""
    command = [sys.executable, "-c", TIMED.format(program=program), *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop")}
    began = monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        cold = monotonic() - began
        warm = child.stdout.readline()
    if child.returncode:
        raise SystemExit(f"the program failed with status {child.returncode}")
    return Taken(cold, float(warm))


def speed(posts: list[str], runs: int) -> None:
    """Print both ratios: runs alternate, their medians are compared."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{part}.json" for part in range(2)]
        for part, file in enumerate(files):
            file.write_text(json.dumps(posts[part * POSTS : (part + 1) * POSTS]), encoding="utf-8")
        turns = [(timed(OURS, files), timed(VADER, files)) for _turn in range(runs)]
    for name, goal in (("cold", GOAL_COLD), ("warm", GOAL_WARM)):
        ours, theirs = (statistics.median(getattr(turn[place], name) for turn in turns) for place in range(2))
        print(
            f"{name}: vectors {ours:.2f} s ({POSTS / ours:,.0f} posts/s), VADER alone {theirs:.2f} s, "
            f"{theirs / ours:.2f} times its speed (goal {goal})"
        )


def agreement(posts: list[str]) -> None:
    """Print how often language and label of sentiment are those of the slow scorers."""
    quick = triage(posts)
    told = [detect(post) for post in posts]
    same = sum(LANGUAGES[code] == slow for code, slow in zip(quick.language, told, strict=True))
    print(f"language: {same / len(posts):.3f} of {len(posts):,} posts as text.language (goal {GOAL_LANGUAGE})")
    for code in READ:
        both = [at for at, slow in enumerate(told) if slow == code == LANGUAGES[quick.language[at]]]
        labels = [
            label_of(float(quick.sentiment[at])) == label_of(sentiment.score(Reading(posts[at], code))) for at in both
        ]
        print(f"sentiment {code}: {statistics.mean(labels):.3f} of {len(both):,} labels (goal {GOAL_SENTIMENT})")


def accuracy(folder: Path) -> None:
    """Print how often language and sentiment are right on labelled posts, beside the slow scorers and VADER."""
    labelled = list(rows(folder / LABELLED))
    posts = [row["text"] for row in labelled]
    quick, slow = triage(posts), [detect(post) for post in posts]
    true = [row["lang"] if row["lang"] in READ else "other" for row in labelled]
    right = [
        np.mean([one == truth for one, truth in zip(told, true, strict=True)])
        for told in ([LANGUAGES[code] for code in quick.language], slow)
    ]
    print(f"language of {len(posts):,} labelled posts: right {right[0]:.3f}, text.language {right[1]:.3f}")
    for code in READ:
        here = [at for at, row in enumerate(labelled) if row["lang"] == code]
        ours, exact, vader = (
            macro_f1([(labelled[at]["label"], label_of(value)) for at, value in zip(here, values, strict=True)])
            for values in (
                quick.sentiment[here].tolist(),
                [sentiment.score(Reading(posts[at], code)) for at in here],
                [polarity(posts[at]) for at in here],
            )
        )
        print(f"sentiment {code}, {len(here):,} posts: macro-F1 {ours:.3f}, exact {exact:.3f}, VADER {vader:.3f}")


def toxicity(folder: Path, name: str) -> None:
    """Print how well offensive posts of a set nobody learned from are told, beside VADER's negative sentiment."""
    labelled = list(rows(folder / name))
    truth = [not row["label"].startswith("not-") for row in labelled]
    posts = [row["text"] for row in labelled]
    ours, theirs = (
        auroc(
            [one for one, yes in zip(values, truth, strict=True) if yes],
            [one for one, yes in zip(values, truth, strict=True) if not yes],
        )
        for values in (triage(posts).toxicity.tolist(), [-polarity(post) for post in posts])
    )
    print(f"toxicity, {name}: AUROC {ours:.3f} of {len(posts):,}, VADER's negative {theirs:.3f}")


def swaps() -> None:
    """Print how far the toxicity of a neutral post moves with the group it names."""
    for code, groups in GROUPS.items():
        toxicities = [triage([frame.format(group) for group in groups]).toxicity for frame in FRAMES[code]]
        gaps = np.concatenate([np.abs(each[:, None] - each)[np.triu_indices(len(each), 1)] for each in toxicities])
        print(f"toxicity {code}, other groups: mean gap {gaps.mean():.3f}, 99th {np.quantile(gaps, 0.99):.3f}")


def polarity(post: str) -> float:
    """Return VADER's compound score."""
    return float(PEER.polarity_scores(post)["compound"])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of gzip'd CSV files with a column “text”")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    posts = real_posts(given.data)
    print(f"{POSTS:,} real posts, {statistics.mean(map(len, posts[:POSTS])):.0f} characters on average")
    speed(posts, given.runs)
    agreement(posts[-COMPARED:])
    accuracy(given.data)
    for name in OFFENSIVE:
        toxicity(given.data, name)
    swaps()


if __name__ == "__main__":
    main()
