"""The window: places the rail, the open place and the status bar, and wires their signals. Nothing else, for ever."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aparte.errors import Trouble
from aparte_ui import places, rooms
from aparte_ui.focusring import FocusRing
from aparte_ui.ledger import seal_words, show_ledger
from aparte_ui.rail import PLACES, Rail
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.statusbar import StatusBar
from aparte_ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from aparte.archive.spaces import Space
    from aparte.nouns import Brand
    from aparte_ui.app import App

WIDTH, HEIGHT = 1440, 900
_FRAME = 40
"""Left free for the desktop's title bar, whose height is known only later: the status bar must stay on screen."""
_FACTS_EVERY_MS = 5_000
_SAID_S, _OFFERED_S = 20, 60
"""How long a sentence stays in the status bar; what can be taken back, long enough to go there by the keyboard."""


class MainWindow(QWidget):
    """One window: a rail, a place, a status bar; the first run replaces the place and hides the rail."""

    def __init__(self, app: App) -> None:
        """Build the frame; the place itself is built by `wake`, or at once for its empty frame."""
        super().__init__()
        self.app = app
        self.workspace = Workspace(app, self)
        self._rail = Rail(app.theme)
        self._stack = QStackedWidget()
        self._status = StatusBar(app.theme)
        self._places: dict[str, places.Place] = {}
        self._place = ""
        self._lay_out()
        self._bind_keys()
        self._restore_place()
        self._rail.chosen.connect(self.go)
        self._rail.palette_asked.connect(self.open_palette)
        self._rail.client_asked.connect(lambda: self._ask("unfold"))
        self._status.seal.clicked.connect(lambda: show_ledger(self))
        self._status.undone.connect(partial(self.say, ""))
        self.workspace.client_changed.connect(self._on_client_changed)
        self.workspace.client_refused.connect(self._on_refused)
        self._clock = QTimer(self, interval=_FACTS_EVERY_MS)
        self._clock.timeout.connect(self.tell_facts)
        for lane in app.lanes():
            lane.failed.connect(self._on_failed)
        self.retranslate()
        FocusRing(app.theme, self)

    def _lay_out(self) -> None:
        self.setWindowTitle("Aparté")
        theme = self.app.theme
        self._bound()
        theme.changed.connect(self._bound)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self._status)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+K": self.open_palette,
            "Ctrl+Q": self.close,
            "Ctrl+Shift+F": lambda: self.go("archive"),
        }
        for index, place in enumerate(PLACES, 1):
            keys[f"Alt+{index}"] = partial(self.go, place)
        # A field that takes letters takes these: Qt asks it before it asks a shortcut.
        keys["?"] = partial(self._on_letter, self.show_shortcuts)
        keys["N"] = partial(self._on_letter, partial(self._ask, "disagree"))
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._press, act))

    def _on_letter(self, act: Callable[[], object]) -> None:
        # Over a sheet, or before there is a client, a letter is no order.
        covered = any(overlay.isVisible() for overlay in self.findChildren(Overlay))
        if self.workspace.space is not None and not covered:
            act()

    @staticmethod
    def _press(act: Callable[[], object]) -> None:
        # A dead key or an input method in the middle of a letter owns the keyboard.
        if not getattr(QApplication.focusWidget(), "composing", False):
            act()

    # Opening

    def wake(self) -> None:
        """After the first paint: look which clients there are, then open the last draft, or the first run."""
        self.workspace.list_spaces(self._on_spaces)
        self._clock.start()
        from aparte_ui.idle import watch

        watch(self)

    def _on_spaces(self) -> None:
        found = self.workspace.spaces
        if not found:
            self.first_run()
            return
        last = self.app.settings.last_space
        space = next((space for space in found if space.brand.id == last), found[0])
        from aparte_ui import spacecare

        self.workspace.open(space, lambda: spacecare.begin(self, space))

    def first_run(self) -> None:
        """Show the one box, and nothing that needs a client."""
        self._rail.hide()
        self._show("first")

    def go(self, place: str) -> None:
        """Open a place of the rail, or the settings."""
        self._rail.show()
        self._rail.choose(place)
        # Without an open client there is nothing to write in or to search.
        closed = self._refused is not None and place not in {"models", "settings"}
        self._show("closed" if closed else place)

    def _show(self, name: str) -> None:
        place = self._places.get(name)
        if place is None:
            place = self._places[name] = rooms.build(name, self)
            self._stack.addWidget(place)
        self._place = name
        self._stack.setCurrentWidget(place)
        self._fold(place)
        place.entered()
        self.tell_facts()

    @property
    def place(self) -> str:
        """Return the name of the open place."""
        return self._place

    def place_of(self, name: str) -> places.Place | None:
        """Return a place if it was already built."""
        return self._places.get(name)

    # What the window itself does

    def open_palette(self) -> None:
        """Open the list of everything that can be done here."""
        from aparte_ui.palette import Palette

        Palette(self).ask()

    def show_shortcuts(self) -> None:
        """Open the sheet of all keys."""
        from aparte_ui.shortcuts import Shortcuts

        Shortcuts(self).open()

    def come_forward(self) -> None:
        """Show this window before the others: somebody started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def retranslate(self) -> None:
        """Say everything in the language of the screen, at once."""
        self._rail.retranslate()
        for place in self._places.values():
            place.retranslate()
        for sheet in self.findChildren(Overlay):
            sheet.retranslate()
        self.tell_facts()

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say something that happened, in the status bar, until the next thing; with `undo`, offer to take it back."""
        self._said, self._said_until = sentence, time.monotonic() + (_SAID_S if undo is None else _OFFERED_S)
        self._status.offer_undo(undo)
        self.tell_facts()

    _said, _said_until = "", 0.0

    def tell_facts(self) -> None:
        """Say in the status bar what is true now; the clock asks for it too, so that ages grow."""
        ledger = self.app.ledger()
        self._status.seal.say(*seal_words(ledger, self.app.sealed_since, self.app.served()), is_open=not ledger.sealed)
        if time.monotonic() >= self._said_until:
            self._said = ""
            self._status.offer_undo(None)
        facts = [self._said] if self._said else []
        place = self._places.get(self._place)
        self._status.set_facts([*facts, *(place.facts() if place else [])])

    def _ask(self, what: str) -> None:
        place = self._places.get(self._place)
        if place is not None:
            place.asked(what)

    def _on_client_changed(self) -> None:
        brand: Brand | None = self.workspace.space.brand if self.workspace.space else None
        self.setWindowTitle(f"{brand.name} · Aparté" if brand else "Aparté")
        self._fold(self._places.get(self._place))
        if brand is not None:
            self._refused = None

    def _on_refused(self, space: Space, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self._on_failed(error)
            return
        self._refused = (space, error)
        self.go("desk")

    @property
    def refused(self) -> tuple[Space, Trouble] | None:
        """Return the client whose data can't be opened now, and why; None when one is open."""
        return self._refused

    _refused: tuple[Space, Trouble] | None = None

    def _on_failed(self, error: Exception) -> None:
        from aparte_ui.trouble import tell

        tell(self, error)

    # Size and place

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the left panel in a narrow window."""
        super().resizeEvent(event)
        self._fold(self._places.get(self._place))

    def _fold(self, place: places.Place | None) -> None:
        narrow = self.width() < self.app.theme.size("narrow_below")
        space = self.workspace.space
        folded = narrow and place is not None and place.folds
        self._rail.show_client(space.brand if folded and space else None)
        if place is not None:
            place.set_narrow(narrow=narrow)

    def _bound(self) -> None:
        """Keep room for all that must be seen; large letters stop at the screen, or the gate would be below it."""
        area, theme = QGuiApplication.primaryScreen().availableGeometry(), self.app.theme
        sides = (("min_width", area.width()), ("min_height", area.height() - _FRAME))
        self.setMinimumSize(
            *(max(theme.size(side) * 100 // theme.scale, min(theme.size(side), room)) for side, room in sides)
        )

    def _restore_place(self) -> None:
        """Put the window where it was; in the middle of a screen when that screen is gone."""
        area = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(WIDTH, area.width()), min(HEIGHT, area.height() - _FRAME))
        if self.app.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.app.settings.geometry.encode()))
        screen = QGuiApplication.screenAt(self.frameGeometry().center())
        if screen is None:
            self.resize(min(self.width(), area.width()), min(self.height(), area.height()))
            self.move(area.center() - self.rect().center())

    def close_files(self) -> None:
        """Save what is not on disk yet and close every file of the data folder; `wake` opens them again."""
        for place in self._places.values():
            place.leave()
        self.workspace.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is not on disk yet; never ask."""
        self.close_files()
        self.app.change(geometry=self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)
