"""How the learned tone does on our own posts, in both languages.

    python tests/measures/tone.py [--part development|held_out] [--wrong]

Two sets: the posts of our corpus (development: its training part, which the tables have seen, so that its figures say
little; held_out: what they never saw), and 400 plain sentences (tone_cases.jsonl), of which every other one was learned
from and the others were only counted. Beside the dominant tone stands the share of posts whose main tone is among the
two that score highest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.nouns import Occasion  # noqa: E402 - the checkout's own package, found just above
from aparte.scorers.tone import SCORER  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402
from models.train.corpus import LANGUAGES, Post, rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Tone
    from models.train.corpus import Lang

CASES = Path(__file__).with_name("tone_cases.jsonl")
CALM = Occasion()
ASPECTS = ("tone", "register", "address", "promotional", "urgent")
YES_OR_NO = ("promotional", "urgent")


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


class Answer(NamedTuple):
    """What a case is and what was said, aspect by aspect. near: the case's tone is one of the two highest."""

    expected: dict[str, object]
    said: dict[str, object]
    near: bool


def cases(lang: str, part: str = "all") -> list[Case]:
    """Return our plain sentences of a language, of one part or all."""
    ours = [Case(**json.loads(line)) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [case for case in ours if case.lang == lang and part in ("all", case.part)]


def posts(lang: Lang, part: str) -> list[Case]:
    """Return the posts of our corpus of one part: development (the training part) or held_out."""
    found = rows(Post, lang, "held_out" if part == "held_out" else "train")
    return [
        Case(row.text, lang, row.tone, row.register, row.address, row.promotional, row.urgent, part) for row in found
    ]


def answer(case: Case) -> Answer:
    """Return what is said of a case beside what it is."""
    tone: Tone = SCORER.score(Reading(case.text, "fr" if case.lang == "fr" else "en"), CALM)
    said = (tone.dominant, tone.register, tone.address, tone.promotional, tone.urgent)
    highest = sorted(tone.scores, key=tone.scores.__getitem__)[-2:]
    return Answer(
        dict(zip(ASPECTS, case[2:7], strict=True)), dict(zip(ASPECTS, said, strict=True)), case.tone in highest
    )


def shares_right(lang: str, part: str) -> dict[str, float]:
    """Return, for each of ASPECTS, the share of our plain sentences that come out right."""
    return _shares([answer(case) for case in cases(lang, part)])


def macro_f1(answers: Sequence[Answer], aspect: str) -> float:
    """Return the mean F1 of an aspect's values, of those that the cases have."""
    pairs = Counter((one.expected[aspect], one.said[aspect]) for one in answers)
    wanted, given = Counter(one.expected[aspect] for one in answers), Counter(one.said[aspect] for one in answers)
    return sum(2 * pairs[name, name] / (wanted[name] + given[name]) for name in wanted) / len(wanted)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="development", choices=("development", "held_out"))
    parser.add_argument("--wrong", action="store_true", help="print the sentences that are wrong")
    options = parser.parse_args()
    for lang in LANGUAGES:
        for name, ours in (("posts", posts(lang, options.part)), ("sentences", cases(lang, options.part))):
            _tell(f"{lang} {name} {options.part}", [answer(case) for case in ours])
        for case in cases(lang, options.part) if options.wrong else ():
            one = answer(case)
            wrong = {name: (one.expected[name], one.said[name]) for name in ASPECTS}
            print("   ", case.text, {name: pair for name, pair in wrong.items() if pair[0] != pair[1]})


def _tell(title: str, answers: Sequence[Answer]) -> None:
    shares = ", ".join(f"{name} {share:.3f}" for name, share in _shares(answers).items())
    near = sum(one.near for one in answers) / len(answers)
    print(f"{title} ({len(answers):,}): {shares}")
    macro = ", ".join(f"{name} {macro_f1(answers, name):.3f}" for name in ASPECTS if name not in YES_OR_NO)
    print(f"    macro-F1: {macro}; tone among the two highest {near:.3f}; {_yes(answers)}")
    right = Counter(one.expected["tone"] for one in answers if one.expected["tone"] == one.said["tone"])
    each = Counter(one.expected["tone"] for one in answers)
    print("    found: " + ", ".join(f"{name} {right[name] / count:.2f}" for name, count in sorted(each.items())))


def _yes(answers: Sequence[Answer]) -> str:
    told = []
    for name in YES_OR_NO:
        wanted, given = (
            [bool(side[name]) for side in sides] for sides in zip(*(one[:2] for one in answers), strict=True)
        )
        both = sum(a and b for a, b in zip(wanted, given, strict=True))
        told.append(f"{name} F1 {2 * both / max(1, sum(wanted) + sum(given)):.3f}")
    return ", ".join(told)


def _shares(answers: Sequence[Answer]) -> dict[str, float]:
    return {name: sum(one.expected[name] == one.said[name] for one in answers) / len(answers) for name in ASPECTS}


if __name__ == "__main__":
    main()
