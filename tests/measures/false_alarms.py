"""How often the culture checks cry over nothing: 300 ordinary posts of our own, 150 in French and 150 in English.

Run: python -m tests.measures.false_alarms. A post's `right` names the checks that a careful reader agrees with; every
other finding, advice or warning, is a false alarm. Typography is counted apart: on a plain space it is always right, so
it would only hide the rest. Goal: at most 2 % of the posts with a false alarm.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from aparte.nouns import Finding, Occasion
from aparte.platforms import culture
from aparte.text.reading import Reading

POSTS = Path(__file__).with_name("ordinary_posts.jsonl")
GOAL = 0.02


def findings(post: dict[str, Any]) -> list[Finding]:
    reading = Reading(post["text"], post["lang"])
    return [
        finding
        for owner in ("fit", "sensitivity")
        for finding in culture.findings(reading, post["text"], post["platform"], Occasion(), owner)
        if not finding.code.startswith("typography-")
    ]


def main() -> int:
    lines = POSTS.read_text(encoding="utf-8").splitlines()
    posts = [json.loads(line) for line in lines]
    alarmed, loud, per_check = set(), set(), Counter[str]()
    rightly = Counter[str]()
    for post in posts:
        for finding in findings(post):
            if finding.code in post.get("right", ()):
                rightly[finding.code] += 1
                continue
            per_check[finding.code] += 1
            alarmed.add(post["id"])
            if finding.severity != "advice":
                loud.add(post["id"])
            shown = post["text"][finding.span.start : finding.span.end]
            print(f"  {post['id']} {finding.code} ({finding.severity}): {shown!r} in {post['text'][:90]!r}")
    share = len(alarmed) / len(posts)
    print(f"{len(posts)} posts: {len(alarmed)} with a false alarm, {share:.1%} (goal {GOAL:.0%}); {len(loud)} loud")
    for code in culture.checks():
        if not code.startswith("typography-"):
            print(f"  {code:24} false {per_check[code]:3}  right {rightly[code]:3}")
    return 0 if share <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
