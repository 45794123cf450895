"""The advice that can be switched off, found by typing: Enter or a click switches one off and goes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout

from aparte.i18n import _
from aparte_ui.settings.advices import Advice
from aparte_ui.widgets.finder import Finder, RowPainter
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from aparte_ui.theme import Theme
    from aparte_ui.widgets.finder import Listed

_WIDTH, _LIST = 640, 432


class Chooser(Overlay):
    """chosen: the Advice to switch off."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, advices: Sequence[Advice]) -> None:
        """Offer `advices`, in their order."""
        super().__init__(theme, host, width=_WIDTH, place="top", top=72)
        self._all = advices
        heading = Heading(theme, "section")
        heading.say(_("Which advice should stop?"))
        self.finder = Finder(theme, _("Which advice should stop?"), self._matching, _Painted(theme))
        self.finder.list.setFixedHeight(min(theme.px(_LIST), host.height() - theme.px(260)))
        self.finder.list.setAccessibleName(_("Advice that can be switched off"))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addWidget(self.finder)
        self.finder.taken.connect(self._on_taken)
        self.closed.connect(self.deleteLater)

    def ask(self) -> None:
        """Open over the window."""
        self.open(self.finder.field)

    def _matching(self, words: str) -> list[Advice]:
        wanted = words.casefold().split()
        named = [each for each in self._all if _begin(wanted, each.words)]
        told = [each for each in self._all if each not in named and _begin(wanted, each.said)]
        return [*named, *told]

    def _on_taken(self, advice: Advice) -> None:
        self.close_panel()
        self.chosen.emit(advice)


def _begin(wanted: Sequence[str], text: str) -> bool:
    """Tell whether each part typed begins a word of `text`: "x" is a platform, not a letter of "next"."""
    words = re.findall(r"\w+", text.casefold())
    return all(any(word.startswith(part) for word in words) for part in wanted)


class _Painted(RowPainter):
    """Paints an advice: its name, where it holds, its sentence under them."""

    height = 48

    def write(self, painter: QPainter, box: QRectF, row: Listed) -> None:
        """Draw two lines."""
        assert isinstance(row, Advice)
        theme, inside = self._theme, box.adjusted(0, self._theme.px(5), 0, -self._theme.px(5))
        upper = inside.adjusted(0, 0, 0, -inside.height() / 2)
        where = QFontMetricsF(theme.font("small")).horizontalAdvance(row.where)
        self._write(painter, upper.adjusted(0, 0, -where - theme.px(12), 0), row.name, "body", "ink")
        self._write(painter, upper.adjusted(upper.width() - where - 1, 0, 0, 0), row.where, "small", "ink3")
        self._write(painter, inside.adjusted(0, inside.height() / 2, 0, 0), row.said, "small", "ink3")

    def _write(self, painter: QPainter, box: QRectF, text: str, role: str, colour: str) -> None:
        letters = self._theme.font(role)
        painter.setFont(letters)
        painter.setPen(self._theme.color(colour))
        shown = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
