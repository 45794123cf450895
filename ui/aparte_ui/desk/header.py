"""Above the page: the title, what is meant and for whom, the brief's facts, the planned day, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget, QWidgetAction

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.desk.calendar import Calendar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aparte_ui.desk.session import Session
    from aparte_ui.theme import Theme


class Header(QWidget):
    """The two lines above the tabs. restored_asked: the person wants to see the versions of this draft."""

    history_asked = Signal()

    def __init__(self, theme: Theme, session: Session, now: Callable[[], datetime]) -> None:
        """Listen to `session` and change its details; every change is kept at once. now: what "tomorrow" is told by."""
        super().__init__()
        self._theme, self._session, self._now = theme, session, now
        self._title = _bare(theme, "title")
        self._purpose = _bare(theme, "body")
        self._facts = _bare(theme, "body")
        self._purpose_label = Text(theme, "body", colour="ink3")
        self._facts_label = Text(theme, "body", colour="ink3")
        self._intent = Segmented(theme, [("sincere", _("Sincere")), ("playful", _("Playful"))], _("Meant"))
        self._read_as = Text(theme, "small", colour="ink3")
        self._day = Button(theme, "", kind="quiet", size="small", icon="calendar")
        self._history = IconButton(theme, "history")
        self._lay_out()
        self._listen()
        self.retranslate()
        self._on_opened()

    def _lay_out(self) -> None:
        theme = self._theme
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self._title, 1)
        for widget in (self._read_as, self._day, self._history, self._intent):
            top.addWidget(widget)
        brief = QHBoxLayout()
        brief.setSpacing(theme.px(8))
        for label, field, share in ((self._purpose_label, self._purpose, 3), (self._facts_label, self._facts, 2)):
            brief.addWidget(label)
            brief.addWidget(field, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(top)
        column.addLayout(brief)

    def _listen(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.details_changed.connect(self._tell_day)
        session.details_changed.connect(self._tell_facts)
        session.assessed.connect(self._tell_reading)
        self._intent.chosen.connect(session.set_intent)
        # Every letter is kept as it comes, here as on the page: nothing waits for the keyboard to leave the line.
        self._title.textEdited.connect(lambda text: session.set_details(title=text))
        self._purpose.textEdited.connect(lambda text: session.set_details(purpose=text))
        self._facts.textEdited.connect(lambda text: session.set_details(facts=text))
        self._day.clicked.connect(self._choose_day)
        self._history.clicked.connect(self.history_asked)

    def set_compact(self, *, compact: bool) -> None:
        """Leave out how the text is read in a narrow window: the aside says it too."""
        self._read_as.setVisible(not compact)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._purpose_label.set_text(_("Intention"))
        self._facts_label.set_text(_("Facts"))
        self._title.setPlaceholderText(_("Untitled draft"))
        self._purpose.setPlaceholderText(_("what this post is for"))
        self._facts.setPlaceholderText(_("figures, dates, names you can vouch for"))
        for field, name in ((self._title, _("Title")), (self._purpose, _("Intention")), (self._facts, _("Facts"))):
            accessible.name(field, name)
        accessible.name(self._intent, _("Meant"))
        self._intent.set_texts({"sincere": _("Sincere"), "playful": _("Playful")})
        self._history.say(_("Versions of this draft"))
        self._tell_day()
        self._tell_reading()

    def _on_opened(self) -> None:
        draft = self._session.draft
        self.setEnabled(draft is not None)
        self._title.setText(draft.title if draft else "")
        self._purpose.setText(draft.purpose if draft else "")
        self._facts.setText(draft.facts if draft else "")
        for field in (self._title, self._purpose, self._facts):
            field.setCursorPosition(0)
        self._intent.choose(draft.intent if draft else "sincere")
        self._tell_day()
        self._tell_reading()

    def _tell_facts(self) -> None:
        """Follow facts that were noted elsewhere; what is being typed here is there already."""
        draft = self._session.draft
        if draft is not None and self._facts.text() != draft.facts:
            self._facts.setText(draft.facts)
            self._facts.setCursorPosition(0)

    def _tell_day(self) -> None:
        draft = self._session.draft
        planned = draft.planned_for if draft else None
        said = numbers.day(date.fromisoformat(planned), self._now().astimezone().date()) if planned else _("No day yet")
        self._day.set_text(said)
        accessible.name(self._day, _("Planned day: {day}").format(day=said))

    def _tell_reading(self) -> None:
        assessment = self._session.assessment
        if assessment is None or not assessment.text.strip():
            self._read_as.set_text("")
            return
        names = {"fr": _("French"), "en": _("English"), "other": _("another language")}
        address = {"tu": _("tu"), "vous": _("vous"), "you": "", "none": ""}[assessment.tone.address]
        self._read_as.set_text(" · ".join(part for part in (names[assessment.language], address) if part))

    def _choose_day(self) -> None:
        draft = self._session.draft
        if draft is None:
            return
        menu = QMenu(self)
        calendar = Calendar(self._theme, self._now().astimezone().date(), menu)
        if draft.planned_for:
            calendar.setSelectedDate(QDate.fromString(draft.planned_for, "yyyy-MM-dd"))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.addAction(_("No day"), lambda: self._session.set_details(planned_for=None))

        def chosen(day: QDate) -> None:
            menu.close()
            self._session.set_details(planned_for=day.toString("yyyy-MM-dd"))

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        menu.exec(self._day.mapToGlobal(QPoint(0, self._day.height())))


def _bare(theme: Theme, role: str) -> QLineEdit:
    field = QLineEdit()
    field.setProperty("state", "bare")
    field.setFont(theme.font(role))
    theme.changed.connect(lambda: field.setFont(theme.font(role)))
    return field
