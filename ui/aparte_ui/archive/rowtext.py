"""What the rows of the archive paint in the same way: words on one line or on a few, and facts beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from aparte.text.spans import Offsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFont, QPainter

    from aparte_ui.theme import Theme

_LETTERS_A_LINE = 200
"""Letters laid out for each line that may be shown: the widest row holds some 150 of body text."""


class Part(NamedTuple):
    """One of the facts of a row. weight, colour: as the theme names them."""

    text: str
    colour: str = "ink2"
    role: str = "small"
    weight: int = 400


def laid(
    text: str, letters: QFont, width: float, wrap: QTextOption.WrapMode, formats: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Return `text` laid out in lines of `width` pixels, in its own direction."""
    layout = QTextLayout(text, letters)
    option = QTextOption()
    option.setWrapMode(wrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        if wrap == QTextOption.WrapMode.NoWrap:
            break
    layout.endLayout()
    return layout


def lines_of(text: str, letters: QFont, width: float, most: int) -> list[str]:
    """Return the lines that `text` wants at `width` pixels, `most` at the most; what is left out is said by "…"."""
    words = " ".join(text[: most * _LETTERS_A_LINE].split())
    layout = laid(words, letters, width, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    places, count = Offsets(words), min(layout.lineCount(), most)
    starts = [places.from_utf16(layout.lineAt(at).textStart()) for at in range(count)]
    shown = [words[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    metrics = QFontMetricsF(letters)
    return [metrics.elidedText(line.rstrip(), Qt.TextElideMode.ElideRight, width) for line in shown]


def paint_parts(painter: QPainter, theme: Theme, box: QRectF, parts: Iterable[Part], gap: int) -> None:
    """Write facts one after the other on the only line of `box`; what lacks room is shortened by "…"."""
    x = box.left()
    for part in parts:
        letters = theme.font(part.role, part.weight)
        room = box.right() - x
        said = QFontMetricsF(letters).elidedText(part.text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(letters)
        painter.setPen(theme.color(part.colour))
        painter.drawText(QRectF(x, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, said)
        x += QFontMetricsF(letters).horizontalAdvance(said) + theme.px(gap)
