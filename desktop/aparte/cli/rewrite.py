"""`aparte rewrite`: other wordings of a text, each one checked, from the local model or from rules."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.cli import DONE, NO
from aparte.errors import Trouble
from aparte.i18n import _
from aparte.messages import say

if TYPE_CHECKING:
    import argparse

    from aparte.cli import Commands
    from aparte.engine.rewrite import Candidate, Refusal, Rewrites

MOST = 8
_DIGITS = 6


def register(commands: Commands) -> None:
    """Add `rewrite`."""
    parser = commands.add("rewrite", rewrite, "other wordings of a text, each one checked")
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument("--file", metavar="FILE", help="read the text from a UTF-8 file")
    parser.add_argument("--platform", required=True, metavar="P")
    parser.add_argument("--goal", default="less-risky", metavar="less-risky/shorter/warmer/clearer/…", help=_goals())
    parser.add_argument("--n", type=int, default=3, metavar="N", help=f"how many to ask for, 1 to {MOST}")
    parser.add_argument("--lang", default="auto", choices=["auto", "fr", "en"])
    parser.add_argument("--intent", default="sincere", choices=["sincere", "playful"])
    parser.add_argument("--facts", default="", metavar="TEXT", help="what a wording may use beside the text")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--brand", metavar="NAME")
    parser.set_defaults(planned=None, media=[], alt=[])


def _goals() -> str:
    from aparte.engine.goals import BY_NAME

    return ", ".join(BY_NAME)


def rewrite(arguments: argparse.Namespace) -> int:
    """Print the wordings that passed, the best first; 1 when none did."""
    from aparte.cli.drafts import circumstances
    from aparte.cli.given import client_given, text_given
    from aparte.drafts.voice import MOST as MOST_OWN
    from aparte.engine.prompter import Prompter
    from aparte.engine.rewrite import Brief, rewrite_with_chosen

    if not 1 <= arguments.n <= MOST:
        raise Trouble("usage", what=f"--n: 1 to {MOST}", command="rewrite")
    occasion, own_risks = circumstances(arguments)
    space = client_given(arguments)
    brief = Brief(
        text=text_given(arguments),
        platform=arguments.platform.strip().lower(),
        goal=arguments.goal,
        n=arguments.n,
        occasion=occasion,
        lang=arguments.lang,
        facts=arguments.facts,
        own=tuple(space.own_texts()[:MOST_OWN]) if space else (),
        seed=arguments.seed,
    )
    engine = Prompter(paths.home())
    try:
        rewrites = rewrite_with_chosen(brief, paths.home(), engine, own_risks=own_risks)
    finally:
        engine.stop()
    if rewrites.note:
        print(f"aparte: {say(rewrites.note, {})}", file=sys.stderr)
    if getattr(arguments, "json", False):
        print(json.dumps(rewrites_data(rewrites), ensure_ascii=False))
    else:
        print("\n".join(_spoken(rewrites)))
    return DONE if rewrites.candidates else NO


def rewrites_data(rewrites: Rewrites) -> dict[str, Any]:
    """Return the answer as plain data, every key of the contract present."""
    from aparte.records import plain

    return {
        "model": rewrites.model,
        "candidates": [_candidate_data(one) for one in rewrites.candidates],
        "rejected": [{"text": one.text, "why": _why(one), "code": one.why} for one in rewrites.rejected],
        "timings": {name: round(value, 3) for name, value in plain(rewrites.timings).items()},
        "seconds": round(rewrites.seconds, 3),
        "note": rewrites.note,
        "voice_before": plain(rewrites.voice_before),
    }


def _candidate_data(candidate: Candidate) -> dict[str, Any]:
    from aparte.cli.output import assessment_data
    from aparte.records import plain

    return {
        "text": candidate.text,
        "assessment": assessment_data(candidate.assessment, None),
        "delta": {name: None if value is None else round(value, _DIGITS) for name, value in candidate.delta.items()},
        "changes": plain(candidate.changes),
        "facts": list(candidate.facts),
        "facts_kept": candidate.facts_kept,
        "accepted": candidate.accepted,
        "repaired": candidate.repaired,
        "voice": plain(candidate.voice),
        "blandness": {"value": round(candidate.bland, _DIGITS), "words": list(candidate.bland_words)},
    }


def _spoken(rewrites: Rewrites) -> list[str]:
    lines = []
    for number, candidate in enumerate(rewrites.candidates, 1):
        irony = candidate.delta["sarcasm"]
        figures = [] if irony is None else [_("irony {change:+d} %").format(change=round(irony * 100))]
        figures.append(_("length {change:+d}").format(change=int(candidate.delta["length"] or 0)))
        if candidate.voice is not None:
            figures.append(_("voice {inside} of {of}").format(inside=candidate.voice.inside, of=candidate.voice.of))
        if candidate.repaired:
            figures.append(_("mended once"))
        lines += [f"{number}. {candidate.text}", f"   ({', '.join(figures)})"]
    lines += [f"✗ {_why(one)}" for one in rewrites.rejected]
    if rewrites.note == "rewrite.needs_model":
        # Its note has said why.
        return lines
    return lines or [_("Nothing to propose: no rule applies to this text.")]


def _why(refusal: Refusal) -> str:
    return say(refusal.why, refusal.params)
