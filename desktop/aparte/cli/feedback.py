"""`aparte feedback`: tell which judgements of irony were right or wrong; the client's prior moves at once.

What was not judged (too short, another language) is kept as well, and moves nothing.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

from aparte.archive.times import iso, now, read_moment
from aparte.cli import DONE
from aparte.errors import Trouble
from aparte.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from aparte.archive.spaces import Space
    from aparte.cli import Commands
    from aparte.cli.lines import Line
    from aparte.nouns import Correction, Occasion, Truth

SCORES = ("sarcasm",)
TRUTHS: dict[object, Truth] = {"ironic": "ironic", "sincere": "sincere", 1: "ironic", 0: "sincere"}
"""What a line may say -> what is kept. `true` and `false` are 1 and 0 to Python."""


def register(commands: Commands) -> None:
    """Add `feedback`."""
    parser = commands.add("feedback", feedback, _("correct a judgement: the client’s next texts are read accordingly"))
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument("--file", metavar="FILE", help=_("read the text from a UTF-8 file"))
    parser.add_argument(
        "--jsonl", metavar="F", help=_("keep the corrections of a JSON Lines file (“-”: standard input)")
    )
    parser.add_argument("--score", default="sarcasm", choices=SCORES)
    parser.add_argument("--truth", choices=["ironic", "sincere"], help=_("how the text was meant"))
    parser.add_argument("--lang", default="auto", choices=["auto", "fr", "en"])
    parser.add_argument("--brand", metavar="NAME")


def feedback(arguments: argparse.Namespace) -> int:
    """Keep one correction, or those of a file, and say how the client's prior moved."""
    from aparte.cli.given import client_given, prior_given
    from aparte.nouns import Occasion
    from aparte.text.names import names_of

    if arguments.jsonl is None and arguments.truth is None:
        raise Trouble("usage", what=_("--truth says how the text was meant: ironic or sincere"), command="feedback")
    space = client_given(arguments) or _default()
    before = prior_given(space)
    count = _keep(space, _told(arguments, Occasion(irony_prior=before, names=names_of(space.brand))))
    _answer(arguments, count, before, prior_given(space) if count else before)
    return DONE


def _keep(space: Space, corrections: Iterable[Correction]) -> int:
    from aparte.feedback.kept import keep

    return keep(space.folder, corrections)


def _default() -> Space:
    from aparte import paths
    from aparte.archive.spaces import default_space

    return default_space(paths.home())


def _told(arguments: argparse.Namespace, occasion: Occasion) -> Iterator[Correction]:
    from aparte.cli.given import text_given
    from aparte.cli.lines import read_lines

    if arguments.jsonl is None:
        yield _correction(text_given(arguments), arguments.lang, arguments.truth, occasion)
        return
    for line in read_lines(arguments.jsonl):
        yield _of_line(line, arguments.lang, occasion)


def _correction(
    text: str, lang: str, truth: Truth, occasion: Occasion, identifier: str = "", at: str = ""
) -> Correction:
    """Return the correction of a text as it would be read now."""
    import secrets

    from aparte.drafts.assess import read
    from aparte.nouns import Correction
    from aparte.scorers.irony_risk import judge

    reading = read(text, lang, occasion.names)
    judged = judge(reading, occasion)
    return Correction(
        id=identifier or secrets.token_hex(8),
        at=at or iso(now()) or "",
        text=text,
        lang=reading.language,
        truth=truth,
        predicted=None if judged.why else judged.risk,
        prior=occasion.irony_prior,
    )


def _of_line(line: Line, lang: str, occasion: Occasion) -> Correction:
    """Return the correction of a line. A risk it gives is taken at its word, and so is the prior in it (0)."""
    from dataclasses import replace

    from aparte.cli.bulk import language_of

    line.choice("score", SCORES, "sarcasm")
    identifier = str(line.id) if line.data.get("id") is not None else ""
    told = _correction(line.text, language_of(line, lang), _truth_of(line), occasion, identifier, _moment_of(line))
    predicted = _number_of(line, "predicted", 0.0, 1.0)
    if predicted is None:
        return told
    from aparte.feedback.prior import FARTHEST

    return replace(told, predicted=predicted, prior=_number_of(line, "prior", -FARTHEST, FARTHEST) or 0.0)


def _truth_of(line: Line) -> Truth:
    value = line.data.get("truth")
    if isinstance(value, (str, int)) and value in TRUTHS:
        return TRUTHS[value]
    raise line.refuse("truth", value, _("Choose among: {names}.").format(names="ironic, sincere"))


def _moment_of(line: Line) -> str:
    value = line.string("at")
    if value is None:
        return ""
    moment = read_moment(value)
    if moment is None:
        raise line.refuse("at", value, _("Write it as {example}.").format(example="2026-11-23T09:30:00Z"))
    return iso(moment.at) or ""


def _number_of(line: Line, key: str, least: float, most: float) -> float | None:
    value = line.data.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not least <= value <= most:
        hint = _("Write a number from {least} to {most}.").format(least=f"{least:g}", most=f"{most:g}")
        raise line.refuse(key, value, hint)
    return float(value)


def _answer(arguments: argparse.Namespace, count: int, before: float, after: float) -> None:
    if getattr(arguments, "json", False):
        from aparte.cli.lines import write_line

        write_line({"kept": count, "prior_before": before, "prior_after": after})
        return
    moved = _("Irony of this client: {before} log-odds before, {after} now (0: nothing was corrected).")
    kept = ngettext("{n} correction kept.", "{n} corrections kept.", count).format(n=count)
    sys.stdout.write(f"{kept}\n{moved.format(before=f'{before:+.2f}', after=f'{after:+.2f}')}\n")
