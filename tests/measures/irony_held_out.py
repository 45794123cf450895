"""Irony on the held-out third of our own corpus, which nothing was trained on, with the peers beside it.

    python tests/measures/irony_held_out.py [--part held_out]

Pairs: is the ironic text riskier than its plain twin, than its surface twin? By phenomenon; the peers are VADER (in the
direction that serves it better) and the tag rule (an irony hashtag: always a tie here). Also: how high sincere posts
rank, whether the author's own `why` words are among the three strongest cues (beside random content words), what blind
readers' majority says, and the swap audit.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

from aparte.nouns import Occasion  # noqa: E402 - the checkout's own package, found just above
from aparte.scorers.irony_risk import judge  # noqa: E402
from aparte.scorers.sarcasm import assess_irony  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from models.train.corpus import LANGUAGES, Irony, Post, Sincere, by_group, rows  # noqa: E402
from tests.measures.irony import auroc  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.train.corpus import Lang, Split

VADER = SentimentIntensityAnalyzer()
LATER = frozenset("jk")
"""Batches that were held out only after the mixture and the way to place irony were chosen with them in the folds: they
are no test."""
CONTENT = re.compile(r"[^\W\d_]{4,}")
SWAPS = {
    "fr": (("Camille", "Fatou", "Mehdi", "Nguyen"), ("elle", "il"), ("Bretons", "Marocains", "Belges")),
    "en": (("Claire", "Aisha", "Mehmet", "Nguyen"), ("she", "he"), ("Scots", "Nigerians", "Poles")),
}
FRAMES = {
    "fr": (
        "{0} a apporté les affiches ce matin, {1} revient jeudi avec les {2}.",
        "Merci à {0}, {1} a tout rangé seul après la fête des {2} !",
        "Bravo {0}, encore deux heures de retard, les {2} adorent attendre et {1} aussi.",
        "Selon {0}, les {2} ouvrent la saison samedi, {1} en parle très bien.",
    ),
    "en": (
        "{0} brought the posters this morning, {1} is back on Thursday with the {2}.",
        "Thank you {0}, {1} tidied everything alone after the party of the {2}!",
        "Well done {0}, another two hours late, the {2} love waiting and so does {1}.",
        "{0} says the {2} open the season on Saturday, {1} speaks of it so well.",
    ),
}


def main() -> None:
    """Print the figures of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["train", "held_out"], default="held_out")
    part: Split = parser.parse_args().part
    for lang in LANGUAGES:
        irony = [row for row in rows(Irony, lang, part) if part == "train" or row.group[3] not in LATER]
        print(f"{lang}, {part}")
        _pairs(irony, lang)
        _ranks(irony, lang, part)
        _words(irony, lang)
        _swaps(lang)


def _risk(text: str, lang: Lang) -> float:
    return judge(Reading(text, lang), Occasion()).risk


def _vader(text: str, _lang: Lang) -> float:
    return float(VADER.polarity_scores(text)["compound"])


def _pairs(irony: list[Irony], lang: Lang) -> None:
    groups = by_group(irony)
    for role in ("plain", "surface"):
        twins = [(one["ironic"], one[role]) for one in groups.values() if role in one]
        ours, theirs = (_right(twins, lang, score) for score in (_risk, _vader))
        print(f"  {role} twins, {len(twins)}: right {np.mean(ours):.3f}, VADER {_best(float(np.mean(theirs))):.3f}")
        by_phenomenon = defaultdict(list)
        for (ironic, _other), right in zip(twins, ours, strict=True):
            by_phenomenon[ironic.phenomenon].append(right)
        told = ", ".join(f"{name} {np.mean(right):.2f}" for name, right in sorted(by_phenomenon.items()))
        print(f"    {told}")
    read = [row for row in irony if len(row.readings) == 3]
    if read:
        agreed = np.mean([max(set(row.readings), key=row.readings.count) == row.sarcastic for row in read])
        print(f"  blind readers' majority agrees with the author on {agreed:.3f} of {len(read)}")


def _right(twins: Sequence[tuple[Irony, Irony]], lang: Lang, score: Callable[[str, Lang], float]) -> list[float]:
    gaps = [score(ironic.text, lang) - score(other.text, lang) for ironic, other in twins]
    return [1.0 if gap > 0 else 0.5 if gap == 0 else 0.0 for gap in gaps]


def _best(share: float) -> float:
    return max(float(share), 1 - float(share))


def _ranks(irony: list[Irony], lang: Lang, part: Split) -> None:
    sincere = [row.text for row in rows(Sincere, lang, part)] + [row.text for row in rows(Post, lang, part)]
    ironic = [row.text for row in irony if row.role == "ironic"]
    levels = {name: [_level(text, lang) for text in texts] for name, texts in (("s", sincere), ("i", ironic))}
    shares = [np.mean([one == grade for one in levels[who]]) for who in "si" for grade in ("high", "medium")]
    print(
        f"  sincere posts, {len(sincere)}: high {shares[0]:.3f}, medium {shares[1]:.3f}; ironic ones: high"
        f" {shares[2]:.3f}, medium {shares[3]:.3f}"
    )
    area = auroc([_risk(text, lang) for text in ironic], [_risk(text, lang) for text in sincere])
    print(f"  ironic against sincere posts: AUROC {area:.3f}")


def _level(text: str, lang: Lang) -> str:
    return assess_irony(Reading(text, lang), Occasion(), counterfactuals=False).level


def _words(irony: list[Irony], lang: Lang) -> None:
    chance, hits, drawn = random.Random(1), [], []
    for row in irony:
        if row.role != "ironic":
            continue
        found = assess_irony(Reading(row.text, lang), Occasion(), [0.0] * 100, counterfactuals=False)
        cues = [(cue.start, cue.end) for cue in found.cues[:3]]
        words = [match.span() for match in CONTENT.finditer(row.text)]
        drawn.append(_meets(chance.sample(words, min(3, len(words))), row.why))
        hits.append(_meets(cues, row.why))
    print(f"  a why word among the three strongest cues: {np.mean(hits):.3f} (three random words {np.mean(drawn):.3f})")


def _meets(spans: Sequence[tuple[int, int]], why: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in why)


def _swaps(lang: Lang) -> None:
    gaps = []
    names, pronouns, groups = SWAPS[lang]
    for frame in FRAMES[lang]:
        risks = [_risk(frame.format(a, b, c), lang) for a in names for b in pronouns for c in groups]
        gaps += [abs(one - risks[0]) for one in risks[1:]]
    print(f"  the same post, other names and groups: mean gap {np.mean(gaps):.3f}, 99th {np.quantile(gaps, 0.99):.3f}")


if __name__ == "__main__":
    main()
