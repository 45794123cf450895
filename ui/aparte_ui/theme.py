"""The look of the window: named colours of resources/themes, sizes of shape.toml, scaled and switched live.

A view names a colour, a size or a role and repaints on `changed`; it never writes a hexadecimal value, a font size or a
duration. A theme is one TOML file: what is not named in it raises KeyError at once, so that a typing mistake is seen.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from aparte import paths
from aparte_ui import fonts, icons, stylesheet

SYSTEM = "system"
SHAPE = "shape"
SMALLEST_SCALE, LARGEST_SCALE = 90, 150
SMALLEST_LETTER = 11


def names() -> list[str]:
    """Return the themes of the folder ("dark", "light")."""
    return sorted(path.stem for path in paths.resources("themes").glob("*.toml") if path.stem != SHAPE)


def colours(name: str) -> dict[str, str]:
    """Return the colours of the theme `name`, as written in its file."""
    return dict(_read(name)["colours"])


class Theme(QObject):
    """The colours, letters, sizes and durations now in use.

    choice: a theme's name, or "system" to follow the desktop. scale: 90 to 150 (%). changed: repaint, measure again.
    """

    changed = Signal()

    def __init__(
        self, choice: str = SYSTEM, *, scale: int = 100, reduced_motion: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._scale = _within(scale)
        self._reduced_motion = reduced_motion
        self._fonts: dict[tuple[str, int, bool | None], QFont] = {}
        self._shape = _read(SHAPE)
        self._load()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def name(self) -> str:
        """The theme on screen: "light", "dark" or another file of the folder."""
        return self._name

    @property
    def choice(self) -> str:
        """What the person asked for: a name or "system"."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the text is lighter than the page."""
        return self._dark

    @property
    def scale(self) -> int:
        """The size of everything, in percent."""
        return self._scale

    def color(self, name: str) -> QColor:
        """Return a named colour; the same object each time: copy before changing it."""
        return self._colours[name]

    def client_color(self, name: str) -> QColor:
        """Return the square of a client ("canal", "brique"…); an unknown name gives the first one."""
        squares = self._shape["client"]
        return QColor(squares.get(name) or next(iter(squares.values())))

    @property
    def on_client(self) -> QColor:
        """The letter on a client's square, the same in every theme."""
        return QColor(Qt.GlobalColor.white)

    def client_colors(self) -> list[str]:
        """Return the names of the client squares."""
        return list(self._shape["client"])

    def px(self, pixels: float) -> int:
        """Scale a length."""
        return round(pixels * self._scale / 100)

    def size(self, name: str) -> int:
        """Return a scaled size of shape.toml ("rail", "button_stage"…)."""
        return self.px(self._shape["size"][name])

    def radius(self, name: str) -> int:
        """Return a scaled corner ("control", "card", "sheet", "chip", "seat")."""
        return self.px(self._shape["radius"][name])

    def motion_ms(self, name: str) -> int:
        """Return how long a movement lasts; 0 when motion is reduced."""
        return 0 if self._reduced_motion else int(self._shape["motion_ms"][name])

    def font(self, role: str, weight: int = 400, *, italic: bool | None = None) -> QFont:
        """Return the letter of a role (see fonts.ROLES), scaled."""
        key = (role, weight, italic)
        if key not in self._fonts:
            pixels = max(SMALLEST_LETTER, self.px(self._shape["type"][role][0]))
            self._fonts[key] = fonts.font(role, pixels, weight=weight, italic=italic)
        return self._fonts[key]

    def line_height(self, role: str) -> int:
        """Return the height of a line of a role, scaled."""
        return self.px(self._shape["type"][role][1])

    def icon(self, name: str, colour: str = "ink2", size: int = 18) -> QIcon:
        """Return a drawing of resources/icons in a named colour."""
        return icons.icon(name, self.color(colour), self.px(size))

    def paint_icon(self, painter: QPainter, name: str, colour: str, at: QPointF, size: int) -> None:
        """Paint a drawing in a named colour; `size` is scaled here, the position is not."""
        icons.paint(painter, name, self.color(colour), at, self.px(size))

    def stylesheet(self) -> str:
        """Return the style sheet of Qt's own widgets (fields, lists, menus, scroll bars)."""
        return stylesheet.written(self)

    def palette(self) -> QPalette:
        """Return the palette of the application, from the named colours."""
        palette = QPalette()
        for role, colour in _PALETTE.items():
            palette.setColor(role, self.color(colour))
        faded = QPalette.ColorGroup.Disabled
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(faded, role, self.color("ink3"))
        return palette

    def use(self, choice: str) -> None:
        """Show another theme at once ("light", "dark", "system")."""
        self._choice = choice
        self._show_again()

    def set_scale(self, percent: int) -> None:
        """Make everything larger or smaller, from 90 to 150 %."""
        self._scale = _within(percent)
        self._fonts.clear()
        self._show_again()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a Qt slot for a switch
        """Turn every movement off, or on again."""
        self._reduced_motion = reduced

    def dress(self, app: QApplication) -> None:
        """Give the application our letters, palette and style sheet, now and at each change."""
        fonts.load()
        app.setStyle("Fusion")
        self._dress(app)
        self.changed.connect(lambda: self._dress(app))

    def _dress(self, app: QApplication) -> None:
        app.setFont(self.font("body"))
        app.setPalette(self.palette())
        app.setStyleSheet(self.stylesheet())

    def _show_again(self) -> None:
        self._load()
        self.changed.emit()

    def _load(self) -> None:
        self._name = _system_name() if self._choice == SYSTEM else self._choice
        if self._name not in names():
            self._name = "light"
        self._colours = {name: QColor(value) for name, value in _read(self._name)["colours"].items()}
        self._dark = self._colours["ink"].lightness() > self._colours["sheet"].lightness()

    def _on_system_changed(self) -> None:
        if self._choice == SYSTEM and _system_name() != self._name:
            self._show_again()


_PALETTE = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "wings",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "selection_text",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Link: "ink",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Accent: "ink",
}


def _within(percent: int) -> int:
    return max(SMALLEST_SCALE, min(LARGEST_SCALE, percent))


def _system_name() -> str:
    """Return the desktop's choice; Linux desktops that say nothing get the light theme."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


@lru_cache(maxsize=8)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(paths.resources("themes", f"{name}.toml").read_text(encoding="utf-8"))
