"""What was found of a model on this machine, for its row: its speed and its audition, grey once they no longer hold."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte.records import record
from aparte_ui import numbers

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.engine.audition import Report
    from aparte.engine.bench import Measured
    from aparte.nouns import ModelFile
    from aparte_ui.widgets.text import Text


@record
class Found:
    """speed, report: as they were kept, None for what was never found; …_holds: with this engine, on this machine.

    begun: drafts of an audition that was stopped.
    """

    speed: Measured | None = None
    report: Report | None = None
    begun: int = 0
    speed_holds: bool = True
    report_holds: bool = True


def look(home: Path, model: ModelFile) -> Found:
    """Read what was kept of a model. Not on the thread that paints."""
    from aparte.engine import audition, bench

    speed, report = bench.kept(home, model), audition.kept(home, model)
    return Found(
        speed=speed,
        report=report,
        begun=audition.interrupted(home, model),
        speed_holds=speed is None or speed.found.still_holds(model),
        report_holds=report is None or report.still_holds(model),
    )


def show_speed(found: Found, upper: Text, lower: Text) -> None:
    """Say a speed, and when and with what it was measured; grey when the engine or the machine changed since."""
    measured, holds = found.speed, found.speed_holds
    if measured is None:
        upper.set_text("—")
        upper.set_colour("ink")
        lower.set_text(_("not measured"))
        lower.setToolTip("")
        return
    speed = measured.speed
    day = numbers.day(datetime.fromisoformat(measured.found.at).date())
    upper.set_text(_("{n} tokens/s").format(n=numbers.decimal(speed.tokens_per_s)))
    upper.set_colour("ink" if holds else "ink3")
    if not holds:
        said = _("out of date: measure again")
    elif speed.threads:
        said = _("measured on {day}, threads: {n}")
    else:
        said = _("measured on {day}, at its server")
    lower.set_text(said.format(day=day, n=numbers.number(speed.threads)))
    lower.setToolTip(_detail(measured))


def _detail(measured: Measured) -> str:
    """Return the rest of the figures: the tooltip of the speed."""
    speed, found = measured.speed, measured.found
    said = [
        _("{n} tokens/s while reading").format(n=numbers.number(round(speed.prompt_tokens_per_s))),
        _("first word after {time}").format(time=numbers.duration(speed.first_token_ms / 1000)),
    ]
    if speed.ram_bytes:
        said.append(_("{size} of memory").format(size=numbers.size(speed.ram_bytes)))
    return " \u00b7 ".join([*said, found.engine, found.machine])
