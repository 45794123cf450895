"""What is done with models, each piece in its lane: files in one, measuring in the prompter's, where the engine lives.

Only one thing at a time: a second one waits for the first to end, and the buttons say so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from aparte.errors import Trouble
from aparte_ui.jobs import Lane
from aparte_ui.models import machine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.engine.audition import Report
    from aparte.engine.backends import Ability
    from aparte.engine.bench import Measured
    from aparte.nouns import ModelFile
    from aparte_ui.app import App
    from aparte_ui.models.found import Found
    from aparte_ui.models.machine import Machine


class Stock(QObject):
    """changed: the models, the machine or a speed; begun: what is being done and on what; progressed: 0 to 1.

    heard: how many drafts of how many. done: what was done ("add", "verify", "measure", "hear", "remove"), its result;
    failed: what failed, a Trouble.
    """

    changed = Signal()
    begun = Signal(str, str)
    progressed = Signal(float)
    heard = Signal(int, int)
    done = Signal(str, object)
    failed = Signal(str, object)

    def __init__(self, app: App) -> None:
        """Read nothing yet."""
        super().__init__()
        self._app = app
        self._lane = Lane("models")
        self._lane.failed.connect(app.archive.failed)
        self._is_wanted = True
        self.doing = ""
        self.machine: Machine | None = None
        self.models: Sequence[ModelFile] = ()
        self.found: dict[str, Found] = {}
        self._engine: Ability | None = None

    def look(self, then: Callable[[], None] = lambda: None) -> None:
        """Read the memory and the models again; ask the engine the first time."""
        home, ask = self._app.home, self._engine is None

        def work() -> tuple[Machine, Sequence[ModelFile], dict[str, Found]]:
            from aparte.engine.catalogue import listed
            from aparte_ui.models import found

            models = listed(home)
            return machine.look(), models, {model.name: found.look(home, model) for model in models}

        def looked(seen: tuple[Machine, Sequence[ModelFile], dict[str, Found]]) -> None:
            here, self.models, self.found = seen
            self.machine = replace(here, engine=self._engine)
            self.changed.emit()
            then()

        self._lane.do(work, looked)
        if ask:
            self.ask_engine()

    def ask_engine(self) -> None:
        """Ask what the engine can do, in a child process."""
        self._lane.do(machine.ask_engine, self._on_engine)

    def add(self, file: Path) -> None:
        """Copy a model file into the home, checked on the way."""
        home = self._app.home

        def work() -> ModelFile:
            from aparte.engine.catalogue import add

            return add(home, file, self.progressed.emit, lambda: not self._is_wanted)

        self._begin("add", file.name, self._lane, work)

    def verify(self, model: ModelFile) -> None:
        """Read a model's file again and compare its fingerprint."""
        home = self._app.home

        def work() -> tuple[ModelFile, bool]:
            from aparte.engine import servers
            from aparte.engine.catalogue import verify

            if model.address:
                return model, servers.answers(home, model)
            return model, verify(home, model, self._progress_or_stop)

        self._begin("verify", model.name, self._lane, work)

    def remove(self, model: ModelFile) -> None:
        """Delete the copy in the home."""
        home = self._app.home

        def work() -> ModelFile:
            from aparte.engine.catalogue import remove

            remove(home, model)
            return model

        self._begin("remove", model.name, self._lane, work)

    def measure(self, model: ModelFile) -> None:
        """Time one prompt and one answer, through the process that writes rewrites."""
        app = self._app

        def work() -> Measured:
            from aparte.engine import bench
            from aparte.engine.catalogue import model_path

            path = str(model_path(app.home, model))
            return bench.keep(app.home, model, bench.bench(app.engine(), model, path, progress=self.progressed.emit))

        self._begin("measure", model.name, app.prompter, work)

    def hear(self, model: ModelFile) -> None:
        """Have a model answer the fixed drafts; one that was stopped goes on where it stood."""
        app = self._app

        def work() -> tuple[ModelFile, Report]:
            from aparte.engine.audition import audition
            from aparte.engine.catalogue import model_path

            path = str(model_path(app.home, model))
            return model, audition(app.home, app.engine(), model, path, progress=self.heard.emit)

        self._begin("hear", model.name, app.prompter, work)

    def keep_server(self, model: ModelFile) -> None:
        """Show a server's model that was just kept; the first model of all is put to use."""
        if not any(self.in_use(one) for one in self.models):
            self._app.change(model=model.name)
        self.look()

    def use(self, model: ModelFile) -> None:
        """Put a model to use for the next rewrites."""
        self._app.change(model=model.name)
        self._shut_door(model)
        self.changed.emit()

    def in_use(self, model: ModelFile) -> bool:
        """Tell whether rewrites come from this model."""
        return bool(self._app.settings.model == model.name)

    def _shut_door(self, used: ModelFile | None) -> None:
        """Close the door to a server that is no longer used, once nothing is asked there."""
        served = self._app.served()
        if served is not None and (used is None or served.name != used.name):
            self._app.prompter.do(self._app.engine().hang_up)

    def stop(self) -> None:
        """Give up what is being done; nothing half-done is kept."""
        self._is_wanted = False
        if self.doing in {"measure", "hear"}:
            self._app.engine().cancel()

    def close(self) -> None:
        """Give up and end the lane: the window closes."""
        self.stop()
        self._lane.stop()
        # What the lane still said waits in Qt's queue, and the widgets it was meant for are going.
        self.blockSignals(True)

    def _begin(self, what: str, name: str, lane: Lane, work: Callable[[], Any]) -> None:
        if self.doing:
            return
        self.doing, self._is_wanted = what, True
        self.begun.emit(what, name)
        self.changed.emit()
        lane.do(work, lambda result: self._on_done(what, result), lambda error: self._on_failed(what, error))

    def _progress_or_stop(self, fraction: float) -> None:
        if not self._is_wanted:
            raise Trouble("model.cancelled")
        self.progressed.emit(fraction)

    def _on_done(self, what: str, result: Any) -> None:
        self.doing = ""
        if what == "add" and not any(self.in_use(model) for model in self.models):
            self._app.change(model=result.name)
        elif what == "remove":
            if self.in_use(result):
                self._app.change(model="")
            self._shut_door(None)
        self.done.emit(what, result)
        self.look()

    def _on_failed(self, what: str, error: Exception) -> None:
        self.doing = ""
        if not isinstance(error, Trouble):
            self._app.archive.failed.emit(error)
        self.failed.emit(what, error)
        self.look()

    def _on_engine(self, found: Ability) -> None:
        self._engine = found
        if self.machine is not None:
            self.machine = replace(self.machine, engine=found)
        self.changed.emit()
