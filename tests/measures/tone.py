"""How the tone rules do on our own posts, in both languages.

    python -m tests.measures.tone [--part development|held_out|all] [--wrong]

Every other case is for development; the other half was only counted, and its figures stand in the tests as floors.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

from aparte.nouns import Occasion
from aparte.scorers.tone import SCORER
from aparte.text.reading import Reading

CASES = Path(__file__).with_name("tone_cases.jsonl")
CALM = Occasion()
ASPECTS = ("tone", "register", "address", "promotional", "urgent")


class Case(NamedTuple):
    """One post and what it is. part: development or held_out."""

    text: str
    lang: str
    tone: str
    register: str
    address: str
    promotional: bool
    urgent: bool
    part: str


def cases(lang: str, part: str = "all") -> list[Case]:
    """Return our cases of a language, of one part or all."""
    ours = [Case(**json.loads(line)) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [case for case in ours if case.lang == lang and part in ("all", case.part)]


def answers(case: Case) -> dict[str, tuple[object, object]]:
    """Return (expected, said) for each of ASPECTS."""
    tone = SCORER.score(Reading(case.text, "fr" if case.lang == "fr" else "en"), CALM)
    said = (tone.dominant, tone.register, tone.address, tone.promotional, tone.urgent)
    return dict(zip(ASPECTS, zip(case[2:7], said, strict=True), strict=True))


def shares_right(lang: str, part: str) -> dict[str, float]:
    """Return, for each of ASPECTS, the share of the cases that the rules get right."""
    ours = [answers(case) for case in cases(lang, part)]
    return {name: sum(one[name][0] == one[name][1] for one in ours) / len(ours) for name in ASPECTS}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="development", choices=("development", "held_out", "all"))
    parser.add_argument("--wrong", action="store_true", help="print the cases that are wrong")
    options = parser.parse_args()
    for lang in ("fr", "en"):
        print(lang, options.part, {name: round(share, 3) for name, share in shares_right(lang, options.part).items()})
        for case in cases(lang, options.part) if options.wrong else ():
            wrong = {name: pair for name, pair in answers(case).items() if pair[0] != pair[1]}
            if wrong:
                print("   ", case.text, wrong)


if __name__ == "__main__":
    main()
