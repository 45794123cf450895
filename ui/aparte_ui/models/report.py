"""The report of an audition over the window: what to think of the model, the counts, each answer under its draft."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte import messages
from aparte.i18n import N_, _
from aparte_ui import numbers
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.engine.audition import Heard, Report
    from aparte.nouns import ModelFile
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.models.found import Found
    from aparte_ui.theme import Theme

LANGUAGES = {"fr": N_("French"), "en": N_("English")}
_WIDTH, _LIST = 820, 320
_LEAST_LIST = 160
_AROUND = 380
"""Height of the window that all but the list takes."""


class ReportSheet(Overlay):
    """again: hear the model once more."""

    again = Signal()

    def __init__(self, window: MainWindow, model: ModelFile, found: Found, texts: dict[str, str], why: str) -> None:
        """Show the report of `found`; texts: of the drafts, by their id; why: what forbids hearing the model now."""
        theme = self._own = window.app.theme
        super().__init__(theme, window, width=_WIDTH, place="top", top=48)
        assert found.report is not None
        report = self.report = found.report
        self._holds = found.report_holds
        heading = Heading(theme, "section")
        heading.say(_("{name} at the audition").format(name=model.name))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(heading)
        for line in self._verdict():
            column.addWidget(line)
        column.addWidget(_counts(theme, report))
        reasons = _reasons(report)
        if reasons:
            column.addWidget(Text(theme, "body", wrap=True, text=_("Refused: {reasons}").format(reasons=reasons)))
        column.addWidget(Text(theme, "small", colour="ink2", wrap=True, text=_figures(report)))
        column.addWidget(Rule(theme))
        self.list = _list(theme, report, texts)
        self.list.setFixedHeight(max(theme.px(_LEAST_LIST), min(theme.px(_LIST), window.height() - theme.px(_AROUND))))
        column.addWidget(self.list)
        self.hear_again = Button(theme, _("Hear it again"))
        self.hear_again.refuse(why)
        close = Button(theme, _("Close"), kind="primary")
        self.hear_again.clicked.connect(self._on_again)
        close.clicked.connect(self.close_panel)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.hear_again)
        foot.addWidget(close)
        column.addLayout(foot)
        self.closed.connect(self.deleteLater)
        self.open(close)

    def _verdict(self) -> list[Text]:
        from aparte.engine.audition import verdict

        (first, numbers_of), *others = verdict(self.report)
        said = [Text(self._own, "body", weight=600, wrap=True, text=messages.say(first, numbers_of))]
        said += [
            Text(self._own, "body", colour="ink2", wrap=True, text=messages.say(code, more)) for code, more in others
        ]
        if not self._holds:
            old = _("The engine or the machine has changed since: hear it again.")
            said.append(Text(self._own, "body", colour="judge", wrap=True, text=old))
        return said

    def _on_again(self) -> None:
        self.close_panel()
        self.again.emit()


def _counts(theme: Theme, report: Report) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
    grid.setHorizontalSpacing(theme.px(18))
    grid.setVerticalSpacing(theme.px(8))
    for row, (lang, marked) in enumerate(LANGUAGES.items()):
        # French writes its languages small, but not at the head of a line.
        name = _(marked)[:1].upper() + _(marked)[1:]
        count, whole = report.count("accepted", lang), len(report.of(lang))
        passed = _("{n} of {all} passed").format(n=numbers.number(count), all=numbers.number(whole))
        bar = Bar(theme, thick=True)
        bar.set_share(count / max(whole, 1), f"{name}: {passed}", colour="ink")
        kept = _("language kept in {language}, facts kept in {facts}").format(
            language=numbers.number(report.count("language_kept", lang)),
            facts=numbers.number(report.count("facts_kept", lang)),
        )
        grid.addWidget(Text(theme, "body", weight=600, text=name), row, 0)
        grid.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Text(theme, "body", text=passed), row, 2)
        grid.addWidget(Text(theme, "body", colour="ink2", text=kept), row, 3)
    grid.setColumnStretch(1, 1)
    return table


def _reasons(report: Report) -> str:
    return " · ".join(f"{messages.named(code)} {numbers.number(count)}" for code, count in report.reasons)


def _figures(report: Report) -> str:
    found = report.found
    said = [
        _("{n} words/s").format(n=numbers.decimal(report.words_per_s)),
        _("first word after {time} (median)").format(time=numbers.duration(report.first_token_ms / 1000)),
    ]
    if report.ram_bytes:
        said.append(_("{size} of memory").format(size=numbers.size(report.ram_bytes)))
    said.append(numbers.day(datetime.fromisoformat(found.at).date()))
    engine = _("a server") if report.is_served else found.engine
    return " · ".join([*said, engine, found.machine, f"Aparté {report.program}"])


def _list(theme: Theme, report: Report, texts: dict[str, str]) -> QScrollArea:
    page = QWidget()
    page.setProperty("surface", "clear")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, theme.px(12), 0)
    column.setSpacing(theme.px(14))
    # What was refused is what one wants to read.
    for one in sorted(report.heard, key=lambda one: one.accepted):
        column.addWidget(_answer(theme, one, texts.get(one.draft, "")))
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(_("What was heard, draft by draft"))
    return scroll


def _answer(theme: Theme, heard: Heard, draft: str) -> QWidget:
    from aparte.platforms.platform import platform

    passed = heard.accepted
    said = _("passed") if passed else messages.say(heard.why, heard.params)
    where = f"{platform(heard.platform).name}, {_(LANGUAGES[heard.lang])}"
    head = QHBoxLayout()
    head.setSpacing(theme.px(8))
    head.addWidget(Drawing(theme, "check" if passed else "close", "ok" if passed else "block", 15))
    head.addWidget(Text(theme, "small", weight=600, colour="ok" if passed else "block", wrap=True, text=said), 1)
    head.addWidget(Text(theme, "small", colour="ink3", text=where), 0, Qt.AlignmentFlag.AlignTop)
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(3))
    column.addLayout(head)
    column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=draft))
    if heard.text.strip():
        column.addWidget(Text(theme, "body", wrap=True, text=" ".join(heard.text.split())))
    return both
