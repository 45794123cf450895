"""How the sensitivity rules do on our own cases, one functionality a line (the idea of HateCheck, Röttger et al. 2021).

    python -m tests.measures.sensitivity [--part development|held_out] [--wrong] [--data DIR]

The held-out part was written after the rules and lists were settled, in other words, and counted once.

Each case is one post that must be flagged, with its category, or must not be. `--data DIR` also prints, for the record,
how the rules agree with two public sets of hostile tweets (`mlma_hate`, `davidson_hate`): their labels count swearing
and tone, which our rules leave alone on purpose, so nothing is tuned on them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aparte.nouns import Occasion
from aparte.scorers.sensitivity import SCORER
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).with_name("sensitivity_cases.jsonl")
CALM = Occasion()


class Case(NamedTuple):
    """One post, and whether a finding of warning or error must stand on it. part: development or held_out."""

    text: str
    lang: str
    flag: bool
    category: str | None
    functionality: str
    part: str


class Figures(NamedTuple):
    """recall: share of flagged among those that must be, in the right category; false_flags: share of the others."""

    recall: float
    false_flags: float


def cases(lang: str, part: str) -> list[Case]:
    """Return our cases of a language and a part."""
    ours = (Case(**json.loads(line)) for line in CASES.read_text(encoding="utf-8").splitlines())
    return [case for case in ours if (case.lang, case.part) == (lang, part)]


def is_right(case: Case) -> bool:
    """Return whether the rules say of `case` what they must: its category among the flagged, or no flag at all."""
    said = SCORER.score(Reading(case.text, detect(case.text)), CALM)
    if not case.flag:
        return not said.flag
    return any(finding.category == case.category and finding.severity != "advice" for finding in said.findings)


def figures(lang: str, part: str) -> Figures:
    """Measure the rules on our cases of `lang` and `part`."""
    ours = cases(lang, part)
    flagged = [is_right(case) for case in ours if case.flag]
    calm = [is_right(case) for case in ours if not case.flag]
    return Figures(sum(flagged) / len(flagged), 1 - sum(calm) / len(calm))


def _print_cells(part: str, *, wrong: bool) -> None:
    for lang in ("fr", "en"):
        recall, false_flags = figures(lang, part)
        print(f"{lang} {part}: recall {recall:.3f}, false flags {false_flags:.3f}")
        cells: dict[str, list[bool]] = defaultdict(list)
        for case in cases(lang, part):
            right = is_right(case)
            cells[f"{case.category or 'not flagged'}: {case.functionality}"].append(right)
            if wrong and not right:
                print(f"    wrong [{case.category}] {case.text!r}")
        for cell, rights in cells.items():
            print(f"  {sum(rights):3} of {len(rights):3}  {cell}")


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
    parser.add_argument("--part", default="development", choices=("development", "held_out"))
    parser.add_argument("--wrong", action="store_true", help="print the cases that are wrong")
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    options = parser.parse_args()
    _print_cells(options.part, wrong=options.wrong)
    if options.data:
        _print_public(options.data)


if __name__ == "__main__":
    main()
