"""The scenes of the gallery: the real window brought into each of its states, one picture each."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from aparte.drafts import sample
from aparte_ui.app import App, prepare
from aparte_ui.mainwindow import HEIGHT, WIDTH, MainWindow
from aparte_ui.scenesofspaces import SCENES_OF_ARCHIVE, SCENES_OF_PRIVACY, close_overlays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)

NARROW = (1100, 700)
_BEGUN: tuple[dict[str, Any], ...] = (
    {"sha256": "9f2c41d7" + "0" * 52 + "e08b", "size_bytes": 2_150_000_000, "kept_bytes": 905_969_664},
    {"state": "paused", "kept_bytes": 553_648_128},
    {
        "state": "failed",
        "kept_bytes": 218_103_808,
        "why": "net.cut",
        "params": {"host": "huggingface.co", "reason": "Connection reset by peer"},
    },
)
"""Three downloads of the sample world: under way, paused, cut for good."""
PATIENCE_S = 20.0


class Studio:
    """One language and one theme: a data folder with the sample client, and a window over it."""

    def __init__(self, home: Path, language: str, theme: str) -> None:
        """Make the sample world, its ages counted back from the scenario's own moment."""
        os.environ["APARTE_LANG"] = language
        self.language = language
        self.now: datetime = sample.scenario()["now"].astimezone(UTC)
        self.client = sample.sample_client(language)
        home.mkdir(parents=True)
        # The offscreen platform says at each window that it has no size hints: nobody needs to read that.
        qInstallMessageHandler(lambda _kind, _where, said: log.debug(said))
        qt = prepare()
        self.app = App(home, qt, now=lambda: self.now)
        self.app.theme.set_reduced_motion(True)
        self.app.theme.use(theme)
        self.app.sealed_since = self.now.isoformat()
        # The share of a reader who hears no irony: the picture shows it disagreeing with the aside.
        self.app.script_engine([*self.client["suggestions"], "!score 0.1"])
        self.window = MainWindow(self.app)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self._space = sample.sample_space(home, language, self.now)

    def __enter__(self) -> Studio:
        """Use the studio in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the window and end its lanes."""
        self.window.close()
        self.app.stop()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents()
        qInstallMessageHandler(None)

    def draw_all(self, folder: Path) -> list[str]:
        """Draw every scene into `folder`; return the names of the files."""
        names = []
        for number, (name, scene) in enumerate(SCENES.items(), 1):
            narrow = name.endswith("-narrow")
            self.window.resize(*(NARROW if narrow else (WIDTH, HEIGHT)))
            shown = scene(self) or self.window
            self.settle()
            file = f"{number:02}-{name}.png"
            picture(shown).save(str(folder / file))
            names.append(file)
        return names

    def settle(self) -> None:
        """Let the window do what it has to, until nothing is asked of a lane."""
        for lane in (*self.app.lanes(), self.app.compute, self.app.disk):
            done: list[bool] = []
            lane.do(lambda: True, done.append)
            self.wait(partial(bool, done))
        QCoreApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Run the window until a state is reached. Raises RuntimeError when it never is."""
        limit = monotonic() + PATIENCE_S
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if monotonic() > limit:
                raise RuntimeError("a scene of the gallery never settled")

    def desk(self, number: int = 0) -> Any:
        """Open the desk on a sample draft, the first one unless another is asked for, read and ready."""
        window = self.window
        if window.workspace.space is None:
            window.workspace.list_spaces(lambda: window.workspace.open(self._space, lambda: window.go("desk")))
        elif window.place != "desk":
            window.go("desk")
        self.wait(lambda: window.place == "desk")
        desk: Any = window.place_of("desk")
        title = self.client["draft"][number]["title"]
        self.wait(lambda: bool(window.workspace.drafts))
        desk.open_draft(next(draft for draft in window.workspace.drafts if draft.title == title))
        self.wait(lambda: desk.session.assessment is not None)
        return desk


def picture(shown: QWidget) -> QPixmap:
    """Return what is on screen: the widget, and the menus open over it."""
    seen = shown.grab()
    painter = QPainter(seen)
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu) and menu.isVisible():
            painter.drawPixmap(shown.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    return seen


def _first_run(studio: Studio) -> None:
    studio.window.first_run()
    studio.settle()


def _first_reading(studio: Studio) -> None:
    from aparte_ui.invitation import EXAMPLES

    place: Any = studio.window.place_of("first")
    place.write(EXAMPLES[0 if studio.language == "fr" else 1])


def _desk(studio: Studio) -> None:
    desk = studio.desk()
    desk.prompter.ask()
    studio.wait(desk.prompter.has_answered)


def _second_opinion(studio: Studio) -> None:
    shown = studio.desk().aside.opinion
    shown.asked.emit()
    studio.wait(lambda: bool(shown.said.text()) and shown.button.isHidden() and not shown.is_reading)


def _gate(studio: Studio) -> None:
    studio.desk().gate.ask()


def _close_gate(studio: Studio) -> None:
    studio.desk().gate.dismiss()


def _narrow(studio: Studio) -> None:
    _close_gate(studio)


def _models(studio: Studio) -> None:
    close_overlays(studio)
    studio.window.go("models")
    place: Any = studio.window.place_of("models")
    studio.wait(lambda: place.stock.machine is not None and place.stock.machine.engine is not None)


def _consent(studio: Studio) -> None:
    place: Any = studio.window.place_of("models")
    studio.wait(lambda: bool(place.shelf.rows))
    place.shelf.rows[0].wanted.emit()


def _download(studio: Studio) -> None:
    """A download under way, one that was paused by the end of the program, one that a server refused to go on with."""
    from aparte import net
    from aparte.engine.downloads import planned
    from aparte.engine.pace import Progress

    close_overlays(studio)
    place: Any = studio.window.place_of("models")
    shelf, mb = place.shelf, 1_000_000
    offers = [row.offer for row in shelf.rows]
    begun = [
        replace(planned(offer.address, name=offer.file.removesuffix(".gguf"), about_bytes=offer.size_bytes), **more)
        for offer, more in zip(offers[:3], _BEGUN, strict=True)
    ]
    since = studio.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    shelf.fetching.begun = [replace(one, since=since) for one in begun]
    shelf.fetching.under_way = begun[0].name
    shelf.fetching.changed.emit()
    moving = Progress(
        phase="receiving", done=912 * mb, total=2_150 * mb, bytes_per_s=5.6e6, left_s=221, cuts=1, why="net.cut"
    )
    studio.app.ledger = lambda: net.Ledger(
        sealed=False, sockets_opened=2, refused=0, bytes_out=1_204, bytes_in=moving.done, since=since,
        hosts=begun[0].hosts,
    )  # fmt: skip
    shelf.cards[begun[0].name].show_progress(moving)
    studio.window.tell_facts()


def _after_download(studio: Studio) -> None:
    """Put everything back as it was."""
    from aparte import net

    place: Any = studio.window.place_of("models")
    place.shelf.fetching.begun, place.shelf.fetching.under_way = (), ""
    place.shelf.fetching.changed.emit()
    studio.app.ledger = net.ledger
    studio.window.tell_facts()


def _heard(studio: Studio) -> None:
    """A kept model and a server's, with what was found of them; a second server is being added."""
    from aparte_ui import scenemodels

    _after_download(studio)
    place: Any = studio.window.place_of("models")
    stock = place.stock
    stock.models, stock.found = (scenemodels.KEPT, scenemodels.SERVED), scenemodels.found(studio.now)
    stock.changed.emit()
    place.area.verticalScrollBar().setValue(0)


