"""The gate: the bar under the page that says what is still open, and the one key that lets words leave.

Nothing open: one key copies at once. Otherwise the sheet slides in: k open points, k answers and one key. The log line
is on disk before the clipboard has the text; a suggestion has no other way from this program to the clipboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from aparte.i18n import _, ngettext
from aparte.messages import say
from aparte_ui import numbers
from aparte_ui.desk.copying import Copying
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.strokes import Glyph
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from aparte.gate.checks import Check
    from aparte_ui.desk.gatesheet import GateSheet
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

SHOWN = 3
_SIDE = 24


class Gate(QFrame):
    """The bar. `ask` is its key: it copies, or opens the sheet."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Listen to `session`: what is open is known with each assessment."""
        super().__init__()
        self._window, self._session = window, session
        theme = self._theme = window.app.theme
        self._copying = Copying(window, session)
        self._rows: tuple[Check, ...] = ()
        self._pointed: list[tuple[str, str]] = []
        self._sheet: GateSheet | None = None
        self._caption = Text(theme, "section", italic=True)
        self._points = QHBoxLayout()
        self._points.setSpacing(theme.px(20))
        self._said = Text(theme, "body", colour="ink2", elide=True)
        self.button = Button(theme, kind="stage", size="stage")
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_SIDE), theme.px(2), theme.px(_SIDE), 0)
        row.setSpacing(theme.px(20))
        row.addWidget(self._caption)
        row.addLayout(self._points)
        row.addWidget(self._said, 1)
        row.addWidget(self.button)
        self._measure()
        theme.changed.connect(self._measure)
        session.assessed.connect(self._on_assessed)
        session.opened.connect(self._on_opened)
        session.platform_changed.connect(self._on_opened)
        # What was signed for is what was shown: another text needs another look.
        session.text_changed.connect(self.dismiss)
        self._copying.copied.connect(self._on_copied)
        self._copying.left.connect(self._on_left)
        self._copying.stayed.connect(self._on_stayed)
        self.retranslate()

    @property
    def rows(self) -> tuple[Check, ...]:
        """Return the rows of the gate for the text on the page, the open ones first."""
        return self._rows

    def ask(self) -> None:
        """Copy at once when nothing is open; else ask what is. Letters that were not read yet are read first."""
        self._session.when_read(self._ask_now, facts=True)

    def _ask_now(self) -> None:
        from aparte.gate.checks import open_points

        if not self._session.text.strip():
            return
        parts = self._parts()
        if open_points(self._rows) or len(parts) > 1:
            self._open_sheet(parts)
        else:
            self._copying.copy(self._rows, {})

    def dismiss(self) -> None:
        """Close the sheet, if it is open."""
        if self._sheet is not None:
            self._sheet.close_panel()

    def note_working_copy(self, text: str) -> None:
        """Say and log that a whole draft left by the editor's own keys: nobody checked it."""
        self._copying.note_working_copy(text)

    def copy_alt(self, text: str) -> None:
        """Copy an alternative text: a step of its own; it is no draft, and no line of the log."""
        self._copying.copy_alt(text)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the caption out in a narrow window."""
        self._caption.setVisible(not compact)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        from aparte.platforms.platform import platform

        self._caption.set_text(_("Before the stage"))
        name = platform(self._session.platform).name if self._session.platform else ""
        self.button.set_text(_("Copy for {platform}").format(platform=name) if name else _("Copy"))
        self._tell()

    def _on_assessed(self) -> None:
        from aparte.gate.checks import checks

        session, brand = self._session, self._window.workspace.space
        assessment, draft = session.assessment, session.draft
        if assessment is None or draft is None:
            return
        self._rows = checks(
            assessment,
            session.platform or "",
            draft,
            brand=brand.brand if brand else None,
            overrides=self._copying.remembered(),
            models=session.models,
            to_verify=session.to_verify,
        )
        self._tell()

    def _on_opened(self) -> None:
        self._rows = ()
        self.retranslate()

    def _on_copied(self, sentence: str) -> None:
        self._said.set_text(sentence)
        self._window.say(sentence)

    def _on_left(self) -> None:
        if self._sheet is not None:
            self._sheet.went_out()

    def _on_stayed(self) -> None:
        if self._sheet is not None:
            self._sheet.stayed()

    def _tell(self) -> None:
        from aparte.gate.checks import open_points

        session = self._session
        ready = session.assessment is not None and bool(session.text.strip())
        self.button.refuse("" if ready else _("there is nothing on the page to copy"))
        waiting = open_points(self._rows) if ready else ()
        self._show_points([(kind_of(row), short(row)) for row in waiting[:SHOWN]])
        more = len(waiting) - SHOWN
        if more > 0:
            self._said.set_text(ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more)))
        elif ready and not waiting:
            self._said.set_text(_("Nothing open: one key copies."))
        else:
            self._said.set_text("")

    def _show_points(self, points: list[tuple[str, str]]) -> None:
        """Show the open points; they are built again only when they differ: this runs with every key."""
        if points == self._pointed:
            return
        self._pointed = points
        while (item := self._points.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for kind, said in points:
            self._points.addWidget(_Point(self._theme, kind, said))

    def _parts(self) -> tuple[str, ...]:
        assessment = self._session.assessment
        fit = assessment.fit.get(self._session.platform or "") if assessment else None
        return fit.parts if fit else ()

    def _open_sheet(self, parts: tuple[str, ...]) -> None:
        from aparte_ui.desk.gatesheet import GateSheet

        self._session.save()
        # Each part of a thread has a length of its own: what the whole was too long for asks nothing.
        rows = tuple(row for row in self._rows if len(parts) < 2 or not row.code.endswith(".length"))
        copying = self._copying
        sheet = GateSheet(self._window, self._session, rows, parts)
        sheet.copy_asked.connect(lambda answers, remembered: copying.copy(rows, answers, remembered))
        sheet.part_asked.connect(lambda part, answers, last: copying.copy_part(part, rows, answers, last=last))
        sheet.codes_asked.connect(
            lambda text, answers, remembered: copying.show(text, rows, answers, remembered, sheet.show_codes)
        )
        sheet.closed.connect(self._on_sheet_closed)
        self._sheet = sheet
        sheet.open_sheet()

    def _on_sheet_closed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.size("gate"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and its curtain edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sheet"))
        painter.fillRect(QRectF(0, 0, self.width(), 2), self._theme.color("curtain_text"))


class _Point(QWidget):
    """One open point of the bar: its mark and a few words."""

    def __init__(self, theme: object, kind: str, said: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(theme, kind, said))  # type: ignore[arg-type]  # a Theme, as everywhere
        words = Text(theme, "body", elide=True, text=said)  # type: ignore[arg-type]  # the same
        words.setMaximumWidth(220)
        row.addWidget(words)


def kind_of(row: Check) -> str:
    """Return the mark of a row: what it is about, in the shapes of the page."""
    if row.blocked:
        return "over"
    if row.code in {"irony", "facts"}:
        return {"irony": "irony", "facts": "fact"}[row.code]
    return "rule" if row.findings and row.findings[0].scorer == "fit" else "sensitive"


def short(row: Check) -> str:
    """Return a row in a few words, for the bar."""
    if row.code == "irony":
        return _("possible irony")
    return say(row.message, row.params)
