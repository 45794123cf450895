"""How the irony scorer orders other people's texts: development figures, VADER beside it on the same rows.

    PYTHONPATH=desktop python tests/measures/irony.py --data DIR

DIR holds isarcasmeval/train_en.csv.gz and multipico_irony/dev.csv.gz. **The shipped tables learned from these very
rows**: the figures say that nothing broke, not how good the scorer is; `python -m models.train` prints those of
left-out folds. VADER's score is taken in the direction that serves it better, by set. Ties count one half. Nothing of
the rows is printed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from aparte.nouns import Occasion
from aparte.scorers.irony_risk import judge
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Language

VADER = SentimentIntensityAnalyzer()


def main() -> None:
    """Print every figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    data = arguments.parse_args().data
    print("the tables learned from these rows: no measure of quality (left-out folds: python -m models.train)")
    _isarcasm(_rows(data / "isarcasmeval" / "train_en.csv.gz"))
    replies = _rows(data / "multipico_irony" / "dev.csv.gz")
    _multipico([row for row in replies if row["lang"] == "fr"], "fr")
    _multipico([row for row in replies if row["lang"] == "en"], "en")


def auroc(ironic: Sequence[float], plain: Sequence[float]) -> float:
    """Return the share of (ironic, plain) pairs in the right order; a tie counts one half."""
    order = sorted([(value, 1) for value in ironic] + [(value, 0) for value in plain])
    won, plain_below, index = 0.0, 0, 0
    while index < len(order):
        end = index
        while end < len(order) and order[end][0] == order[index][0]:
            end += 1
        ones = sum(label for _value, label in order[index:end])
        zeros = end - index - ones
        won += ones * (plain_below + zeros / 2)
        plain_below += zeros
        index = end
    return won / (len(ironic) * len(plain))


def _isarcasm(rows: list[dict[str, str]]) -> None:
    ironic = [row for row in rows if row["label"] == "sarcastic"]
    plain = [row for row in rows if row["label"] != "sarcastic"]
    paired = [row for row in ironic if row["rephrase"]]
    began = perf_counter()
    ours = auroc([_risk(row["text"], "en") for row in ironic], [_risk(row["text"], "en") for row in plain])
    micros = (perf_counter() - began) / len(rows) * 1e6
    theirs = auroc([_vader(row["text"]) for row in ironic], [_vader(row["text"]) for row in plain])
    theirs = max(theirs, 1 - theirs)
    print(f"iSarcasmEval, train, {len(ironic)} sarcastic / {len(plain)}: AUROC {ours:.3f}, VADER {theirs:.3f}")
    gaps = [_risk(row["text"], "en") - _risk(row["rephrase"], "en") for row in paired]
    vader = [_vader(row["text"]) - _vader(row["rephrase"]) for row in paired]
    print(f"iSarcasmEval, {len(paired)} pairs: {_pairs(gaps)}; VADER {_pairs(vader)}")
    print(f"reading and judging: {micros:.0f} us a text")


def _multipico(rows: list[dict[str, str]], language: Language) -> None:
    def risks(label: str, *, with_post: bool) -> list[float]:
        chosen = [row for row in rows if row["label"] == label]
        return [_risk(row["text"], language, row["post"] if with_post else None) for row in chosen]

    alone = auroc(risks("ironic", with_post=False), risks("not_ironic", with_post=False))
    answering = auroc(risks("ironic", with_post=True), risks("not_ironic", with_post=True))
    theirs = auroc(
        *([_vader(row["text"]) for row in rows if row["label"] == label] for label in ("ironic", "not_ironic"))
    )
    print(f"MultiPICo {language}, dev, {len(rows)} replies: AUROC {alone:.3f}, with the post {answering:.3f}, ", end="")
    print(f"VADER {max(theirs, 1 - theirs):.3f}")


def _pairs(gaps: Sequence[float]) -> str:
    right, ties = sum(gap > 0 for gap in gaps), sum(gap == 0 for gap in gaps)
    return f"right {right / len(gaps):.3f}, tied {ties / len(gaps):.3f}, accuracy {(right + ties / 2) / len(gaps):.3f}"


def _risk(text: str, language: Language, parent: str | None = None) -> float:
    return judge(Reading(text, language), Occasion(reply_to_text=parent or None)).risk


def _vader(text: str) -> float:
    """VADER's own view of how positive a text is."""
    return float(VADER.polarity_scores(text)["compound"])


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main()
