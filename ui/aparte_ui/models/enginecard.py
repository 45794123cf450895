"""The engine that runs models: whether it is there, what this build can do, and building it, with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import N_, _
from aparte_ui import accessible, numbers
from aparte_ui.models.building import Building, kinds, refusal
from aparte_ui.models.enginestate import EngineState
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.progress import Progress
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.backends import Ability
    from aparte.engine.build import BuildStep
    from aparte_ui.mainwindow import MainWindow

KINDS = {"cpu": N_("Processor"), "vulkan": "Vulkan", "cuda": "CUDA", "metal": "Metal", "hip": "HIP"}


class EngineCard(QWidget):
    """built: the engine may be there now, ask it again."""

    built = Signal()

    def __init__(self, window: MainWindow) -> None:
        """Say nothing before the engine was asked."""
        super().__init__()
        self._window = window
        theme = window.app.theme
        self._ability: Ability | None = None
        self._instructions: tuple[str, ...] = ()
        self.building = Building(window.app.home)
        self._card = Card(theme)
        self._title = Text(theme, "body", weight=600)
        self._state = Text(theme, "body", colour="ink2", wrap=True)
        self.kind = Segmented(theme, [(kind, _(KINDS[kind])) for kind in kinds()], _("Build for"))
        self.build = Button(theme, kind="primary")
        self.progress = Progress(theme, by_model=False)
        self.failure = Failure(theme)
        self.state = EngineState(window)
        self._lay_out()
        self.build.clicked.connect(lambda: self.start(self.kind.current()))
        self.progress.cancelled.connect(self.stop)
        self.failure.retried.connect(lambda: self.start(self.kind.current()))
        self.failure.other_way.connect(self._tell)
        self.building.stepped.connect(self._on_step)
        self.building.ended.connect(self._on_ended)
        self.building.failed.connect(self._on_failed)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._window.app.theme
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._state)
        across = QHBoxLayout(self._card)
        across.setContentsMargins(theme.px(20), theme.px(12), theme.px(16), theme.px(12))
        across.setSpacing(theme.px(12))
        across.addLayout(words, 1)
        across.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.build, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._card, self.progress, self.failure, self.state):
            column.addWidget(widget)

    def show_ability(self, ability: Ability | None, instructions: Sequence[str] = ()) -> None:
        """Say what the engine can do; None: it was not asked yet. instructions: what the processor has to help it."""
        self._ability, self._instructions = ability, tuple(instructions)
        if not self.building.is_running and self.failure.isHidden():
            self._tell()

    def start(self, kind: str) -> None:
        """Build, or install a wheel that was kept."""
        self._show(self.progress)
        self.progress.start(_("Building the engine"), 0, _("Everything else works meanwhile."))
        self.building.start(kind)

    def stop(self) -> None:
        """Stop the build."""
        self.progress.stop.refuse(_("it stops within a second"))
        self.building.stop()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        accessible.name(self.kind, _("Build for"))
        self.kind.set_texts({kind: _(KINDS[kind]) for kind in kinds()})
        self.build.set_text(_("Build"))
        self.progress.retranslate()
        self.state.retranslate()
        if not self.building.is_running:
            self.failure.say(_("The engine was not built"), "", _("Try again"), _("Close"))
            self._tell()

    def _tell(self) -> None:
        ability, why = self._ability, refusal()
        there = ability is not None and ability.available
        self._title.set_text(_("The engine, llama.cpp"))
        self._state.set_text(self._said(ability, why))
        for widget in (self.kind, self.build):
            widget.setVisible(ability is not None and not there)
        self.build.refuse(why)
        self._show(self._card)

    def _said(self, ability: Ability | None, why: str) -> str:
        if ability is None:
            return _("Asking what it can do…")
        if not ability.available and why:
            return _("Not built, and {why}.").format(why=why)
        if not ability.available:
            return _(
                "Not built yet: about 7 minutes, once. pip, another program, fetches its sources from the network; "
                "nothing of yours is sent."
            )
        threads = numbers.number(ability.threads)
        ready = _("Ready. This build uses the processor, {n} threads, and no graphics card.")
        if ability.gpu:
            ready = _("Ready. This build can use the graphics card, and {n} threads.")
        ready = ready.format(n=threads)
        if not self._instructions:
            return ready
        return ready + " " + _("The processor has {sets}.").format(sets=", ".join(self._instructions))

    def _on_step(self, step: BuildStep) -> None:
        said = messages.say(f"build.{step.phase}", {"seconds": round(step.elapsed_s)})
        self.progress.set_title(said)
        self.progress.set_done(round(step.fraction * 1000), 1000, numbers.duration(round(step.elapsed_s)))

    def _on_ended(self, there: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._end()
        self._window.say(_("The engine is installed.") if there else _("The build was stopped; nothing was kept."))
        self._tell()
        self.built.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Trouble):
            self._window.app.archive.failed.emit(error)
            self._tell()
            return
        self.failure.say(
            _("The engine was not built"), messages.say(error.code, error.params), _("Try again"), _("Close")
        )
        self._show(self.failure)

    def _end(self) -> None:
        self.progress.finish()
        self.progress.stop.refuse("")

    def _show(self, shown: QWidget) -> None:
        for widget in (self._card, self.progress, self.failure):
            widget.setVisible(widget is shown)
