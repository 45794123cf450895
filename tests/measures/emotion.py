"""How the emotion rules do on public sets, read from `--data DIR`: GoEmotions (English, Ekman groups) and XED (French).

    python -m tests.measures.emotion --data DIR [--every 5]

Macro-F1 over the emotions a set has; an emotion counts as found from FOUND_FROM. Both sets are training parts and
nothing here was learned: the figure is what a word list reaches.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from pathlib import Path

from aparte.nouns import Occasion
from aparte.scorers.emotion import DOMINANT_FROM, SCORER
from aparte.text.reading import Reading

FOUND_FROM = DOMINANT_FROM
EKMAN = {
    "joy": "admiration amusement approval caring desire excitement gratitude joy love optimism pride relief",
    "anger": "anger annoyance disapproval",
    "disgust": "disgust",
    "fear": "fear nervousness",
    "sadness": "disappointment embarrassment grief remorse sadness",
    "surprise": "confusion curiosity realization surprise",
}
OURS = {
    "joy": ("joy", "gratitude"),
    "anger": ("anger", "annoyance"),
    "disgust": ("disgust",),
    "fear": ("fear",),
    "sadness": ("sadness", "disappointment"),
    "surprise": ("surprise",),
}
"""Each Ekman emotion, and the ones of ours that stand for it."""
SETS = {"goemotions/train.csv.gz": "en", "xed_emotions/fr_projections.csv.gz": "fr"}


def expected(labels: str) -> set[str]:
    """Return the Ekman emotions of a row's labels."""
    names = set(labels.split("|"))
    return {emotion for emotion, fine in EKMAN.items() if names & set(fine.split())}


def macro_f1(rows: list[tuple[str, set[str]]], lang: str, cut: float) -> dict[str, float]:
    """Return the F1 of each Ekman emotion on `rows` of (text, emotions), an emotion being found from `cut`."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, wanted in rows:
        scores = SCORER.score(Reading(text, "fr" if lang == "fr" else "en"), Occasion()).scores
        for emotion, names in OURS.items():
            found = max(scores[name] for name in names) >= cut
            counts[emotion, f"{'right' if found == (emotion in wanted) else 'wrong'} {found}"] += 1
    return {
        emotion: 2 * counts[emotion, "right True"]
        / max(1, 2 * counts[emotion, "right True"] + counts[emotion, "wrong True"] + counts[emotion, "wrong False"])
        for emotion in OURS
    }  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--every", type=int, default=5, help="read one row in so many")
    options = parser.parse_args()
    for name, lang in SETS.items():
        with gzip.open(options.data / name, "rt", encoding="utf-8", newline="") as file:
            kept = [row for number, row in enumerate(csv.DictReader(file)) if number % options.every == 0]
        rows = [(row["text"], expected(row["label"])) for row in kept]
        for cut in (0.1, FOUND_FROM, 0.25, 0.35, 0.5):
            figures = macro_f1(rows, lang, cut)
            print(f"{name} {len(rows)} rows, cut {cut}: macro-F1 {sum(figures.values()) / len(figures):.3f}", end="  ")
            print({emotion: round(figure, 2) for emotion, figure in figures.items()})


if __name__ == "__main__":
    main()
