"""Whether a probability means what it says: of the texts given 0.7, are seven in ten so?

    python -m tests.measures.calibration --data DIR [--part held_out]

The risk of irony (our own held-out texts; tweets gathered by #irony, tags removed, which no table learned from; and
MultiPICo's replies, people's votes that the risk was fitted to) and the toxicity of the bulk path (our held-out cases
among ordinary posts), in ten equal steps: what was said, what was true, how many texts. A set in which irony is half of
the texts is not the world: figures are also given for the shares that the program states.
`tests.measures.kinds` prints the same for kinds and relevance.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.nouns import Occasion  # noqa: E402 - the checkout's own package, found just above
from aparte.scorers.bulk import TOXIC_PRIOR, triage  # noqa: E402
from aparte.scorers.irony_risk import judge  # noqa: E402
from aparte.scorers.irony_weights import PRIOR  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from models.train.corpus import LANGUAGES, Irony, Monitored, Post, Sensitive, Sincere, rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.train.corpus import Lang, Split

STEPS = 10
STATED = 1 / (1 + exp(-PRIOR))
"""The share of ironic posts that an abstaining scorer gives."""
_TAGS = re.compile(r"#(?:irony|sarcasm|not)\b", re.IGNORECASE)
HURTS = frozenset(("insult", "hate", "threat", "harassment", "discrimination", "ableism"))


def ece(said: Sequence[float], true: Sequence[bool], weight: Sequence[float] | None = None) -> float:
    """Return the expected calibration error: mean distance of what was said and what was true, over ten equal steps."""
    value, truth, heavy = np.asarray(said), np.asarray(true, float), np.asarray(weight or np.ones(len(said)))
    step = np.minimum((value * STEPS).astype(int), STEPS - 1)
    gaps = [
        heavy[step == one].sum() * abs(np.average(value[step == one] - truth[step == one], weights=heavy[step == one]))
        for one in np.unique(step)
    ]
    return float(sum(gaps) / heavy.sum())


def reliability(said: Sequence[float], true: Sequence[bool], weight: Sequence[float] | None = None) -> str:
    """Return each step that has texts as “said→true (texts)”."""
    value, truth, heavy = np.asarray(said), np.asarray(true, float), np.asarray(weight or np.ones(len(said)))
    step = np.minimum((value * STEPS).astype(int), STEPS - 1)
    told = []
    for one in np.unique(step):
        here = step == one
        means = (np.average(each[here], weights=heavy[here]) for each in (value, truth))
        told.append("{:.2f}→{:.2f}".format(*means) + f" ({here.sum()})")
    return " ".join(told)


def to_share(true: Sequence[bool], share: float) -> list[float]:
    """Return weights with which `share` of the texts are true."""
    yes = sum(true) / len(true)
    return [share / yes if one else (1 - share) / (1 - yes) for one in true]


def irony_of_our_own(lang: Lang, part: Split) -> tuple[list[float], list[bool]]:
    """Return risks and the author's meaning of our irony and of sincere posts: texts without the post they answer."""
    texts = [(row.text, row.sarcastic == "yes") for row in rows(Irony, lang, part) if row.parent is None]
    texts += [(row.text, False) for kind in (Post, Sincere) for row in rows(kind, lang, part)]
    texts += [(row.text, row.sarcastic) for row in rows(Monitored, lang, part)]
    return _risks([text for text, _true in texts], lang), [true for _text, true in texts]


def irony_of_replies(lang: Lang, data: Path) -> tuple[list[float], list[bool]]:
    """Return risks and the majority of people's votes on MultiPICo's replies (these votes the risk was fitted to)."""
    with gzip.open(data / "multipico_irony" / "dev.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        found = [row for row in csv.DictReader(lines) if row["lang"] == lang and row["label"] != "tie"]
    return _risks([row["text"] for row in found], lang), [row["label"] == "ironic" for row in found]


def irony_of_tweets(data: Path) -> tuple[list[float], list[bool]]:
    """Return risks and labels of SemEval-2018's tweets (as TweetEval has them), without the tags they were found by."""
    with gzip.open(data / "tweeteval" / "irony.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    return _risks([_TAGS.sub("", row["text"]) for row in found], "en"), [row["label"] == "irony" for row in found]


def toxicity(lang: Lang, part: Split) -> tuple[list[float], list[bool]]:
    """Return toxicities, and whether a case hurts somebody, of our cases and ordinary posts."""
    texts = [(row.text, row.category in HURTS) for row in rows(Sensitive, lang, part)]
    texts += [(row.text, False) for row in rows(Post, lang, part)]
    return triage([text for text, _true in texts]).toxicity.tolist(), [true for _text, true in texts]


def main() -> None:
    """Print the tables of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public labelled sets")
    parser.add_argument("--part", choices=["train", "held_out"], default="held_out")
    given = parser.parse_args()
    for lang in LANGUAGES:
        _tell(f"{lang} irony, our own {given.part}", *irony_of_our_own(lang, given.part), share=STATED)
        _tell(f"{lang} irony, people's votes (fitted to)", *irony_of_replies(lang, given.data))
        _tell(f"{lang} toxicity, our own {given.part}", *toxicity(lang, given.part), share=TOXIC_PRIOR)
    _tell("en irony, tweets by their tag", *irony_of_tweets(given.data), share=STATED)


def _tell(title: str, said: Sequence[float], true: Sequence[bool], share: float | None = None) -> None:
    print(f"{title}: {len(said):,} texts, {np.mean(true):.2f} of them so, said {np.mean(said):.2f}")
    print(f"  as they are: ECE {ece(said, true):.3f}; {reliability(said, true)}")
    if share is not None:
        weight = to_share(true, share)
        print(f"  were {share:.0%} so: ECE {ece(said, true, weight):.3f}; {reliability(said, true, weight)}")


def _risks(texts: Sequence[str], lang: Lang) -> list[float]:
    return [judge(Reading(text, lang), Occasion()).risk for text in texts]


if __name__ == "__main__":
    main()
