"""The second opinion on irony: what the local model hears beside the aside's own reader, in one sentence.

Asked by a button, or by itself once the writer rests where she switched that on and a model is in memory. An opinion
about an older text is dropped. It shows no number of its own, and a clash of the readers is said, not averaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.desk.backstage import REST_MS
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.tag import Tag
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.engine.client import Engine
    from aparte.engine.opinion import Opinion
    from aparte_ui.desk.backstage import Backstage
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

SEATS = 10


class OpinionView(QWidget):
    """A title, the button that asks, and what came back."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing before `show_opinion`."""
        super().__init__()
        self._opinion: Opinion | None = None
        self._trouble: Trouble | None = None
        self._reading = False
        self._title = Text(theme, "body", weight=600)
        self._tag = Tag(theme, "estimated")
        self.button = Button(theme, kind="quiet", size="small")
        self.said = Text(theme, "aside", italic=True, wrap=True)
        self.more = Text(theme, "small", colour="ink3", wrap=True)
        self._announcer = accessible.Announcer(self)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._tag)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.more)
        self.button.clicked.connect(self.asked)
        self.hide()
        self.retranslate()

    @property
    def is_reading(self) -> bool:
        """Whether the model was asked and has not answered."""
        return self._reading

    def show_question(self) -> None:
        """Show only that one may ask."""
        self._set(None, None, reading=False)

    def show_reading(self) -> None:
        """Show that the model reads."""
        self._set(None, None, reading=True)

    def show_opinion(self, opinion: Opinion) -> None:
        """Show what the model hears."""
        self._set(opinion, None, reading=False)
        self._announcer.say(self.said.text())

    def show_trouble(self, trouble: Trouble) -> None:
        """Show why there is no opinion."""
        self._set(None, trouble, reading=False)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Second opinion"))
        self._tag.retranslate()
        self.button.set_text(_("Ask the model"))
        accessible.name(self.button, _("Ask the model for a second opinion on irony"))
        self._tell()

    def _set(self, opinion: Opinion | None, trouble: Trouble | None, *, reading: bool) -> None:
        self._opinion, self._trouble, self._reading = opinion, trouble, reading
        self._tell()

    def _tell(self) -> None:
        opinion = self._opinion
        first = sentence(opinion) if opinion else _("The model reads along…") if self._reading else ""
        second = figures(opinion) if opinion else ""
        if self._trouble is not None:
            second = messages.say(self._trouble.code, self._trouble.params)
        self.said.set_text(first)
        self.more.set_text(second)
        self.said.setVisible(bool(first))
        self.more.setVisible(bool(second))
        self._tag.setVisible(opinion is not None)
        self.button.setVisible(opinion is None and not self._reading)


def sentence(opinion: Opinion) -> str:
    """Return what the model hears, beside what the aside says."""
    if opinion.leaning == "silent":
        return _("The model answered something else than the question.")
    if opinion.leaning == "unsure":
        return _("The model hesitates: its answer changes with the way it is asked.")
    ironic = opinion.leaning == "ironic"
    if opinion.clash and ironic:
        return _("The readers disagree: the model hears irony here, the aside does not. Ask somebody to read it.")
    if opinion.clash:
        return _("The readers disagree: the aside hears irony here, the model does not. Ask somebody to read it.")
    if opinion.agrees:
        return _("The model hears irony too.") if ironic else _("The model takes it at its word too.")
    return _("The model leans towards irony.") if ironic else _("The model rather takes it at its word.")


def figures(opinion: Opinion) -> str:
    """Return both readings as one figure where there is one, and else why there is none."""
    if opinion.risk is not None:
        share = numbers.number(round(opinion.risk * SEATS))
        return _("Both readers weighed: of ten texts like this one, about {n} were meant ironically.").format(n=share)
    if opinion.clash or opinion.leaning in {"silent", "unsure"}:
        return ""
    return _("Only a leaning: nothing shows yet that this model hears irony.")


class Opining(QObject):
    """Keeps an `OpinionView` true to the text on the page."""

    def __init__(self, window: MainWindow, session: Session, shown: OpinionView, backstage: Backstage) -> None:
        """Ask through `backstage` about the text of `session`."""
        super().__init__(shown)
        self._window, self._session, self._shown, self._backstage = window, session, shown, backstage
        self._about: tuple[str, str | None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask_by_itself)
        shown.asked.connect(self.ask)
        session.assessed.connect(self._on_assessed)
        session.opened.connect(self._forget)
        session.platform_changed.connect(self._forget)
        session.text_changed.connect(self._forget)

    def ask(self) -> None:
        """Ask about the text on the page, loading the model in use where it is not in memory."""
        assessment, occasion = self._session.assessment, self._session.occasion()
        if assessment is None or not self._session.is_read:
            self._session.when_read(self.ask)
            return
        home, subject = self._window.app.home, self._subject()

        def work(engine: Engine, since: int) -> Opinion:
            # Nothing of the engine is loaded before a question is asked.
            from aparte.engine.opinion import second_opinion

            return second_opinion(engine, home, assessment, occasion, since)

        self._about = subject
        self._shown.show_reading()
        self._backstage.do(
            work, lambda opinion: self._heard(subject, opinion), lambda error: self._broke(subject, error)
        )

    def _subject(self) -> tuple[str, str | None]:
        return self._session.text, self._session.platform

    def _on_assessed(self) -> None:
        assessment, app = self._session.assessment, self._window.app
        known = assessment is not None and bool(assessment.text.strip())
        self._shown.setVisible(known and app.has_model())
        if known and self._about != self._subject():
            self._shown.show_question()
            if app.settings.second_opinion and app.model_is_loaded():
                self._rest.start()

    def _ask_by_itself(self) -> None:
        if self._session.is_read and self._about != self._subject() and self._window.app.model_is_loaded():
            self.ask()

    def _forget(self) -> None:
        self._rest.stop()
        if self._about is not None:
            self._about = None
            # What is read of a text that is gone would only keep the model from the next one.
            self._backstage.give_way()
        self._shown.show_question()

    def _heard(self, subject: tuple[str, str | None], opinion: Opinion) -> None:
        if subject == self._about:
            self._shown.show_opinion(opinion)

    def _broke(self, subject: tuple[str, str | None], error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        if subject == self._about:
            self._about = None
            if error.code == "engine.cancelled":
                self._shown.show_question()
            else:
                self._shown.show_trouble(error)
