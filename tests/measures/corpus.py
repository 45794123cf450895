"""What our corpus is like: how diverse, how long, how far its form gives it away, how its blind readings agree.

    python -m tests.measures.corpus

Diversity is counted within a file, of irony on the ironic texts alone (twins share their words on purpose). Readings
are by machine: they say whether the rows are consistent, not how people read; within one role nearly all answers are
alike, and kappa then says little. No scorer is asked anything here: nothing is learned about the held-out part.
models/corpus/CARD.md states these figures.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte import paths  # noqa: E402 - the checkout's own packages, found just above
from aparte.drafts.spelling import Speller  # noqa: E402
from aparte.text.lexicon import Lexicon  # noqa: E402
from aparte.text.reading import tokenize  # noqa: E402
from models.train.corpus import FILES, LANGUAGES, Irony, Post, by_group, rows  # noqa: E402
from tests.measures.artefacts import (  # noqa: E402
    FIRST_WORD_BAR,
    SHAPE_BAR,
    Pair,
    first_word_share,
    shape_share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.train.corpus import Lang

SAMPLE_WORDS, SAMPLES = 5_000, 20
"""Types over tokens falls with length: every file is sampled to the same number of words."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Diversity(NamedTuple):
    """types: different words over words, on equal samples; openings: share of the texts' first three words that differ.

    nearest: mean share of words (Jaccard) that a text has in common with the text most like it.
    """

    types: float
    openings: float
    nearest: float


class Agreement(NamedTuple):
    """author: share of single readings that say what the author meant; kappa: Fleiss' kappa between the readers."""

    texts: int
    author: float
    kappa: float


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; an elision belongs to its word."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def diversity(texts: Sequence[str]) -> Diversity:
    """Return how diverse `texts` are."""
    known = [words(text) for text in texts]
    openings = {tuple(one[:3]) for one in known}
    return Diversity(_types(known), len(openings) / len(known), _nearest(known))


def pairs(lang: Lang, *roles: str) -> list[Pair]:
    """Return the ironic texts of a language, each beside its twins of `roles`."""
    groups = by_group(rows(Irony, lang))
    return [
        Pair(group, texts["ironic"].text, texts[role].text)
        for group, texts in sorted(groups.items())
        for role in roles
        if role in texts
    ]


def agreement(read: Iterable[Irony]) -> Agreement:
    """Return how the readings of `read` (each with the same number of them) agree with the author and each other."""
    kept = [row for row in read if row.readings]
    right = mean(reading == row.sarcastic for row in kept for reading in row.readings)
    return Agreement(len(kept), right, fleiss([row.readings for row in kept]))


def fleiss(readings: Sequence[Sequence[str]]) -> float:
    """Return Fleiss' kappa (1971) of texts' readings: 0 as by chance, 1 always the same (or nothing ever differs)."""
    readers = len(readings[0])
    answers = sorted({answer for one in readings for answer in one})
    counts = np.array([[one.count(answer) for answer in answers] for one in map(list, readings)])
    same = ((counts**2).sum(axis=1) - readers).mean() / (readers * (readers - 1))
    by_chance = float(((counts.sum(axis=0) / counts.sum()) ** 2).sum())
    return 1.0 if by_chance == 1 else float((same - by_chance) / (1 - by_chance))


def known_words(texts: Sequence[str], lang: Lang) -> tuple[float, float]:
    """Return the share of the words of `texts` that stand in our lists, and in our lists or the spelling dictionary.

    Words of three letters and more: elisions and figures are nobody's to know.
    """
    folders = [("lexicons", "common"), ("lexicons", lang), ("classes", lang)]
    lists = Lexicon([file for folder in folders for file in sorted(paths.resources(*folder).glob("*.txt"))])
    speller, listed, either = Speller(lang), [], []
    for text in texts:
        tokens = tokenize(text)
        ours = {at for hits in lists.find(tokens).values() for hit in hits for at in range(hit.first, hit.last + 1)}
        for at, token in enumerate(tokens):
            if token.kind == "word" and token.low.isalpha() and len(token.low) > 2:
                listed.append(at in ours)
                either.append(at in ours or speller.knows(token.raw) or speller.knows(token.low))
    return mean(listed), mean(either)


