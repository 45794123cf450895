"""The line under a model that says how good it is: what its audition counted, and the ways to hear it or read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.engine.audition import Report
    from aparte.nouns import ModelFile
    from aparte_ui.models.found import Found
    from aparte_ui.theme import Theme


class HeardLine(QWidget):
    """asked: "hear" or "report"."""

    asked = Signal(str)

    def __init__(self, theme: Theme, model: ModelFile) -> None:
        """Say nothing before `show_state`."""
        super().__init__()
        self._model = model
        self._said = Text(theme, "small", colour="ink2", elide=True)
        self.report = Button(theme, kind="quiet", size="small")
        self.hear = Button(theme, kind="quiet", size="small")
        self.report.clicked.connect(lambda: self.asked.emit("report"))
        self.hear.clicked.connect(lambda: self.asked.emit("hear"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.report)
        row.addWidget(self.hear)

    def show_state(self, found: Found, why: str) -> None:
        """Say what the audition counted; why: what forbids hearing the model now, "" for nothing."""
        report, begun, holds = found.report, found.begun, found.report_holds
        self._said.set_text(_told(report, begun, holds=holds))
        self._said.set_colour("ink2" if holds else "ink3")
        self.report.setVisible(report is not None)
        self.report.set_text(_("Read the report"))
        accessible.name(self.report, f"{self.report.label()} {self._model.name}")
        self.hear.setVisible(report is None or not holds or bool(begun))
        self.hear.set_text(_("Go on") if begun else _("Audition"))
        self.hear.refuse(why)
        if not why:
            accessible.name(self.hear, f"{self.hear.label()} {self._model.name}")


def _told(report: Report | None, begun: int, *, holds: bool) -> str:
    if begun:
        return _("At the audition: stopped after {n} drafts.").format(n=numbers.number(begun))
    if report is None:
        return _("Not heard yet: 24 drafts, in French and English, tell how good it is here.")
    told = _("At the audition: {n} of {all} passed (French {fr}, English {en}), {day}").format(
        n=numbers.number(report.count("accepted")),
        all=numbers.number(len(report.heard)),
        fr=numbers.number(report.count("accepted", "fr")),
        en=numbers.number(report.count("accepted", "en")),
        day=numbers.day(datetime.fromisoformat(report.found.at).date()),
    )
    return told if holds else _("{what}. The engine or the machine has changed since.").format(what=told)
