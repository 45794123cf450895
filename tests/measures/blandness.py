"""Does the meter of stock phrases tell posts that everybody writes from posts of our corpus?

    python -m tests.measures.blandness

Low: brand posts of models/corpus; high: tests/measures/bland_posts.toml, written for this. The lists and the weights
were set with the development half (and the corpus's train part), and left as they were for the held-out half, which the
same hand wrote after them. Prints the AUROC of each (0.5: chance; baseline: the number of exclamation marks), and what
passes BLAND_FROM.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.scorers.blandness import BLAND_FROM, blandness, listed  # noqa: E402 - the checkout's own package
from models.train.corpus import LANGUAGES, Post, rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.train.corpus import Lang, Split

PARTS: dict[Split, str] = {"train": "dev", "held_out": "held_out"}


def main() -> None:
    """Print the figures."""
    for lang in LANGUAGES:
        print(f"{lang}: {len(listed(lang))} phrases")
        for split, name in PARTS.items():
            value, low, high, baseline = figures(lang, split)
            print(
                f"  {name}: AUROC {value:.3f} (exclamation marks alone {baseline:.3f}); of BLAND_FROM or more: "
                f"{np.mean(np.array(high) >= BLAND_FROM):.0%} of {len(high)} bland posts, "
                f"{np.mean(np.array(low) >= BLAND_FROM):.1%} of {len(low)} posts of the corpus"
            )


def figures(lang: Lang, split: Split) -> tuple[float, list[float], list[float], float]:
    """Return the AUROC, the values of the corpus's brand posts and of the bland ones, and the baseline's AUROC."""
    source = tomllib.loads((Path(__file__).parent / "bland_posts.toml").read_text(encoding="utf-8"))
    bland = source[lang][PARTS[split]]
    plain = [row.text for row in rows(Post, lang, split) if row.who in {"brand", "official"}]
    low, high = ([blandness(text, lang).value for text in texts] for texts in (plain, bland))
    shouts = [[float(text.count("!")) for text in texts] for texts in (plain, bland)]
    return auroc(low, high), low, high, auroc(*shouts)


def auroc(low: Sequence[float], high: Sequence[float]) -> float:
    """Return how often one of `high` is above one of `low`, a tie counting half (Mann and Whitney)."""
    a, b = np.array(low)[:, None], np.array(high)[None, :]
    return float(np.mean((b > a) + 0.5 * (b == a)))


if __name__ == "__main__":
    main()
