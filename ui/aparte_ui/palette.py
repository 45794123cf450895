"""The palette (Ctrl+K): everything that can be done here, found by typing; each line carries its key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QVBoxLayout

from aparte import i18n
from aparte.i18n import _
from aparte_ui import operations
from aparte_ui.rail import PLACES
from aparte_ui.widgets import keycap
from aparte_ui.widgets.finder import Finder, RowPainter
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPainter

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.widgets.finder import Listed

WIDTH, LIST_HEIGHT = 640, 420


@dataclass(frozen=True)
class Command:
    """One thing to do: its group, its words, its key, and what does it."""

    group: str
    words: str
    act: Callable[[], object]
    key: str = ""

    @property
    def spoken(self) -> str:
        """Return what a screen reader says of it."""
        return f"{self.group}: {self.words}, {self.key}"


class Palette(Overlay):
    """A field and the commands that match it; Enter does the first."""

    def __init__(self, window: MainWindow) -> None:
        """List what can be done in the window as it now is."""
        theme = window.app.theme
        super().__init__(theme, window, width=WIDTH, place="top")
        self._all = list(commands(window))
        self.finder = Finder(theme, _("What do you want to do?"), self._matching, _Line(theme))
        self.finder.list.setFixedHeight(theme.px(LIST_HEIGHT))
        self.finder.list.setAccessibleName(_("Commands"))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.addWidget(self.finder)
        self.finder.taken.connect(self._do)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Open over the window."""
        self.open(self.finder.field)

    def _matching(self, words: str) -> list[Command]:
        wanted = words.casefold().split()
        return [one for one in self._all if all(word in one.words.casefold() for word in wanted)]

    def _do(self, command: Command) -> None:
        self.close_panel()
        command.act()


def commands(window: MainWindow) -> Iterator[Command]:
    """Yield what can be done: with this draft, where to go, what to set."""
    yield from _with_the_draft(window)
    go = _("Go to")
    for number, (place, (_icon, name)) in enumerate(PLACES.items(), 1):
        yield Command(go, _(name), partial(window.go, place), f"Alt+{number}")
    yield Command(go, _("Settings"), lambda: window.go("settings"))
    for space in window.workspace.spaces:
        words = _("Client: {name}").format(name=space.brand.name)
        yield Command(go, words, partial(operations.open_client, window, space))
    settings = _("Settings")
    yield Command(settings, _("All keys"), window.show_shortcuts, "?")
    yield Command(settings, _("New client…"), lambda: operations.ask_client(window))
    names = {"light": _("Light colours"), "dark": _("Dark colours"), "system": _("Colours of the system")}
    for theme, words in names.items():
        yield Command(settings, words, partial(operations.wear, window, theme))
    for code, words in {"fr": "Français", "en": "English"}.items():
        if code != i18n.language():
            yield Command(settings, words, partial(operations.speak, window, code))


def _with_the_draft(window: MainWindow) -> Iterator[Command]:
    desk = window.place_of("desk")
    if desk is None:
        return
    group = _("This draft")
    for words, key, act in desk.commands():  # type: ignore[attr-defined]  # only the desk has commands of its own
        yield Command(group, words, act, key)


class _Line(RowPainter):
    """Paints a command: its words, its group, its key."""

    def write(self, painter: QPainter, box: QRectF, row: Listed) -> None:
        """Draw the key at the right, the group before it, the words at the left."""
        assert isinstance(row, Command)
        theme, middle, left = self._theme, Qt.AlignmentFlag.AlignVCenter, QRectF(box)
        if row.key:
            keycap.paint(painter, theme, row.key, (left.right(), left.center().y()))
            left.setRight(left.right() - keycap.width(theme, row.key) - theme.px(12))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink3"))
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, row.group)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        painter.drawText(box, middle, row.words)
