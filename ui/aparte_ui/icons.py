"""Our drawings, tinted at run time: one SVG a shape in resources/icons, its stroke written `currentColor`.

An icon never carries a colour of its own, so that a theme is only its TOML file.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from aparte import paths

PLACEHOLDER = "currentColor"
RATIO = 2.0
"""Pixmaps are drawn at twice their size: sharp on every screen we know."""


def names() -> list[str]:
    """Return the name of every drawing."""
    return sorted(path.stem for path in paths.resources("icons").glob("*.svg"))


def pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """Return the drawing `name` in `colour`, `size` logical pixels high (a square, but for the logo)."""
    return _drawn(name, colour.name(), size)


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """Return the same drawing as a QIcon, for Qt's own menus and buttons."""
    return QIcon(pixmap(name, colour, size))


def paint(painter: QPainter, name: str, colour: QColor, at: QPointF, size: int) -> None:
    """Paint the drawing with its top left corner at `at`."""
    drawn = pixmap(name, colour, size)
    painter.drawPixmap(
        QRectF(at.x(), at.y(), drawn.width() / RATIO, drawn.height() / RATIO), drawn, QRectF(drawn.rect())
    )


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    source = paths.resources("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace(PLACEHOLDER, colour).encode()))
    box = renderer.viewBoxF()
    width = size * box.width() / box.height()
    drawn = QPixmap(round(width * RATIO), round(size * RATIO))
    drawn.setDevicePixelRatio(RATIO)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, width, size))
    painter.end()
    return drawn
