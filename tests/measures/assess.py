"""One draft while it is typed: cpu of `assess()`, all scores and one platform, at 280 and 3,000 characters.

    python tests/measures/assess.py [--profile]

Drafts are sentences of our own, none read twice, so that nothing is remembered from one to the next; each figure is the
median of five rounds. Also printed: an ironic draft (its words are taken out one by one and scored again) and the first
call of a process, which reads every table.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "desktop"))

from aparte.drafts.assess import assess  # noqa: E402 - the checkout's own package, found just above

GOALS_MS = {280: 5.0, 3_000: 15.0}
ROUNDS, DRAFTS = 5, 24
PLATFORMS = ("x", "linkedin", "mastodon", "instagram")
IRONIC = {
    "fr": "Bravo, encore 40 minutes de file samedi, on adore votre patience. ",
    "en": "Oh great, another two hours on hold, exactly how I wanted to spend my evening. ",
}


def drafts(language: str, length: int, opening: str = "") -> Iterator[str]:
    """Give drafts of `length` characters for ever, made of our own posts in one language."""
    chance = random.Random(3)
    lines = (HERE / "ordinary_posts.jsonl").read_text(encoding="utf-8").splitlines()
    posts = [row["text"] for row in map(json.loads, lines) if row["lang"] == language]
    while True:
        text = opening
        while len(text) < length:
            text += f"{chance.choice(posts)} {chance.randint(1, 999)} "
        yield text[:length]


def milliseconds(source: Iterator[str], platform: str) -> float:
    """Return the cpu a draft, median of the rounds."""
    rounds = []
    for _round in range(ROUNDS):
        texts = [next(source) for _draft in range(DRAFTS)]
        began = process_time()
        for text in texts:
            assess(text, platforms=[platform])
        rounds.append((process_time() - began) / DRAFTS * 1_000)
    return statistics.median(rounds)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true", help="say where the time of 3,000 characters goes")
    given = parser.parse_args()
    began = process_time()
    assess(next(drafts("fr", 280)), platforms=["x"])
    print(f"first call of the process: {(process_time() - began) * 1_000:.0f} ms")
    for language in ("fr", "en"):
        for length, goal in GOALS_MS.items():
            plain = {name: milliseconds(drafts(language, length), name) for name in PLATFORMS}
            worst = max(plain, key=plain.__getitem__)
            ironic = milliseconds(drafts(language, length, IRONIC[language]), "x")
            print(
                f"{language}, {length:>5,} characters: {plain['x']:.2f} ms on x, {plain[worst]:.2f} ms on {worst}, "
                f"{ironic:.2f} ms when ironic (goal {goal:.0f})"
            )
    if given.profile:
        source = drafts("fr", 3_000)
        profile = cProfile.Profile()
        texts = [next(source) for _draft in range(200)]
        profile.runcall(lambda: [assess(text, platforms=["x"]) for text in texts])
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
