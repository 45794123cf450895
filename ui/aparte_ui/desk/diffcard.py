"""The card of one suggestion: its changes, what they would do, and three answers. It applies nothing itself.

A dashed left edge says that a model wrote it, for as long as it is only a proposal; one by rules has none. Keys, when
the changes have the focus: arrows move between them, P takes one, L leaves it, A takes all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import _, ngettext
from aparte.nouns import Change
from aparte_ui import accessible, numbers
from aparte_ui.desk.difftext import DiffText, Fate
from aparte_ui.theme import Theme
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import MODEL_EDGE, Card
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.strokes import Glyph
from aparte_ui.widgets.tag import Provenance
from aparte_ui.widgets.text import Text

_NEXT = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_PREVIOUS = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_BESIDE, _UNDER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_LEFT, _RIGHT = 20, 18


@dataclass(frozen=True)
class Figures:
    """What a whole suggestion does, or leaves as it is.

    irony: before and after, of ten. voice: how many traits are the client's own before (None: unknown),
    after, and of how many. to_verify: how many of the facts it keeps nobody vouched for. bland: its stock phrases.
    """

    irony: tuple[int, int] | None = None
    facts_kept: int = 0
    voice: tuple[int | None, int, int] | None = None
    to_verify: int = 0
    bland: tuple[str, ...] = ()


class DiffCard(Card):
    """accepted, left: one change by its number; all_taken: every change that was still open; settled: none is."""

    accepted = Signal(int)
    left = Signal(int)
    all_taken = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge=MODEL_EDGE, parent=parent)
        self.words = DiffText(theme, self)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.installEventFilter(self)
        self._announcer = accessible.Announcer(self.words, pause_ms=0)
        self._irony = Text(theme, "small", colour="ink2", parent=self)
        self._glyph = Glyph(theme, "irony", "", self)
        self._lock = Drawing(theme, "lock", "ink3", 14, self)
        self._facts = Text(theme, "small", colour="ink2", parent=self)
        self.leave_button = Button(theme, size="small", key="L", parent=self)
        self.take_button = Button(theme, size="small", key="P", parent=self)
        self.all_button = Button(theme, kind="primary", size="small", key="A", parent=self)
        self._verify_glyph = Glyph(theme, "fact", "", self)
        self._verify = Text(theme, "small", colour="judge", parent=self)
        self._voice = Text(theme, "small", colour="ink2", parent=self)
        self._bland = Text(theme, "small", colour="ink3", parent=self, elide=True)
        self._foot = QBoxLayout(_BESIDE)
        self._foot_figures, self._foot_buttons = QHBoxLayout(), QHBoxLayout()
        self._figures = Figures()
        self._by_model = True
        self.leave_button.clicked.connect(self.leave_current)
        self.take_button.clicked.connect(self.take_current)
        self.all_button.clicked.connect(self.take_all)
        self._lay_out()
        self.retranslate()

    def set_changes(self, changes: Sequence[Change], provenance: Provenance = "model") -> None:
        """Show another suggestion, by the model or by rules; every change is open."""
        self._by_model = provenance == "model"
        self.set_looks(fill="sheet", border="line", edge=MODEL_EDGE if self._by_model else "")
        self.words.set_changes(changes)
        self._refresh()

    def set_figures(self, figures: Figures) -> None:
        """Show what the whole suggestion does."""
        self._figures = figures
        self.retranslate()

    def place(self, index: int) -> tuple[int, int, str]:
        """Return where change `index` stands in the draft as decided so far (code points), and its new words."""
        return (*self.words.place(index), self.words.change(index).after)

    def open_changes(self) -> list[int]:
        """Return the changes not decided yet."""
        return [index for index, fate in enumerate(self.words.fates) if fate == "pending"]

    def take_current(self) -> None:
        """Accept the outlined change and go to the next open one."""
        self._decide("taken")

    def leave_current(self) -> None:
        """Leave the outlined change and go to the next open one."""
        self._decide("left")

    def take_all(self) -> None:
        """Accept every change still open."""
        still_open = self.open_changes()
        if not still_open:
            return
        # Listeners place the changes in the draft as it is: it must hear before the words are shown as taken.
        self.all_taken.emit()
        for index in still_open:
            self.words.decide(index, "taken")
        self._refresh()
        self.settled.emit()

    def step(self, by: int) -> None:
        """Outline the next (1) or previous (-1) open change, around the ends."""
        still_open = self.open_changes()
        if not still_open:
            return
        here = self.words.current
        if by > 0:
            target = next((index for index in still_open if index > here), still_open[0])
        else:
            target = next((index for index in reversed(still_open) if index < here), still_open[-1])
        self.words.set_current(target)
        self._say_current()

    def retranslate(self) -> None:
        """Write the buttons and figures in the language of the screen."""
        self.leave_button.set_text(_("Leave"))
        self.take_button.set_text(_("Take"))
        self.all_button.set_text(_("Take all"))
        figures = self._figures
        if figures.irony is not None:
            before, after = (numbers.number(figure) for figure in figures.irony)
            self._irony.set_marked(_("Irony {before} → **{after}**").format(before=before, after=after))
        kept = ngettext("{n} fact kept", "{n} facts kept", figures.facts_kept)
        self._facts.set_text(kept.format(n=numbers.number(figures.facts_kept)) if figures.facts_kept else "")
        open_facts = ngettext("{n} to verify", "{n} to verify", figures.to_verify)
        self._verify.set_text(open_facts.format(n=numbers.number(figures.to_verify)) if figures.to_verify else "")
        self._voice.set_marked(voice_said(figures.voice))
        self._bland.set_text(
            _("Stock phrases: {words}").format(words=", ".join(figures.bland)) if figures.bland else ""
        )
        for shown, widgets in (
            (figures.irony is not None, (self._irony, self._glyph)),
            (bool(figures.facts_kept), (self._lock, self._facts)),
            (bool(figures.to_verify), (self._verify_glyph, self._verify)),
            (figures.voice is not None, (self._voice,)),
            (bool(figures.bland), (self._bland,)),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        self._refresh()
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the foot out for another width."""
        super().resizeEvent(event)
        self._fit_foot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer with letters and arrows while the changes have the focus."""
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.words and event.type() == QEvent.Type.FocusIn:
            self._say_current()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        letter = event.text().upper()
        answers = {"P": self.take_current, "L": self.leave_current, "A": self.take_all}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() in _NEXT | _PREVIOUS:
            self.step(1 if event.key() in _NEXT else -1)
        elif letter in answers:
            answers[letter]()
        else:
            return False
        return True

    def _decide(self, fate: Fate) -> None:
        index = self.words.current
        if index not in self.open_changes():
            return
        (self.accepted if fate == "taken" else self.left).emit(index)
        self.words.decide(index, fate)
        self.step(1)
        self._refresh()
        if not self.open_changes():
            self.settled.emit()

    def _refresh(self) -> None:
        why = "" if self.open_changes() else _("Every change has its answer.")
        for button in (self.leave_button, self.take_button, self.all_button):
            button.refuse(why)
        accessible.name(self.words, self._sentence(), self.words.text())
        accessible.name(self, _("Suggestion written by the model") if self._by_model else _("Suggestion by rules"))

    def _say_current(self) -> None:
        accessible.name(self.words, self._sentence(), self.words.text())
        self._announcer.say(self._sentence())

    def _sentence(self) -> str:
        if not self.open_changes():
            return _("Every change has its answer.")
        index = self.words.current
        change = self.words.change(index)
        said = {
            "delete": _("Change {n} of {total}: “{before}” goes"),
            "insert": _("Change {n} of {total}: “{after}” comes"),
        }.get(change.op, _("Change {n} of {total}: “{before}” becomes “{after}”"))
        words = {"before": change.before.strip(), "after": change.after.strip()}
        return said.format(n=numbers.number(index + 1), total=numbers.number(len(self.words.fates)), **words)

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_LEFT), px(12), px(_RIGHT), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.words)
        figures, buttons = self._foot_figures, self._foot_buttons
        figures.setSpacing(px(8))
        buttons.setSpacing(px(8))
        parts = (
            (self._glyph, self._irony),
            (self._voice,),
            (self._lock, self._facts),
            (self._verify_glyph, self._verify),
        )
        for widgets in parts:
            for widget in widgets:
                figures.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            figures.addSpacing(px(4))
        figures.addStretch(1)
        buttons.addStretch(1)
        for button in (self.leave_button, self.take_button, self.all_button):
            buttons.addWidget(button)
        self._foot.setSpacing(px(8))
        self._foot.addLayout(figures, 1)
        self._foot.addLayout(buttons)
        column.addWidget(self._bland)
        column.addLayout(self._foot)

    def _fit_foot(self) -> None:
        """Put the buttons under the figures where both have no room: a cut label says nothing."""
        wanted = self._foot_figures.sizeHint().width() + self._foot_buttons.sizeHint().width()
        room = self.width() - self._theme.px(_LEFT) - self._theme.px(_RIGHT) - self._foot.spacing()
        self._foot.setDirection(_UNDER if wanted > room else _BESIDE)


def voice_said(voice: tuple[int | None, int, int] | None) -> str:
    """Return how many traits of a suggestion are the client's own, beside the draft's where they are known."""
    if voice is None:
        return ""
    before, after, of = voice
    said = {"after": numbers.number(after), "of": numbers.number(of)}
    if before is None:
        return _("Voice **{after}** of {of}").format(**said)
    return _("Voice {before} → **{after}** of {of}").format(before=numbers.number(before), **said)
