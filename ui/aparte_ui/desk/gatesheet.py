"""The gate's sheet: at the left exactly what will be copied, at the right one row a check. k open points, k answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.desk.gaterow import GateRow
from aparte_ui.desk.qrcode import QrCodes
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.gate.checks import Check
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow


class GateSheet(Overlay):
    """What may leave, and what it waits for.

    copy_asked: answers by code, codes to remember for 30 days; part_asked: one part of a thread, answers, whether it is
    the last; codes_asked: what the telephone is to read, answers, codes to remember.
    """

    copy_asked = Signal(dict, list)
    part_asked = Signal(str, dict, bool)
    codes_asked = Signal(str, dict, list)

    def __init__(self, window: MainWindow, session: Session, rows: Sequence[Check], parts: Sequence[str]) -> None:
        """Show what `rows` ask of the text on the page; several `parts` leave one after the other."""
        theme = window.app.theme
        super().__init__(theme, window, curtain_edge=True, keep=theme.size("status"))
        self._session = session
        self._parts = tuple(parts) if len(parts) > 1 else ()
        self._next_part = 0
        self._leaving = False
        self._rows = [GateRow(theme, row) for row in rows]
        self._copy = Button(theme, kind="stage", size="stage", key="Enter")
        self._back = Button(theme, kind="quiet")
        self._qr = Button(theme, kind="quiet", icon="qr")
        self._why = Text(theme, "small", colour="ink3", elide=True)
        self._codes = QrCodes(theme)
        self._text = self._sheet_of_text()
        self._lay_out()
        self._listen()
        self._tell()

    def open_sheet(self) -> None:
        """Slide in; the keyboard goes to the first answer, else to the copy button."""
        first = next((row.answer_widget for row in self._rows if row.answer_widget is not None), None)
        self.open(first or self._copy)

    def answers(self) -> dict[str, str]:
        """Return what was answered so far: code -> line ("" for a tick)."""
        return {row.check.code: answer for row in self._rows if (answer := row.answer()) is not None}

    def copy_now(self) -> None:
        """Copy if every open row is answered."""
        if self._missing() or self._leaving:
            return
        self._leaving = True
        if self._parts:
            self.part_asked.emit(self._leaving_text(), self.answers(), self._next_part + 1 == len(self._parts))
        else:
            self.copy_asked.emit(self.answers(), self._remembered())

    def went_out(self) -> None:
        """Go on to the next part of a thread, or close: the words are out and their line is on disk."""
        self._leaving = False
        self._next_part += 1
        if self._next_part >= len(self._parts):
            self.close_panel()
        else:
            self._text.set_text(self._leaving_text())
            self._codes.hide()
            self._tell()

    def stayed(self) -> None:
        """Let the person try again: the line could not be written, so nothing left."""
        self._leaving = False

    def show_codes(self) -> None:
        """Show what leaves as QR codes, beside it."""
        self._leaving = False
        self._codes.show_text(self._leaving_text())
        self.fit()

    def _leaving_text(self) -> str:
        return self._parts[self._next_part] if self._parts else self._session.text

    def _remembered(self) -> list[str]:
        return [row.check.code for row in self._rows if row.is_remembered()]

    def _listen(self) -> None:
        self._copy.clicked.connect(self.copy_now)
        self._back.clicked.connect(self.close_panel)
        self._qr.clicked.connect(self._ask_codes)
        for row in self._rows:
            row.answered.connect(self._tell)
            row.entered.connect(self._on_entered)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                self.copy_now
            )

    def _on_entered(self) -> None:
        waiting = next((row for row in self._rows if row.is_open() and row.answer() is None), None)
        if waiting is not None and waiting.answer_widget is not None:
            waiting.answer_widget.setFocus()
        else:
            self.copy_now()

    def _missing(self) -> list[GateRow]:
        return [row for row in self._rows if row.is_open() and row.answer() is None]

    def _tell(self) -> None:
        from aparte.platforms.platform import platform

        name = platform(self._session.platform).name if self._session.platform else ""
        if self._parts:
            part = _("Copy part {n} of {m}").format(
                n=numbers.number(self._next_part + 1), m=numbers.number(len(self._parts))
            )
            self._copy.set_text(part)
        else:
            overridden = any(row.check.findings and row.is_open() for row in self._rows)
            said = _("Copy anyway for {platform}") if overridden else _("Copy for {platform}")
            self._copy.set_text(said.format(platform=name))
        missing = len(self._missing())
        why = ngettext("{n} answer is missing", "{n} answers are missing", missing).format(n=numbers.number(missing))
        self._copy.refuse(why if missing else "")
        self._why.set_text(
            why if missing else _("One line will be added to the log: who, when, which text, which model.")
        )
        self._back.set_text(_("Back to the text"))
        self._qr.set_text(_("To the telephone"))
        self._qr.refuse(why if missing else "")

    def _ask_codes(self) -> None:
        if not self._missing() and not self._leaving:
            self._leaving = True
            self.codes_asked.emit(self._leaving_text(), self.answers(), self._remembered())

    # Layout

    def _sheet_of_text(self) -> Text:
        return Text(self._theme, "diff", wrap=True, text=self._leaving_text())

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        column.setSpacing(theme.px(18))
        column.addLayout(self._head())
        across = QHBoxLayout()
        across.setSpacing(theme.px(40))
        across.addLayout(self._left(), 2)
        across.addWidget(self._right(), 3)
        column.addLayout(across, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(16))
        for widget, stretch in ((self._why, 1), (self._qr, 0), (self._back, 0), (self._copy, 0)):
            foot.addWidget(widget, stretch)
        column.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        from aparte.platforms.platform import platform
        from aparte_ui.desk.draftmodel import title_of
        from aparte_ui.widgets.keycap import KeyCap

        theme, draft = self._theme, self._session.draft
        name = platform(self._session.platform).name if self._session.platform else ""
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(Text(theme, "title", italic=True, text=_("Before going on stage")))
        detail = " · ".join(part for part in (name, title_of(draft) if draft else "") if part)
        head.addWidget(Text(theme, "body", colour="ink3", elide=True, text=detail), 1)
        head.addWidget(KeyCap(theme, "Esc"))
        return head

    def _left(self) -> QVBoxLayout:
        theme, session = self._theme, self._session
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(Text(theme, "small", weight=600, colour="ink2", text=_("What will be copied")))
        card = Card(theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        inside.addWidget(_scrolled(self._text))
        left.addWidget(card, 1)
        fit = session.assessment.fit.get(session.platform or "") if session.assessment else None
        if fit is not None:
            counted = _("{n} of {m}").format(n=numbers.number(fit.length), m=numbers.number(fit.limit))
            hidden = "" if fit.fold_at is None else _("the first {n} are seen before “more”")
            said = " · ".join(part for part in (counted, hidden.format(n=numbers.number(fit.fold_at or 0))) if part)
            left.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=said))
        left.addWidget(self._codes)
        return left

    def _right(self) -> QScrollArea:
        rows = QWidget()
        right = QVBoxLayout(rows)
        right.setContentsMargins(0, 0, self._theme.px(8), 0)
        right.setSpacing(0)
        for row in self._rows:
            right.addWidget(row)
        right.addStretch(1)
        return _scrolled(rows)


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(180)
    inside.setProperty("surface", "clear")
    return area
