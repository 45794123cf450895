"""The first run: one box. Paste a comment or a draft and it is read, without any set-up; everything else can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.desk import letters
from aparte_ui.desk.asideirony import IronyView, irony_marks
from aparte_ui.desk.asidetone import ToneView
from aparte_ui.desk.textedit import TextEdit
from aparte_ui.invitation import Invitation
from aparte_ui.jobs import Latest
from aparte_ui.places import Place
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.curtain import Curtain
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Assessment
    from aparte_ui.desk.marks import Mark
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

_WIDTH = 720
_ABOVE = 2
"""How much of the free height stands above the name while the box is empty; three more stand below."""


class FirstRun(Place):
    """The curtain, one box, two examples, three facts, and two ways on: a client of one's own, or a visit."""

    def __init__(self, window: MainWindow) -> None:
        """Build the screen; the box is ready to type in."""
        super().__init__()
        self._window = window
        self._theme = window.app.theme
        self._reader = Latest(window.app.compute)
        self._box = _Box(self._theme)
        self._reading = _Reading(self._theme)
        self._invitation = Invitation(window, self._box.text)
        self._box.edited.connect(self._on_edited)
        self._reading.tried.connect(self._box.try_without)
        self._reading.lit.connect(self._box.light)
        self._invitation.tried.connect(self._box.write)
        self._curtain = Curtain(self._theme)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        middle = QWidget()
        middle.setProperty("surface", "clear")
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(14))
        column.addStretch(_ABOVE)
        self._name = Text(theme, "brand")
        self._motto = Text(theme, "section", italic=True, colour="ink2")
        for widget in (self._name, self._motto, self._box, self._reading, self._invitation):
            column.addWidget(widget)
        column.addStretch(3)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._curtain)
        across.addStretch(1)
        self._area = _Scrolled(middle, theme.px(_WIDTH))
        across.addWidget(self._area, 8)
        across.addStretch(2)
        self._reading.hide()

    def entered(self) -> None:
        """Take the keyboard, and open the curtain once."""
        self._curtain.draw_aside()
        self._box.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._name.set_text("Aparté")
        self._motto.set_text(_("What one says before going on stage."))
        self._box.retranslate()
        self._reading.retranslate()
        self._invitation.retranslate()
        self._area.updateGeometry()

    def facts(self) -> list[str]:
        """Say what is missing and not missed."""
        return [_("No account"), _("No model: reading needs none")]

    def write(self, text: str) -> None:
        """Put `text` in the box, as an example's chip does."""
        self._box.write(text)

    def _on_edited(self, text: str) -> None:
        if not text.strip():
            self._make_room(wanted=False)
            return

        def read() -> Assessment:
            from aparte.drafts.assess import assess

            return assess(text)

        self._reader.ask(read, lambda assessment: self._heard(text, assessment))

    def _heard(self, text: str, assessment: Assessment) -> None:
        if text == self._box.text():
            self._reading.show_assessment(assessment)
            self._box.show_marks(irony_marks(assessment))
            self._make_room(wanted=True)

    def _make_room(self, *, wanted: bool) -> None:
        """Show the reading in the place of the facts. The box then stays where it is, however long the reading."""
        self._reading.setVisible(wanted)
        self._invitation.make_room(wanted=wanted)
        self._column.setStretch(0, 0 if wanted else _ABOVE)
        self._area.updateGeometry()


class _Scrolled(QScrollArea):
    """Scrolls what it holds up and down, never aside: in a low window a long reading is longer than its place."""

    def __init__(self, held: QWidget, widest: int) -> None:
        super().__init__()
        self._held = held
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMaximumWidth(widest)

    def minimumSizeHint(self) -> QSize:
        """Return the whole width of what is held, with the bar."""
        wide = self._held.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(min(wide, self.maximumWidth()), 0)


class _Box(Card):
    """The one box."""

    edited = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, border="line_strong")
        self._marks: Sequence[Mark] = ()
        self._editor = TextEdit(theme)
        self._editor.set_wide(False)
        self._editor.edited.connect(lambda: self.edited.emit(self.text()))
        self.setFocusProxy(self._editor)
        self.setFixedHeight(theme.px(132))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.addWidget(self._editor)

    def text(self) -> str:
        """Return what is in the box."""
        return self._editor.text()

    def write(self, text: str) -> None:
        """Replace what is in the box."""
        self._editor.set_text(text)
        self.edited.emit(text)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline the words that make the text sound otherwise; they come from the text as it now is."""
        self._marks = marks
        self._editor.set_marks(marks)

    def light(self, start: int, end: int) -> None:
        """Light the mark of a stretch, or none (-1, -1)."""
        lit = (mark.index for mark in self._marks if (mark.start, mark.end) == (start, end))
        self._editor.set_hovered(next(lit, -1))

    def try_without(self, start: int, end: int) -> None:
        """Take a stretch out, one step of undo."""
        self._editor.rewrite(letters.leave_out(self.text(), start, end))

    def retranslate(self) -> None:
        """Say the invitation in the language of the screen."""
        self._editor.set_placeholder(_("Paste a comment or a draft."))
        accessible.name(self._editor, _("A comment or a draft"))


class _Reading(Card):
    """What is said of the text in the box: irony with its words beside tone and emotion."""

    tried = Signal(int, int)
    lit = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._irony = IronyView(theme)
        self._irony.tried.connect(self.tried)
        self._irony.lit.connect(self.lit)
        self._tone = ToneView(theme)
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        across.setSpacing(theme.px(32))
        for view in (self._irony, self._tone):
            column = QVBoxLayout()
            column.addWidget(view)
            column.addStretch(1)
            across.addLayout(column, 1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what is said."""
        self._irony.show_assessment(assessment)
        self._tone.show_assessment(assessment)

    def retranslate(self) -> None:
        """Say it in the language of the screen."""
        self._irony.retranslate()
        self._tone.retranslate()