def _server(studio: Studio) -> None:
    """A server on another computer answered; its model is being chosen."""
    place: Any = studio.window.place_of("models")
    place.server.address.set_text("192.168.1.20:11434")
    place.server.address.edited.emit("")
    place.server.open.setChecked(True)
    place.server._on_found(place.server._tries, ("mistral-small", "qwen3.5-9b"))
    studio.settle()
    place.area.ensureWidgetVisible(place.server)


def _report(studio: Studio) -> None:
    from aparte_ui import scenemodels

    place: Any = studio.window.place_of("models")
    place.show_report(scenemodels.KEPT)


def _settings(studio: Studio) -> None:
    close_overlays(studio)
    studio.window.go("settings")


def _client(studio: Studio) -> None:
    place: Any = studio.window.place_of("settings")
    place.area.ensureWidgetVisible(place.client.answers)


def _privacy(studio: Studio) -> None:
    place: Any = studio.window.place_of("settings")
    place.area.ensureWidgetVisible(place.privacy)


def _network(studio: Studio) -> None:
    """A server on another computer, whose address the network was opened for."""
    from aparte_ui import scenemodels

    place: Any = studio.window.place_of("settings")
    place.network._on_found((scenemodels.SERVED,))
    QCoreApplication.processEvents()
    place.area.ensureWidgetVisible(place.network)


def _about(studio: Studio) -> None:
    place: Any = studio.window.place_of("settings")
    place.about.open()


def _watch(studio: Studio) -> None:
    studio.window.go("watch")


def _palette(studio: Studio) -> None:
    studio.desk()
    studio.window.open_palette()


def _components(studio: Studio) -> QWidget:
    from aparte_ui.widgets.sheet import Sheet

    sheet = Sheet(studio.app.theme)
    sheet.resize(WIDTH, HEIGHT)
    sheet.show()
    return sheet


SCENES: dict[str, Callable[[Studio], QWidget | None]] = {
    "first-run": _first_run,
    "first-reading": _first_reading,
    "desk": _desk,
    "second-opinion": _second_opinion,
    "gate": _gate,
    "desk-narrow": _narrow,
    **SCENES_OF_ARCHIVE,
    "models": _models,
    "consent": _consent,
    "download": _download,
    "models-heard": _heard,
    "server": _server,
    "audition": _report,
    "settings": _settings,
    "client": _client,
    "privacy": _privacy,
    "network": _network,
    **SCENES_OF_PRIVACY,
    "about": _about,
    "settings-narrow": close_overlays,
    "watch": _watch,
    "palette": _palette,
    "components": _components,
}
"""Name -> what brings the window there; what it returns is drawn instead of the window."""
