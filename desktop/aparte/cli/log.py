"""`aparte log`: note a copy made elsewhere, read the copy log, and check that nobody changed it."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.cli import DONE, NO
from aparte.cli.imported import written
from aparte.i18n import _
from aparte.messages import say
from aparte.records import plain

if TYPE_CHECKING:
    import argparse

    from aparte.archive.spaces import Space
    from aparte.cli import Commands
    from aparte.gate.checks import Check
    from aparte.gate.lines import LogLine
    from aparte.gate.log import LogReport
    from aparte.nouns import Assessment, Brand


def register(commands: Commands) -> None:
    """Add `log add`, `log show` and `log verify`."""
    action = commands.group("log", _("the copy log: what left, who answered for it, and whether it was changed"))
    parser = action("add", add, _("note a copy made elsewhere; it passes the same gate"))
    parser.add_argument("text", nargs="?", metavar="TEXT")
    parser.add_argument("--file", metavar="FILE", help=_("read the text from a UTF-8 file"))
    parser.add_argument("--platform", required=True, metavar="P")
    parser.add_argument("--reason", default="", metavar="R", help=_("why it left in spite of what was found"))
    parser.add_argument("--person", default="", metavar="NAME", help=_("who answers for it, instead of you"))
    parser.add_argument("--lang", default="auto", choices=["auto", "fr", "en"])
    parser.add_argument("--intent", default="sincere", choices=["sincere", "playful"])
    parser.add_argument("--brand", metavar="NAME")
    action("show", show, _("show the lines of a client's log")).add_argument("--brand", metavar="NAME")
    action("verify", verify, _("check the log of every client")).add_argument("--brand", metavar="NAME")


def add(arguments: argparse.Namespace) -> int:
    """Note one copy; 1, and nothing written, when a finding asks for a line and there is no --reason."""
    from aparte.cli.given import client_given, text_given
    from aparte.gate.checks import open_points, overridden, sign, unanswered
    from aparte.gate.log import Log
    from aparte.platforms.platform import platform as platform_called
    from aparte.secrets import log_key

    platform = platform_called(arguments.platform.strip().lower()).id
    text = text_given(arguments)
    space = client_given(arguments)
    assessment = _assessed(arguments, text, platform, space)
    rows = _rows(arguments, assessment, platform, space.brand if space else None)
    # The command itself says "I have looked": it ticks, and only a typed reason answers.
    answers = {row.code: arguments.reason if row.state == "answer" else "" for row in open_points(rows)}
    waiting = unanswered(rows, answers)
    if waiting:
        what = say(waiting[0].message, waiting[0].params)
        print(f"aparte: {say('log.refused', {'what': what})}", file=sys.stderr)
        return NO
    signed = sign(rows, answers, text=text, platform=platform, person=_person(arguments), signed_at=_now())
    log = Log((space or _default()).folder, log_key(paths.home()))
    line = log.append(signed, assessment, overrides=overridden(rows, answers))
    if line.late:
        print(f"aparte: {say('log.late_line', {})}", file=sys.stderr)
    if _wants_json(arguments):
        _print_json(_line_data(line))
    else:
        print(_line_said(line))
    return DONE


def show(arguments: argparse.Namespace) -> int:
    """Print the lines of one client's log, the oldest first."""
    from aparte.cli.given import client_given
    from aparte.gate.log import head_line, read_lines
    from aparte.gate.log import verify as verify_log

    folder = (client_given(arguments) or _default()).folder
    lines = read_lines(folder)
    if _wants_json(arguments):
        _print_json([_line_data(line) for line in lines])
        return DONE
    for line in lines:
        print(_line_said(line))
    print(head_line(verify_log(folder)))
    return DONE


def verify(arguments: argparse.Namespace) -> int:
    """Check the chain of every space, or of one client's; 1 when something differs."""
    from aparte.archive.spaces import spaces
    from aparte.cli.given import client_given
    from aparte.gate.log import verify as verify_log

    chosen = client_given(arguments)
    reports = [(space, verify_log(space.folder)) for space in ([chosen] if chosen else spaces(paths.home()))]
    intact = all(report.intact for _space, report in reports)
    if _wants_json(arguments):
        _print_json({"ok": intact, "spaces": [_report_data(space, report) for space, report in reports]})
    else:
        for space, report in reports:
            print("\n".join(_report_said(space, report)))
        if not reports:
            print(_("No copy was logged yet."))
    return DONE if intact else NO


def _assessed(arguments: argparse.Namespace, text: str, platform: str, space: Space | None) -> Assessment:
    from aparte.cli.given import prior_given
    from aparte.drafts.assess import assess
    from aparte.nouns import Occasion
    from aparte.text.names import names_of

    brand = space.brand if space else None
    occasion = Occasion(
        intent=arguments.intent,
        address=brand.address if brand else None,
        customs_off=frozenset(brand.customs_off) if brand else frozenset(),
        overrides=brand.overrides if brand else {},
        irony_prior=prior_given(space),
        names=names_of(brand) if brand else (),
    )
    return assess(text, occasion=occasion, platforms=[platform], lang=arguments.lang)


def _rows(
    arguments: argparse.Namespace, assessment: Assessment, platform: str, brand: Brand | None
) -> tuple[Check, ...]:
    from aparte import settings
    from aparte.gate.checks import checks
    from aparte.nouns import Draft

    passed = settings.remembered(settings.load(paths.home()), brand.id, datetime.now(UTC)) if brand else {}
    draft = Draft(id="", base_text=assessment.text, intent=arguments.intent)
    return checks(assessment, platform, draft, brand=brand, overrides=passed)


def _default() -> Space:
    from aparte.archive.spaces import default_space

    return default_space(paths.home())


def _person(arguments: argparse.Namespace) -> str:
    """Return who signs: as given, as the settings say, or the name of the session."""
    from aparte.settings import load

    name: str = arguments.person or load(paths.home()).person
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _line_data(line: LogLine) -> dict[str, Any]:
    data: dict[str, Any] = plain(line)
    return data


def _line_said(line: LogLine) -> str:
    kind = _("signed") if line.kind == "signed" else _("working copy, not checked")
    author = _("by hand") if line.by == "hand" else _("with {model}").format(model=line.by)
    said = f"{line.number:>4}  {line.at}  {line.platform:<9}  {line.person}  {kind}, {author}"
    reasons = "".join(f"\n      {code}: {reason}" for code, reason in line.overrides.items())
    return said + reasons


def _report_data(space: Space, report: LogReport) -> dict[str, Any]:
    def said(found: Any) -> list[dict[str, Any]]:
        return [{"code": one.code, "line": one.line, "message": say(one.code, one.params)} for one in found]

    return {
        "space": space.brand.id,
        "brand": space.brand.name,
        "path": str(space.log_path),
        "ok": report.intact,
        "lines": report.lines,
        "head": report.head,
        "problems": said(report.problems),
        "notes": said(report.notes),
    }


def _report_said(space: Space, report: LogReport) -> list[str]:
    from aparte.gate.log import head_line

    state = _("intact") if report.intact else _("CHANGED")
    found = [f"  {say(one.code, one.params)}" for one in (*report.problems, *report.notes)]
    return [f"{space.brand.name}: {state}, {head_line(report)}", *found]


def _wants_json(arguments: argparse.Namespace) -> bool:
    return bool(getattr(arguments, "json", False))


def _print_json(document: object) -> None:
    print(written(document))