def main() -> None:
    """Print every figure."""
    for lang in LANGUAGES:
        _tell_files(lang)
        _tell_artefacts(lang)
        _tell_readings(lang)
    casual = [row.text for row in rows(Post, "fr", "train") if row.register == "casual"]
    ours, either = known_words(casual, "fr")
    print(f"\nfr casual posts, train ({len(casual)}): words in our lists {ours:.1%}, there or in Hunspell {either:.1%}")


def _tell_files(lang: Lang) -> None:
    titles = f"{'characters 10 50 90 %':>24}{'words 50 %':>12}{'types':>8}{'openings':>10}{'nearest':>9}"
    print(f"\n{lang}  {'texts':>16}{titles}")
    for name, kind in FILES.items():
        texts = [row.text for row in rows(kind, lang) if not isinstance(row, Irony) or row.role == "ironic"]
        lengths = [len(text) for text in texts]
        low, *_between, high = quantiles(lengths, n=10)
        spread = f"{low:.0f} {median(lengths):.0f} {high:.0f}"
        middle = median(len(text.split()) for text in texts)
        said = diversity(texts)
        figures = f"{spread:>24}{middle:12.0f}{said.types:8.3f}{said.openings:10.3f}{said.nearest:9.3f}"
        print(f"   {name:11}{len(texts):6}{figures}")


def _tell_artefacts(lang: Lang) -> None:
    print(f"{lang}  form alone, on the pairs: shape (at most {SHAPE_BAR}), first word (at most {FIRST_WORD_BAR})")
    for roles in (("plain",), ("surface",), ("plain", "surface")):
        asked = pairs(lang, *roles)
        shape, first = shape_share(asked), first_word_share(asked)
        print(f"   ironic beside {' or '.join(roles):17} {len(asked):5} pairs: {shape:.3f}  {first:.3f}")


def _tell_readings(lang: Lang) -> None:
    held_out = rows(Irony, lang, "held_out")
    unread = sum(not row.readings for row in held_out)
    print(f"{lang}  three blind machine readings of held-out irony ({unread} of {len(held_out)} rows are unread):")
    for name, inside in {"all": held_out, **_parts(held_out, "role"), **_parts(held_out, "phenomenon")}.items():
        said = agreement(inside)
        by_role = {role: agreement(part).author for role, part in _parts(inside, "role").items()}
        roles = "  ".join(f"{role} {share:.2f}" for role, share in by_role.items())
        print(f"   {name:20}{said.texts:5} texts, as the author {said.author:.2f}, kappa {said.kappa:5.2f}   {roles}")


def _parts(found: Iterable[Irony], field: str) -> dict[str, list[Irony]]:
    parts: defaultdict[str, list[Irony]] = defaultdict(list)
    for row in found:
        if row.readings:
            parts[getattr(row, field)].append(row)
    return dict(sorted(parts.items()))


def _types(known: Sequence[Sequence[str]]) -> float:
    shares = []
    for seed in range(SAMPLES):
        order = random.Random(seed).sample(range(len(known)), len(known))
        running = [word for at in order for word in known[at]][:SAMPLE_WORDS]
        shares.append(len(set(running)) / len(running))
    return mean(shares)


def _nearest(known: Sequence[Sequence[str]]) -> float:
    column = {word: at for at, word in enumerate(sorted({word for one in known for word in one}))}
    inside = np.zeros((len(known), len(column)), np.float32)
    for row, one in enumerate(known):
        inside[row, [column[word] for word in one]] = 1
    shared, sizes = inside @ inside.T, inside.sum(axis=1)
    overlap = shared / (sizes[:, None] + sizes[None, :] - shared)
    np.fill_diagonal(overlap, 0)
    return float(overlap.max(axis=1).mean())


if __name__ == "__main__":
    main()
