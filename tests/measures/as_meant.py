"""Is an ironic text's sentiment as meant nearer to what its author means than its sentiment as written?

    python -m tests.measures.as_meant [--part held_out]

The plain twin of our own says the same without irony: the label of its sentiment is taken for what is meant. Only texts
whose irony is called likely have a sentiment as meant; of sincere posts the share that gets one wrongly is printed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.drafts.assess import SINCERE, Asked, assess_many  # noqa: E402 - the checkout's own package, found above
from aparte.scorers.sentiment import label_of, score  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from models.train.corpus import LANGUAGES, Irony, Post, Sincere, by_group, rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Sentiment
    from models.train.corpus import Lang, Split


def main() -> None:
    """Print the figures of both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["train", "held_out"], default="held_out")
    part: Split = parser.parse_args().part
    for lang in LANGUAGES:
        groups = [texts for texts in by_group(rows(Irony, lang, part)).values() if "plain" in texts]
        alone = [texts for texts in groups if texts["ironic"].parent is None]
        found = sentiments([texts["ironic"].text for texts in alone], lang)
        meant = [label_of(score(Reading(texts["plain"].text, lang))) for texts in alone]
        print(f"{lang}, {part}: {len(alone)} ironic texts with a plain twin, which is {_spread(meant)}")
        likely = [(one, label) for one, label in zip(found, meant, strict=True) if one.as_meant is not None]
        for name, kept in (
            ("all of these", likely),
            ("with a twin that judges", [one for one in likely if one[1] != "neutral"]),
        ):
            written = np.mean([one.label == label for one, label in kept])
            as_meant = np.mean([label_of(one.as_meant or 0.0) == label for one, label in kept])
            print(f"  likely ironic, {name} ({len(kept)}): right as written {written:.3f}, as meant {as_meant:.3f}")
        sincere = [row.text for kind in (Post, Sincere) for row in rows(kind, lang, part)]
        wrong = np.mean([one.as_meant is not None for one in sentiments(sincere, lang)])
        print(f"  sincere posts that are given one ({len(sincere)}): {wrong:.3f}")


def sentiments(texts: Sequence[str], lang: Lang) -> list[Sentiment]:
    """Return what is said of the sentiment of each of `texts`."""
    return [one.sentiment for one in assess_many([Asked(text, lang, SINCERE, ()) for text in texts])]


def _spread(labels: Sequence[str]) -> str:
    return ", ".join(f"{label} {count / len(labels):.2f}" for label, count in Counter(labels).most_common())


if __name__ == "__main__":
    main()
