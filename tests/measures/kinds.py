"""What monitored posts are, on the held-out third of our own, which nothing was trained on or chosen with.

    python -m tests.measures.kinds [--part held_out]

Kinds: macro-F1 and who is taken for whom, beside the largest kind for all and a rule that knows VADER's sign and the
question mark. Relevance: AUROC, F1, and whether its probabilities mean what they say. Priority: of two posts that their
writer would not read equally soon, how often the sooner one comes first. models/scorers/triage.md states the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

from aparte.nouns import Brand  # noqa: E402 - the checkout's own package, found just above
from aparte.scorers.kinds import KINDS, Heard, heard  # noqa: E402
from models.train.corpus import LANGUAGES, Monitored, brands, rows  # noqa: E402
from tests.measures.calibration import ece, reliability  # noqa: E402
from tests.measures.irony import auroc  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.train.corpus import Lang, Split

PEER = SentimentIntensityAnalyzer()
SIGN = 0.05
"""From here on VADER calls a text positive, from minus this on negative (its authors' cut)."""


def answers(posts: Sequence[Monitored], lang: Lang, *, known: bool = True) -> list[Heard]:
    """Return what is heard in each post for its brand; known: the language is given, as an archive's rows give it."""
    cards = {one.name: Brand(id="", name=one.name, keywords=one.keywords, about=one.about) for one in brands(lang)}
    of_brand: defaultdict[str, list[int]] = defaultdict(list)
    for at, post in enumerate(posts):
        of_brand[post.brand].append(at)
    found: dict[int, Heard] = {}
    for name, places in of_brand.items():
        texts = [posts[at].text for at in places]
        found |= zip(places, heard(texts, cards[name], [lang] * len(texts) if known else None), strict=True)
    return [found[at] for at in range(len(posts))]


def macro_f1(truth: Sequence[str], said: Sequence[str | None]) -> tuple[float, dict[str, float]]:
    """Return the mean F1 of the kinds, and each of them."""
    each = {str(kind): f1([one == kind for one in truth], [one == kind for one in said]) for kind in KINDS}
    return mean(each.values()), each


def f1(truth: Sequence[bool], said: Sequence[bool]) -> float:
    """Return F1 of yes and no answers, 0 where nothing is right."""
    both = sum(map(bool.__and__, truth, said))
    return 2 * both / max(1, sum(truth) + sum(said))


def in_order(truth: Sequence[float], said: Sequence[float]) -> float:
    """Return how often, of two whose truth differs, the higher one is said to be higher; a tie counts half."""
    wanted, given = np.subtract.outer(truth, truth), np.subtract.outer(said, said)
    differ = wanted > 0
    return float(np.mean((given[differ] > 0) + 0.5 * (given[differ] == 0)))


def by_rule(text: str) -> str:
    """Return the kind that VADER's sign and a question mark would name."""
    if "?" in text:
        return "question"
    sign = PEER.polarity_scores(text)["compound"]
    return "praise" if sign >= SIGN else "complaint" if sign <= -SIGN else "off_topic"


def main() -> None:
    """Print the figures of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["train", "held_out"], default="held_out")
    part: Split = parser.parse_args().part
    for lang in LANGUAGES:
        posts = rows(Monitored, lang, part)
        found = answers(posts, lang)
        print(f"{lang}, {part}: {len(posts)} posts")
        _tell_kinds(posts, found, answers(posts, lang, known=False))
        _tell_relevance(posts, found)
        _tell_priority(posts, found)


def _tell_kinds(posts: Sequence[Monitored], found: Sequence[Heard], untold: Sequence[Heard]) -> None:
    truth = [post.kind for post in posts]
    score, each = macro_f1(truth, [one.kind for one in found])
    print(f"  kinds: macro-F1 {score:.3f}; " + ", ".join(f"{kind} {one:.2f}" for kind, one in each.items()))
    print(f"  language told from the letters: macro-F1 {macro_f1(truth, [one.kind for one in untold])[0]:.3f}")
    largest = max(KINDS, key=truth.count)
    rule = macro_f1(truth, [by_rule(post.text) for post in posts])[0]
    print(f"  all {largest}: {macro_f1(truth, [largest] * len(truth))[0]:.3f}; by VADER and “?”: {rule:.3f}")
    print(f"  {'is, and is taken for':22}" + "".join(f"{kind[:9]:>10}" for kind in KINDS))
    for kind in KINDS:
        taken = [one.kind for one, post in zip(found, posts, strict=True) if post.kind == kind]
        print(f"  {kind:22}" + "".join(f"{taken.count(other):10}" for other in KINDS))
    shares = [one.shares[one.kind] for one in found if one.kind]
    right = [one.kind == post.kind for one, post in zip(found, posts, strict=True) if one.kind]
    print(f"  share of the kind that was named: ECE {ece(shares, right):.3f}; {reliability(shares, right)}")


def _tell_relevance(posts: Sequence[Monitored], found: Sequence[Heard]) -> None:
    truth, said = [post.relevant for post in posts], [one.relevance for one in found]
    ours, theirs = ([one for one, yes in zip(said, truth, strict=True) if yes == which] for which in (True, False))
    score, all_of_them = f1(truth, [one >= 0.5 for one in said]), f1(truth, [True] * len(truth))
    print(f"  relevance: AUROC {auroc(ours, theirs):.3f}, F1 {score:.3f} (all relevant: {all_of_them:.3f})")
    print(f"  relevance: ECE {ece(said, truth):.3f}; {reliability(said, truth)}")


def _tell_priority(posts: Sequence[Monitored], found: Sequence[Heard]) -> None:
    truth = [float(post.priority) for post in posts]
    order = in_order(truth, [one.priority + one.urgency / 10 for one in found])
    same = mean(one.priority == post.priority for one, post in zip(found, posts, strict=True))
    near = mean(abs(one.priority - post.priority) <= 1 for one, post in zip(found, posts, strict=True))
    print(f"  priority: in order {order:.3f} of pairs (by the mood alone {_by_mood(posts, truth):.3f}), ", end="")
    print(f"the same step {same:.3f}, within one {near:.3f}")


def _by_mood(posts: Sequence[Monitored], truth: Sequence[float]) -> float:
    return in_order(truth, [-PEER.polarity_scores(post.text)["compound"] for post in posts])


if __name__ == "__main__":
    main()
