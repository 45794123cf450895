"""The aside (*l'aparté*): what the text on the page may sound like, and why.

It speaks in serif italic; it never decides.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.desk.asidefit import FindingsView, platform_rows, sensitive_rows
from aparte_ui.desk.asideirony import IronyView
from aparte_ui.desk.asidetone import ToneView
from aparte_ui.desk.disagreeing import contrary_of
from aparte_ui.desk.opinion import OpinionView
from aparte_ui.desk.saidbefore import SaidBefore
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.tag import Tag
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.nouns import Assessment, Finding
    from aparte_ui.desk.session import Session
    from aparte_ui.theme import Theme

_AGE_EVERY_MS = 1_000


class Aside(QScrollArea):
    """The assessment pane.

    fixed: a finding whose fix was asked for; vouched: one whose fact is right; tried and lit: (start,
    end) in the text; disagreed: with what is said of its irony.
    """

    fixed = Signal(object)
    vouched = Signal(object)
    tried = Signal(int, int)
    lit = Signal(int, int)
    disagreed = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        """Listen to `session`; nothing is shown before its first assessment."""
        super().__init__()
        self._theme, self._session = theme, session
        self._read_at = 0.0
        self._title = Text(theme, "body", weight=600)
        self._tag = Tag(theme, "estimated")
        self._age = Text(theme, "small", colour="ink3")
        self._irony = IronyView(theme)
        self.opinion = OpinionView(theme)
        self._tone = ToneView(theme)
        self._platform = FindingsView(theme)
        self._sensitive = FindingsView(theme)
        self._facts = FindingsView(theme, "counted")
        self.said_before = SaidBefore(theme)
        self._nothing = Text(theme, "aside", italic=True, colour="ink3", wrap=True)
        self._lay_out()
        self._listen()
        self._clock = QTimer(self, interval=_AGE_EVERY_MS)
        self._clock.timeout.connect(self._tell_age)
        self._clock.start()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._tag)
        head.addWidget(self._age)
        head.setSpacing(theme.px(8))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(14))
        column.addLayout(head)
        column.addWidget(self._nothing)
        self._parts: list[QWidget] = [self._irony, Rule(theme), self._tone]
        self._facts_parts: tuple[QWidget, ...] = (Rule(theme), self._facts)
        below = (Rule(theme), self._platform, Rule(theme), self._sensitive)
        for part in (*self._parts, *self._facts_parts, *below):
            column.addWidget(part)
        self._parts += below
        column.insertWidget(column.indexOf(self._irony) + 1, self.opinion)
        column.addWidget(self.said_before)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _listen(self) -> None:
        for view in (self._platform, self._sensitive):
            view.fixed.connect(self.fixed)
        self._facts.fixed.connect(self.vouched)
        for view in (self._platform, self._sensitive, self._facts):
            view.lit.connect(self.lit)
        self._irony.tried.connect(self.tried)
        self._irony.lit.connect(self.lit)
        self._irony.disagreed.connect(self.disagreed)
        self._session.assessed.connect(self._on_assessed)
        self._session.opened.connect(self._on_opened)
        self._session.platform_changed.connect(self._on_opened)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        accessible.name(self, _("Aside"))
        self._title.set_text(_("Aside"))
        self._tag.retranslate()
        self._nothing.set_text(_("Write or paste, and the aside reads along."))
        self._irony.retranslate()
        self.opinion.retranslate()
        self._tone.retranslate()
        self.said_before.retranslate()
        self._show()

    def try_row(self, index: int) -> None:
        """Try the text without the words of a row, as its key (1, 2, 3) does."""
        self._irony.try_row(index)

    def first_fix(self) -> Finding | None:
        """Return the first finding that one key can mend, or None."""
        assessment = self._session.assessment
        if assessment is None:
            return None
        findings = [
            finding for fit in assessment.fit.values() for finding, _kind in platform_rows(assessment, fit.platform)[0]
        ]
        return next((finding for finding in findings if finding.fix is not None), None)

    def _on_assessed(self) -> None:
        self._read_at = monotonic()
        self._show()

    def _on_opened(self) -> None:
        self._read_at = 0.0
        self._show()

    def _show(self) -> None:
        assessment = self._session.assessment
        known = assessment is not None and bool(assessment.text.strip())
        for part in self._parts:
            part.setVisible(known)
        for part in self._facts_parts:
            # Quiet when fine: no line says that every fact is vouched for.
            part.setVisible(known and bool(self._session.to_verify))
        self._nothing.setVisible(not known and not self._session.text.strip())
        self._tag.setVisible(known)
        self._tell_age()
        if assessment is not None and known:
            self._show_assessment(assessment)

    def _show_assessment(self, assessment: Assessment) -> None:
        self._irony.show_assessment(assessment, contrary_of(self._session))
        self._tone.show_assessment(assessment)
        platform = self._session.platform
        self._platform.setVisible(platform in assessment.fit)
        if platform is not None and platform in assessment.fit:
            from aparte.platforms.platform import platform as described

            rows, passed = platform_rows(assessment, platform)
            self._platform.show_findings(described(platform).name, rows, passed)
        rows, passed = sensitive_rows(assessment)
        self._sensitive.show_findings(_("Sensitive points"), rows, passed)
        self._facts.show_findings(_("Facts"), [(finding, "fact") for finding in self._session.to_verify], "")

    def _tell_age(self) -> None:
        self._age.set_text(numbers.age(monotonic() - self._read_at) if self._read_at else "")
