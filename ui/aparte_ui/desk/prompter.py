"""The prompter (*le souffleur*): versions of the text, each one checked, shown as changes to take or leave.

It whispers and never speaks in the person's place: nothing is written on the page but the changes she takes. Without a
model, rules propose; the engine may die, the page does not notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.desk.asideirony import tenths
from aparte_ui.desk.asking import question
from aparte_ui.desk.diffcard import DiffCard
from aparte_ui.desk.fatekeeper import FateKeeper
from aparte_ui.desk.goalbutton import GoalButton
from aparte_ui.desk.modelwait import ModelWait, at_rest
from aparte_ui.desk.proposals import figures_of, lacks_model, loaded, refusals, summary
from aparte_ui.desk.versionline import VersionLine
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.rewrite import Candidate, Rewrites
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.widgets.tag import Provenance

EXPECTED_S = 6.0
"""What three short versions take on a laptop, before this computer was timed."""


class _Wire(QObject):
    """Brings words of the engine from its lane to the window."""

    heard = Signal(str)


class Prompter(QWidget):
    """Under the page: ask for versions, see them as changes, take or leave each.

    asking: versions are about to be asked for; what the model does beside that should stop.
    """

    asking = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Wait for `ask`; nothing of the engine is loaded before."""
        super().__init__()
        self._window, self._session = window, session
        theme = self._theme = window.app.theme
        self._asked_for, self._asked_goal, self._broken_by = "", "", ""
        self._fates = FateKeeper(window, session)
        self._rewrites: Rewrites | None = None
        self._expected_s = EXPECTED_S
        self._heading = Heading(theme, "section", tag="model")
        self.goal = GoalButton(theme)
        self._ask_button = Button(theme, kind="quiet", size="small", key="Ctrl+Enter")
        self._heading.add_right(self.goal)
        self._heading.add_right(self._ask_button)
        self._wait = ModelWait(window)
        self._failure = Failure(theme)
        self._card = DiffCard(theme)
        self._others = QVBoxLayout()
        self._note = Text(theme, "small", colour="ink3", wrap=True)
        self._models = Button(theme, size="small")
        self._wire = _Wire(self)
        self._lay_out()
        self._listen()
        self._show("idle")
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        self._others.setSpacing(self._theme.px(6))
        for part in (self._heading, self._wait, self._failure, self._card):
            column.addWidget(part)
        column.addLayout(self._others)
        foot = QHBoxLayout()
        foot.setSpacing(self._theme.px(12))
        foot.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._models)
        column.addLayout(foot)

    def _listen(self) -> None:
        self._ask_button.clicked.connect(self.ask)
        self.goal.chosen.connect(self.ask)
        self._wait.cancelled.connect(self.stop)
        self._failure.retried.connect(self._try_again)
        self._failure.other_way.connect(lambda: self._window.go("models"))
        self._models.clicked.connect(lambda: self._window.go("models"))
        self._card.accepted.connect(lambda index: self._take([index]))
        self._card.all_taken.connect(lambda: self._take(self._card.open_changes()))
        self._card.settled.connect(self._on_settled)
        self._session.opened.connect(self.forget)
        self._session.platform_changed.connect(self.forget)
        self._session.text_changed.connect(self._on_text_changed)
        self._wire.heard.connect(lambda words: self._wait.set_meanwhile(words[-160:]))

    # What can be asked

    def ask(self) -> None:
        """Ask for three versions of the text on the page."""
        if not self._session.text.strip() or self._wait.isVisible():
            return
        self._session.save()
        self.asking.emit()
        self._show("waiting")
        self._asked_for, self._asked_goal = self._session.text, self.goal.goal
        self._wait.start(_("Finding its words"), self._expected_s, self._meanwhile())
        app = self._window.app
        work = question(app, self._session, self.goal.goal, self._wire.heard.emit)
        app.prompter.do(work, self._heard, self._broke)

    def stop(self) -> None:
        """Cancel what is under way; the page is untouched."""
        if self._wait.isVisible():
            self._window.app.engine().cancel()

    def forget(self) -> None:
        """Show nothing: the text the versions were of is no longer on the page."""
        self.stop()
        self._show("idle")

    def take_focus(self) -> None:
        """Move the keyboard to the changes."""
        if self._card.isVisible():
            self._card.words.setFocus()

    def has_answered(self) -> bool:
        """Tell whether versions, or the reason there are none, are on screen."""
        return self._card.isVisible() or self._failure.isVisible() or bool(self._note.text())

    def state(self) -> str:
        """Say in the status bar what the model does."""
        if self._wait.isVisible():
            return _("The prompter is at work")
        name = loaded(self._rewrites)
        return at_rest(self._window) or (_("Model ready: {name}").format(name=name) if name else _("No model loaded"))

    def set_compact(self, *, compact: bool) -> None:
        """Leave out the other versions, and the key, where there is no room for them."""
        self._ask_button.set_key("" if compact else "Ctrl+Enter")
        for index in range(self._others.count()):
            item = self._others.itemAt(index)
            if item is not None and (line := item.widget()) is not None:
                line.setVisible(not compact or index == 0)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._tell_answer()
        self._heading.retranslate()
        self.goal.retranslate()
        self._models.set_text(_("Look at the models"))
        self._wait.retranslate()
        self._card.retranslate()
        if self._rewrites is not None:
            self._show_candidates()

    def _tell_answer(self) -> None:
        self._heading.say(_("The prompter"), summary(self._rewrites))
        self._ask_button.set_text(_("Propose") if self._rewrites is None else _("Propose again"))

    # What comes back

    def _heard(self, rewrites: Rewrites) -> None:
        self._wait.finish()
        if self._asked_for != self._session.text:
            self._show("idle")
            return
        self._rewrites = rewrites
        self._fates.offered(self._asked_goal)
        self._show("answered")
        self.retranslate()

    def _broke(self, error: Exception) -> None:
        self._wait.finish()
        if not isinstance(error, Trouble):
            self._show("idle")
            self._window.app.prompter.failed.emit(error)
            return
        if error.code == "engine.cancelled":
            self._show("idle")
            self._window.say(_("Stopped. Your text is untouched."))
            return
        self._show("failed")
        self._broken_by = error.code
        self._failure.say(
            _("The prompter stopped"),
            messages.say(error.code, error.params) + " " + _("Your text is untouched."),
            _("Switch it on again") if error.code == "engine.off" else _("Try again"),
            _("Look at the models"),
        )

    def _try_again(self) -> None:
        if self._broken_by == "engine.off":
            self._window.app.engine().insist()
        self.ask()

    def _show(self, state: str) -> None:
        self._wait.setVisible(state == "waiting")
        self._failure.setVisible(state == "failed")
        self._card.setVisible(state == "answered" and bool(self._rewrites and self._rewrites.candidates))
        self._note.setVisible(state == "answered")
        if (tag := self._heading.tag) is not None:
            tag.set_provenance(self._provenance())
            tag.setVisible(state == "answered" and bool(self._rewrites and self._rewrites.candidates))
        self._models.setVisible(state == "answered" and self._rewrites is not None and lacks_model(self._rewrites))
        if state != "answered":
            self._fates.over(self._rewrites, self._asked_for)
            # What is said of versions goes with them: they were of a text that is left, or are asked for again.
            self._rewrites = None
            self._clear_others()
            self._note.set_text("")
            self._tell_answer()

    def _show_candidates(self) -> None:
        rewrites = self._rewrites
        assert rewrites is not None
        self._clear_others()
        if rewrites.candidates:
            self._show_first(rewrites.candidates[0])
        for candidate in rewrites.candidates[1:]:
            near = (candidate.voice.inside, candidate.voice.of) if candidate.voice else None
            line = VersionLine(self._theme, candidate.text, self._seats(candidate), self._provenance(), near)
            line.clicked.connect(lambda _on=False, it=candidate: self._bring_forward(it))
            self._others.addWidget(line)
        self._note.set_text(refusals(rewrites))
        self._note.setVisible(bool(self._note.text()))

    def _provenance(self) -> Provenance:
        return "rule" if self._rewrites is None or self._rewrites.model == "rules" else "model"

    def _show_first(self, candidate: Candidate) -> None:
        self._card.set_changes(candidate.changes, self._provenance())
        self._card.set_figures(figures_of(self._session, self._rewrites, candidate, self._seats(candidate)))

    def _bring_forward(self, candidate: Candidate) -> None:
        from dataclasses import replace

        assert self._rewrites is not None
        rest = tuple(one for one in self._rewrites.candidates if one is not candidate)
        self._rewrites = replace(self._rewrites, candidates=(candidate, *rest))
        self._show_candidates()
        self.take_focus()

    def _seats(self, candidate: Candidate) -> tuple[int, int] | None:
        now = self._session.assessment
        if now is None or now.sarcasm.abstained or candidate.assessment.sarcasm.abstained:
            return None
        return tenths(now.sarcasm), tenths(candidate.assessment.sarcasm)

    def _clear_others(self) -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    # Taking

    def _take(self, taken: Sequence[int]) -> None:
        """Write the changes she takes on the page; the versions before and after are kept."""
        if self._rewrites is None:
            return
        self._fates.took(len(taken))
        by_model = self._rewrites.model != "rules"
        self._session.keep_version("typed")
        if self._asked_goal == "shorter":
            self._session.part_from_base()
        text = self._session.text
        # From the last one back: what stands before a change does not move.
        for index in sorted(taken, reverse=True):
            start, end, words = self._card.place(index)
            text = text[:start] + words + text[end:]
        self._asked_for = text
        self._session.edit(text)
        self._session.keep_version("suggestion" if by_model else "typed", self._rewrites.model if by_model else "")

    def _on_settled(self) -> None:
        self._window.say(_("Every change is answered."))
        self.forget()

    def _on_text_changed(self) -> None:
        if self._rewrites is not None and self._session.text != self._asked_for:
            self.forget()

    # Words

    def _meanwhile(self) -> str:
        assessment = self._session.assessment
        if assessment is None or not assessment.sarcasm.without:
            return ""
        one = assessment.sarcasm.without[0]
        return _("Meanwhile, by rule: take out {words}.").format(words=numbers.quoted(one.text.strip()))
