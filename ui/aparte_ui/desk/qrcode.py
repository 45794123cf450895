"""The text as QR codes for the telephone: shown on screen, read by its camera; nothing crosses a network."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers

if TYPE_CHECKING:
    from aparte_ui.theme import Theme

MOST_BYTES = 1_000
"""A code with more than this is hard to read off a laptop's screen (measured codes went up to 1,743 bytes)."""
_SIDE = 168


class QrCodes(QWidget):
    """One code, or several side by side for a long text; hidden until asked for."""

    def __init__(self, theme: Theme) -> None:
        """Start empty and hidden."""
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show `text` as codes, in reading order."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        pieces = pieces_of(text)
        for number, piece in enumerate(pieces, 1):
            label = QLabel()
            label.setPixmap(code_of(piece, self._theme.px(_SIDE)))
            said = _("QR code {n} of {m}").format(n=numbers.number(number), m=numbers.number(len(pieces)))
            accessible.name(label, said, piece)
            self._row.addWidget(label)
        self._row.addStretch(1)
        self.show()


def pieces_of(text: str) -> list[str]:
    """Cut `text` into pieces of at most MOST_BYTES UTF-8 bytes: after a space if there is one, never in a character."""
    pieces, rest = [], text
    while len(rest.encode()) > MOST_BYTES:
        cut = len(rest.encode()[:MOST_BYTES].decode("utf-8", "ignore"))
        space = rest.rfind(" ", cut // 2, cut)
        cut = space + 1 if space > 0 else cut
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest]


def code_of(text: str, side: int) -> QPixmap:
    """Return `text` as a QR code of at least `side` pixels: dark on light in every theme, or cameras give up."""
    import segno

    code = segno.make(text, error="m", micro=False, encoding="utf-8")
    out = BytesIO()
    scale = max(2, side // code.symbol_size(border=4)[0])
    code.save(out, kind="png", scale=scale, border=4)
    pixmap = QPixmap()
    pixmap.loadFromData(out.getvalue(), "PNG")
    return (
        pixmap.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if pixmap.width() < side
        else pixmap
    )
