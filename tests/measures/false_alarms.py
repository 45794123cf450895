"""How often the culture checks cry over nothing: 300 ordinary posts of our own, 150 in French and 150 in English.

    python -m tests.measures.false_alarms

A post's `right` names the checks that a careful reader agrees with; every other finding, advice or warning, is a false
alarm. Typography is left out: on a plain space it is always right, so it would only hide the rest. Goal: at most 2 % of
the posts with a false alarm. The posts were written by the hands that wrote the checks: expect a little more elsewhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aparte.nouns import Occasion
from aparte.platforms import culture
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from aparte.nouns import Finding

POSTS = Path(__file__).with_name("ordinary_posts.jsonl")
GOAL = 0.02


class Alarm(NamedTuple):
    """A finding on an ordinary post, and whether a careful reader agrees with it."""

    post: dict[str, Any]
    finding: Finding
    right: bool


def posts() -> list[dict[str, Any]]:
    """Return the ordinary posts: id, lang, platform, sector, text, right."""
    return [json.loads(line) for line in POSTS.read_text(encoding="utf-8").splitlines()]


def alarms() -> list[Alarm]:
    """Return what the checks say of the ordinary posts."""
    return [
        Alarm(post, finding, finding.code in post.get("right", ()))
        for post in posts()
        for owner in ("fit", "sensitivity")
        for finding in culture.findings(
            Reading(post["text"], post["lang"]), post["text"], post["platform"], Occasion(), owner
        )
        if not finding.code.startswith("typography-")
    ]


def share() -> float:
    """Return the share of the posts with a false alarm."""
    return len({alarm.post["id"] for alarm in alarms() if not alarm.right}) / len(posts())


def main() -> int:
    """Print each false alarm, the share, and the counts of each check."""
    heard = alarms()
    for post, finding, right in heard:
        if not right:
            shown = post["text"][finding.span.start : finding.span.end]
            print(f"  {post['id']} {finding.code} ({finding.severity}): {shown!r} in {post['text'][:80]!r}")
    loud = {alarm.post["id"] for alarm in heard if not alarm.right and alarm.finding.severity != "advice"}
    print(f"{len(posts())} posts: {share():.1%} with a false alarm (goal {GOAL:.0%}), {len(loud)} of them a warning")
    false = Counter(alarm.finding.code for alarm in heard if not alarm.right)
    rightly = Counter(alarm.finding.code for alarm in heard if alarm.right)
    for code in culture.checks():
        if not code.startswith("typography-"):
            print(f"  {code:24} false {false[code]:3}  right {rightly[code]:3}")
    return 0 if share() <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
