"""The engine track: how good the method is on an official split. Data of any tier; nothing is written, nothing ships.

    python -m models.train.engine --data DIR irony emotion offensive sentiment-fr goemotions
    python -m models.train.engine --data DIR irony --test FILE.csv.gz

Learns on a set's training part with the program's own features (the strength by cross-validation inside it) and prints
the official metric on its development part, or on FILE (columns text, label), beside the majority and VADER.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.multiclass import OneVsRestClassifier
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from models.train.fit import matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0)
_TAGS = re.compile(r"#(irony|sarcasm|not)\b|(?<!\S)/s\b", re.IGNORECASE)


@dataclass(frozen=True)
class Task:
    """A set below DIR. asked: the label whose F1 and AUROC count, None for the mean over all; parts: train, test."""

    path: str
    lang: str = "en"
    asked: str | None = None
    parts: tuple[str, str] = ("train", "validation")


TASKS = {
    "irony": Task("tweeteval/irony.csv.gz", asked="irony"),
    "emotion": Task("tweeteval/emotion.csv.gz"),
    "offensive": Task("tweeteval/offensive.csv.gz"),
    "sentiment-fr": Task("xlmt_sentiment/train.csv.gz", lang="fr"),
    "goemotions": Task("goemotions/train.csv.gz"),
}


def main() -> int:
    """Print the figures of each task."""
    parser = argparse.ArgumentParser(prog="models.train.engine", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public labelled sets")
    parser.add_argument("--test", type=Path, help="an official test part, as gzip'd CSV with columns text, label")
    parser.add_argument("tasks", nargs="+", choices=list(TASKS))
    given = parser.parse_args()
    for name in given.tasks:
        _run(name, TASKS[name], given.data, given.test)
    return 0


def _run(name: str, task: Task, data: Path, test: Path | None) -> None:
    rows = [row for row in _rows(data / task.path) if row["lang"] == task.lang and "|" not in row["label"]]
    train = [row for row in rows if row["split"].startswith(task.parts[0])]
    asked = _rows(test) if test else [row for row in rows if row["split"] == task.parts[1]]
    inputs, truth = _inputs(train, task.lang), np.array([row["label"] for row in train])
    strength = max(STRENGTHS, key=lambda one: _score(task, truth, cross_val_predict(_model(one), inputs, truth, cv=3)))
    model = _model(strength).fit(inputs, truth)
    wanted, shown = np.array([row["label"] for row in asked]), _inputs(asked, task.lang)
    said = model.predict(shown)
    majority = np.full(len(wanted), max(set(truth), key=lambda label: (truth == label).sum()))
    figures = f"{_score(task, wanted, said):.3f} (majority {_score(task, wanted, majority):.3f})"
    if task.asked:
        # Of two classes scikit-learn gives one figure, for the last of them.
        towards = 1 if model.classes_[-1] == task.asked else -1
        area = roc_auc_score(wanted == task.asked, towards * model.decision_function(shown))
        figures += f", AUROC {area:.3f} (VADER {_vader(asked, wanted == task.asked):.3f})"
    what = f"F1 of {task.asked}" if task.asked else "macro-F1"
    print(f"{name}, {len(train):,} to learn, {len(asked):,} asked, strength {strength}: {what} {figures}", flush=True)


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _inputs(rows: Sequence[dict[str, str]], lang: str) -> object:
    """Read the texts without the tags that they were collected by: a scorer must not earn from them."""
    return matrix([_TAGS.sub(" ", row["text"]) for row in rows], lang)


def _model(strength: float) -> OneVsRestClassifier:
    return OneVsRestClassifier(
        LogisticRegression(C=strength, solver="liblinear", max_iter=300, class_weight="balanced")
    )


def _score(task: Task, truth: NDArray[np.str_], said: NDArray[np.str_]) -> float:
    if task.asked:
        return float(f1_score(truth == task.asked, said == task.asked))
    return float(f1_score(truth, said, average="macro"))


def _vader(rows: Sequence[dict[str, str]], truth: NDArray[np.bool_]) -> float:
    read = SentimentIntensityAnalyzer().polarity_scores
    area = float(roc_auc_score(truth, [read(row["text"])["compound"] for row in rows]))
    return max(area, 1 - area)


if __name__ == "__main__":
    sys.exit(main())
