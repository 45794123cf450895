"""Does a model that lies ever get a broken wording on screen, and how many honest ones are refused for nothing?

    python -m tests.measures.rewrite_lies [--fills 5] [--all]

200 drafts (tests/core/engine/lies.toml, five fillings a case), each with every lie that fits it, one call a lie. A lie
is known by the replacement that made it: the checks are not asked what is broken. The model tells the same lie again
when it is asked to mend it. Goal: no lie accepted; the honest wordings refused are printed, with the reasons.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, cast

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.engine.rewrite import Brief, rewrite  # noqa: E402 - the checkout's own package, found above
from aparte.engine.wire import Done, Text  # noqa: E402
from tests.core.engine.lies import FILLS, Case, by_hand, cases  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.engine.client import Engine
    from aparte.engine.rewrite import Rewrites

PLATFORM = "facebook"
"""Long enough for every draft, so that a length is never what refuses a lie about something else."""
PLATFORM_OVER = "x"
SHOWN = 40


class Liar:
    """Stands where the engine does, and always gives the same answer."""

    scripted = True
    cancels = 0

    def __init__(self, answer: str) -> None:
        """Answer this."""
        self._answer = answer

    def chat(self, _messages: object, **_more: Any) -> Iterator[Text | Done]:
        """Yield the answer at once, and how it ended."""
        yield Text(id=0, text=self._answer)
        speeds = {"first_token_ms": 0.0, "tokens_per_s": 0.0, "prompt_tokens_per_s": 0.0}
        yield Done(id=0, reason="stop", tokens=1, prompt_tokens=0, reused_tokens=0, **speeds)


def asked(case: Case, answer: str, what: str = "") -> Rewrites:
    """Return what `rewrite` makes of one answer to the draft of `case`."""
    platform = PLATFORM_OVER if what == "over the limit" else PLATFORM
    brief = Brief(text=case.draft, platform=platform, n=1, lang=case.lang)
    return rewrite(brief, cast("Engine", Liar(answer)), None, None)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fills", type=int, default=FILLS)
    parser.add_argument("--all", action="store_true", help="print every lie accepted and every honest wording refused")
    arguments = parser.parse_args()
    _measure("200 adversarial drafts (goal: 0 lies accepted)", cases(arguments.fills), whole=arguments.all)
    _measure("lies told by hand, seen while the checks were mended", by_hand("seen"), whole=arguments.all)
    _measure("lies told by hand, unseen", by_hand("unseen"), whole=arguments.all)


def _measure(title: str, collection: Sequence[Case], *, whole: bool) -> None:
    began = process_time()
    accepted: list[tuple[str, str, str]] = []
    refused: list[tuple[str, str, str]] = []
    reasons: Counter[str] = Counter()
    for case in collection:
        for what, text in case.lies:
            found = asked(case, text, what)
            if found.candidates:
                accepted.append((what, case.draft, text))
            else:
                reasons[found.rejected[-1].why] += 1
        for text in case.honest:
            found = asked(case, text)
            if not found.candidates:
                why = found.rejected[-1]
                refused.append((f"{why.why} {dict(why.params)}", case.draft, text))
    lies, honest = sum(len(case.lies) for case in collection), sum(len(case.honest) for case in collection)
    print(f"{title}: {len(collection)} drafts, {lies} lies, {process_time() - began:.0f} s of cpu")
    print(f"  lies accepted: {len(accepted)} ({len(accepted) / lies:.1%})")
    _list(accepted, whole=whole)
    print(f"  honest wordings refused: {len(refused)} of {honest} ({len(refused) / honest:.1%})")
    _list(refused, whole=whole)
    print("  reasons the lies were refused for: " + ", ".join(f"{why} {n}" for why, n in reasons.most_common()))


def _list(found: list[tuple[str, str, str]], *, whole: bool) -> None:
    for what, count in Counter(what for what, _draft, _text in found).most_common(SHOWN):
        print(f"    {count:4} {what}")
        examples = [(draft, text) for name, draft, text in found if name == what]
        for draft, text in examples if whole else examples[:1]:
            print(f"       draft: {draft}\n       shown: {text}")


if __name__ == "__main__":
    main()
