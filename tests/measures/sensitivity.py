"""How the sensitivity scorer does on texts of our own: recall by category, false flags by case.

    python -m tests.measures.sensitivity [--part train|held_out|development|fresh] [--wrong] [--data DIR]

train and held_out are the parts of models/corpus: the first was learned from (for an honest figure see the
cross-validation in models/scorers/sensitivity.md), the second is counted once. development and fresh are older cases of
our own, one functionality a line (the idea of HateCheck, Röttger et al. 2021); fresh was written after the first rules.
Beside them stand ordinary posts of the same split, none of which may be flagged.

`--data DIR` also prints, for the record, how the findings agree with two public sets of hostile tweets (`mlma_hate`,
`davidson_hate`): their labels count swearing and tone, which we leave alone on purpose, so nothing is tuned on them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.nouns import Occasion  # noqa: E402 - the checkout's own packages, found just above
from aparte.scorers.sensitivity import SCORER  # noqa: E402
from aparte.text.language import detect  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from models.train.corpus import LANGUAGES, Post, Sensitive, Sincere, rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.train.corpus import Lang, Split

CASES = Path(__file__).with_name("sensitivity_cases.jsonl")
CALM = Occasion()
PARTS = ("train", "held_out", "development", "fresh")


class Case(NamedTuple):
    """One post: its category when a finding of warning or error must stand on it, else None; case: in which way."""

    text: str
    category: str | None
    case: str


class Figures(NamedTuple):
    """Shares. flagged: of those that must be; recall: flagged in their own category; false_flags: of the others."""

    flagged: float
    recall: float
    false_flags: float


class Verdict(NamedTuple):
    """What was said of a case. right: its category is among the flagged."""

    flagged: bool
    right: bool


def cases(lang: Lang, part: str) -> list[Case]:
    """Return our cases of a language and a part (PARTS)."""
    if part in ("train", "held_out"):
        split: Split = "train" if part == "train" else "held_out"
        found = rows(Sensitive, lang, split)
        return [Case(row.text, row.category if row.flag else None, row.case) for row in found]
    named = "held_out" if part == "fresh" else part
    lines = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    return [
        Case(row["text"], row["category"] if row["flag"] else None, row["functionality"])
        for row in lines
        if (row["lang"], row["part"]) == (lang, named)
    ]


@lru_cache(maxsize=20_000)
def verdict(case: Case) -> Verdict:
    """Return what the scorer says of `case`, in the language it finds the text to be in."""
    said = SCORER.score(Reading(case.text, detect(case.text)), CALM)
    loud = {finding.category for finding in said.findings if finding.severity != "advice"}
    return Verdict(said.flag, case.category in loud)


def figures(lang: Lang, part: str) -> Figures:
    """Measure the scorer on our cases of `lang` and `part`."""
    ours = cases(lang, part)
    flagged = [verdict(case) for case in ours if case.category]
    calm = [verdict(case) for case in ours if not case.category]
    return Figures(
        _share(one.flagged for one in flagged),
        _share(one.right for one in flagged),
        _share(one.flagged for one in calm),
    )


def _share(of: Iterable[bool]) -> float:
    all_of_them = list(of)
    return sum(all_of_them) / max(1, len(all_of_them))


def _print_part(lang: Lang, part: str, *, wrong: bool) -> None:
    ours, all_in_all = cases(lang, part), figures(lang, part)
    print(f"\n{lang} {part}: flagged {all_in_all.flagged:.3f}, in its own category {all_in_all.recall:.3f}", end="")
    print(f", false flags {all_in_all.false_flags:.3f}")
    _print_cells("category", [(case.category or "", case) for case in ours if case.category])
    _print_cells("case", [(case.case, case) for case in ours if case.category])
    _print_cells("must not be flagged", [(case.case, case) for case in ours if not case.category])
    for case in ours if wrong else ():
        said = verdict(case)
        if said.flagged if case.category is None else not said.right:
            print(f"    wrong [{case.category or 'none'}: {case.case}] {case.text!r}")


def _print_cells(heading: str, named: Sequence[tuple[str, Case]]) -> None:
    cells: dict[str, list[Verdict]] = defaultdict(list)
    for name, case in named:
        cells[name].append(verdict(case))
    print(f"  {heading:24} texts  flagged  in its category")
    for name, said in sorted(cells.items()):
        right = "" if heading.startswith("must") else f"{_share(one.right for one in said):8.2f}"
        print(f"    {name:22} {len(said):5}  {_share(one.flagged for one in said):7.2f}{right}")


def _print_ordinary(lang: Lang, split: Split) -> None:
    posts = [row.text for row in rows(Post, lang, split)]
    sincere = [row.text for row in rows(Sincere, lang, split)]
    for name, texts in (("posts", posts), ("sincere", sincere)):
        flagged = _share(verdict(Case(text, None, name)).flagged for text in texts)
        print(f"  {len(texts)} ordinary texts ({name}): {flagged:.3f} flagged")


def _public(data: Path) -> Iterator[tuple[str, str, str, bool]]:
    for name, calm in (("mlma_hate", "normal"), ("davidson_hate", "neither")):
        with gzip.open(data / name / "train.csv.gz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield name, row["lang"], row["text"], row["label"] != calm


def _print_public(data: Path) -> None:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, lang, text, hostile in _public(data):
        reading = Reading(text, "fr" if lang == "fr" else "en")
        flagged = SCORER.score(reading, CALM).flag
        counts[name, lang][2 * hostile + flagged] += 1
    for (name, lang), (calm, false, missed, found) in counts.items():
        recall, false_share = found / (found + missed), false / max(1, calm + false)
        print(f"{name} {lang}: flagged {recall:.3f} of the hostile, {false_share:.3f} of the others")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="train", choices=PARTS)
    parser.add_argument("--wrong", action="store_true", help="print the texts that are wrong")
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    options = parser.parse_args()
    for lang in LANGUAGES:
        _print_part(lang, options.part, wrong=options.wrong)
        _print_ordinary(lang, "held_out" if options.part == "held_out" else "train")
    if options.data:
        _print_public(options.data)


if __name__ == "__main__":
    main()
