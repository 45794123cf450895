"""`aparte fit`: how many texts sit on their platforms, one answer a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.cli import DONE, NO
from aparte.i18n import _

if TYPE_CHECKING:
    import argparse

    from aparte.cli import Commands
    from aparte.cli.lines import Line


def register(commands: Commands) -> None:
    """Add `fit`."""
    parser = commands.add("fit", fit, _("platform fit alone: length, entities, limits, thread parts"))
    parser.add_argument("--jsonl", metavar="F", required=True, help=_("a JSON Lines file (“-”: standard input)"))
    parser.add_argument("--platform", default="", metavar="x,bluesky,…", help=_("for lines that name none"))


def fit(arguments: argparse.Namespace) -> int:
    """Answer each line for each of its platforms, as they come; 1 when a finding is an error."""
    from aparte.cli.given import platforms_given
    from aparte.cli.lines import read_lines, write_line
    from aparte.cli.output import fit_data
    from aparte.nouns import Occasion
    from aparte.platforms.fit import fit as fit_on
    from aparte.text.language import detect
    from aparte.text.reading import Reading

    default, occasion = platforms_given(arguments.platform), Occasion()
    status = DONE
    for line in read_lines(arguments.jsonl):
        reading = Reading(line.text, detect(line.text))
        for name in platforms_of(line, default, needed=True):
            result = fit_on(reading, line.text, name, occasion)
            write_line(fit_data(result, line.id))
            if result.verdict == "blocked":
                status = NO
    return status


def platforms_of(line: Line, default: tuple[str, ...], *, needed: bool = False) -> tuple[str, ...]:
    """Return the platforms a line asks for; it wins over the option. Raises Trouble naming the line.

    needed: a line without any can't be used.
    """
    from aparte.cli.given import platforms_given
    from aparte.errors import Trouble
    from aparte.platforms.platform import ids

    known = _("Choose among: {names}.").format(names=", ".join(ids()))
    try:
        names = platforms_given(line.names("platform", default))
    except Trouble as trouble:
        if trouble.code != "usage.platform":
            raise
        raise line.refuse("platform", trouble.params["platform"], known) from None
    if needed and not names:
        raise line.refuse("platform", line.data.get("platform"), known)
    return names
