"""One row of the gate: what was looked at, and, when it is open, the line or the tick it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aparte.i18n import _, day_of, ngettext
from aparte.messages import say
from aparte_ui import accessible, numbers
from aparte_ui.desk.gate import kind_of
from aparte_ui.widgets.drawing import Drawing
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.strokes import Glyph
from aparte_ui.widgets.switch import Tick
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.gate.checks import Check
    from aparte_ui.theme import Theme

_FIELD = 200


class GateRow(QWidget):
    """answered: the answer changed; entered: Enter was pressed in the field."""

    answered = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, check: Check) -> None:
        """Show `check`."""
        super().__init__()
        self.check = check
        self.answer_field: Field | None = None
        self._tick: Tick | None = None
        self._remember: Tick | None = None
        sentence = say(check.message, check.params)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(10), 0, theme.px(10))
        row.setSpacing(theme.px(14))
        sign = Glyph(theme, kind_of(check), sentence) if self.is_open() else Drawing(theme, "check", "ok", 16)
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        weight = 600 if self.is_open() else 400
        words.addWidget(Text(theme, "body", weight=weight, wrap=True, text=sentence))
        if detail := _detail(check):
            words.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=detail))
        row.addLayout(words, 1)
        if check.state == "answer":
            row.addLayout(self._answering(theme, sentence))
        elif check.state == "tick":
            row.addWidget(self._ticking(theme, sentence))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(theme))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        accessible.name(self, sentence)

    def is_open(self) -> bool:
        """Whether the row waits for an answer."""
        return self.check.state != "done"

    def answer(self) -> str | None:
        """Return the line, "" for a tick that was set, None while the row waits (and for a row that never did)."""
        if self.answer_field is not None:
            return self.answer_field.text().strip() or None
        if self._tick is not None:
            return "" if self._tick.isChecked() else None
        return None

    def is_remembered(self) -> bool:
        """Whether the answer holds for this rule and client for 30 days."""
        return self._remember is not None and self._remember.isChecked()

    @property
    def answer_widget(self) -> QWidget | None:
        """Return what the row is answered with: a field, a tick, or nothing when it waits for none."""
        return self.answer_field or self._tick

    def _answering(self, theme: Theme, sentence: str) -> QVBoxLayout:
        self.answer_field = Field(theme, _("Answer: {what}").format(what=sentence), placeholder=_("one line of reason"))
        self.answer_field.setFixedWidth(theme.px(_FIELD))
        self.answer_field.edited.connect(lambda _text: self.answered.emit())
        self.answer_field.entered.connect(lambda _text: self.entered.emit())
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self.answer_field)
        if not self.check.blocked and self.check.findings:
            self._remember = Tick(theme, _("same answer for 30 days"))
            column.addWidget(self._remember)
        return column

    def _ticking(self, theme: Theme, sentence: str) -> Tick:
        self._tick = Tick(theme, _("looked at"))
        accessible.name(self._tick, sentence)
        self._tick.toggled.connect(lambda _on: self.answered.emit())
        return self._tick


def _detail(check: Check) -> str:
    parts = []
    if len(check.findings) > 1:
        count = len(check.findings)
        parts.append(ngettext("{n} place", "{n} places", count).format(n=numbers.number(count)))
    if check.findings and check.findings[0].as_of:
        parts.append(_("rule read on {day}").format(day=day_of(check.findings[0].as_of)))
    if check.remembered:
        parts.append(_("answered earlier: {reason}").format(reason=check.remembered))
    if check.blocked:
        parts.append(_("blocked unless you write why"))
    return " · ".join(parts)
