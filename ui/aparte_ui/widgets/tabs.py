"""The tabs of a page, each with its counter: "216 / 2,200", "9 left", "12 too many".

Only figures come in; who counts, and how, is the caller's business. The row stands on its page: the open tab is drawn
as part of the sheet under it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from aparte.i18n import _, ngettext
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.painted import PaintedButton

NEAR_LIMIT = 0.1
"""Below this share of the limit, what is left is said instead of what is written (design, section 4)."""
_PADDING = 15
_GAP = 9
_MARK, _MARK_GAP = 15, 7


def counter(length: int, limit: int) -> tuple[str, str]:
    """Return what a tab says of a length, and the colour it says it in; limit 0: there is none."""
    if limit <= 0:
        return numbers.number(length), "ink3"
    left = limit - length
    if left < 0:
        return ngettext("{n} too many", "{n} too many", -left).format(n=numbers.number(-left)), "block"
    if left <= limit * NEAR_LIMIT:
        return ngettext("{n} left", "{n} left", left).format(n=numbers.number(left)), "ink2"
    return f"{numbers.number(length)} / {numbers.number(limit)}", "ink3"


class Tab(PaintedButton):
    """One tab: a name, its counter, and a mark when its text is its own. own_asked: where to say more of that mark."""

    own_asked = Signal(QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._label = name
        self._length, self._limit = 0, 0
        self._compact = self._own = False
        self.setCheckable(True)
        self.retranslate()

    def set_count(self, length: int, limit: int) -> None:
        """Show how long the text is, and how long it may be."""
        if (length, limit) == (self._length, self._limit):
            return
        before = self.sizeHint()
        self._length, self._limit = length, limit
        self._name()
        self.update()
        # The whole page is laid out again with its tabs: not for a figure that takes the same room.
        if self.sizeHint() != before:
            self.updateGeometry()

    def set_own(self, own: bool) -> None:  # noqa: FBT001 - a state, as setChecked
        """Mark the tab as one with a text of its own, or not."""
        if own != self._own:
            self._own = own
            self.retranslate()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Leave out the figures of a tab that has room left; what is nearly or wholly used up stays."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Say the tab in the language of the screen."""
        self.setToolTip(_("A text of its own: click the mark to share the common one again") if self._own else "")
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        own = [_("a text of its own")] if self._own else []
        accessible.name(self, ", ".join([self._label, counter(self._length, self._limit)[0], *own]), self.toolTip())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say more of the mark: the menu key asks, as the right button does."""
        if self._own:
            self.own_asked.emit(self.mapToGlobal(self._mark_box().bottomLeft()).toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the tab, and say more of the mark when the click was on it."""
        super().mouseReleaseEvent(event)
        if self._own and self._mark_box().contains(event.position()):
            self.own_asked.emit(self.mapToGlobal(self._mark_box().bottomLeft()).toPoint())

    def sizeHint(self) -> QSize:
        """Return the room of the name and the counter, as wide open as closed."""
        said, _colour = self._counter()
        wide = QFontMetricsF(self._theme.font("body", 600)).horizontalAdvance(self._label)
        if said:
            wide += self._theme.px(_GAP) + QFontMetricsF(self._theme.font("small", 600)).horizontalAdvance(said)
        if self._own:
            wide += self._theme.px(_MARK_GAP + _MARK)
        return QSize(round(wide) + 2 * self._theme.px(_PADDING), self._theme.size("tab"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tab, and join it to the page when it is open."""
        painter, theme = QPainter(self), self._theme
        if self.isChecked():
            self._paint_sheet(painter)
        elif self.underMouse():
            box = QRectF(self.rect()).adjusted(0, 0, 0, -theme.px(4))
            frames.frame(painter, box, theme.radius("control"), fill=theme.color("select"))
        left = float(theme.px(_PADDING))
        letters = theme.font("body", 600 if self.isChecked() else 400)
        painter.setFont(letters)
        painter.setPen(theme.color("ink" if self.isChecked() else "ink2"))
        painter.drawText(QRectF(self.rect()).adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._label)
        said, colour = self._counter()
        left += QFontMetricsF(letters).horizontalAdvance(self._label) + theme.px(_GAP)
        painter.setFont(theme.font("small", 600 if colour == "block" else 400))
        painter.setPen(theme.color(colour))
        painter.drawText(QRectF(self.rect()).adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)
        if self._own:
            box = self._mark_box()
            at = QPointF(box.left() + theme.px(_MARK_GAP), box.center().y() - theme.px(_MARK) / 2)
            theme.paint_icon(painter, "split", "ink2", at, _MARK)

    def _mark_box(self) -> QRectF:
        """Return the end of the tab where its mark is: all the height of it takes a click."""
        wide = self._theme.px(_MARK_GAP + _MARK + _PADDING)
        return QRectF(self.width() - wide, 0, wide, self.height())

    def _counter(self) -> tuple[str, str]:
        said, colour = counter(self._length, self._limit)
        return ("", colour) if self._compact and colour == "ink3" else (said, colour)

    def _paint_sheet(self, painter: QPainter) -> None:
        box, radius = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, 0), self._theme.radius("card")
        path = QPainterPath(box.bottomLeft())
        path.lineTo(box.left(), box.top() + radius)
        path.quadTo(box.left(), box.top(), box.left() + radius, box.top())
        path.lineTo(box.right() - radius, box.top())
        path.quadTo(box.right(), box.top(), box.right(), box.top() + radius)
        path.lineTo(box.right(), box.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, self._theme.color("sheet"))
        painter.setPen(frames.line(self._theme.color("line")))
        painter.drawPath(path)


class Tabs(QWidget):
    """A row of tabs, and a plus. Keys are the caller's. Lay a `TabPage` just under it, aligned left, without a gap."""

    chosen = Signal(str)
    add_wanted = Signal()
    own_asked = Signal(str, QPoint)
    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: dict[str, Tab] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.plus = Button(theme, "", kind="quiet", icon="plus", parent=self)
        self.plus.clicked.connect(self.add_wanted)
        self._row.addWidget(self.plus)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_tabs(self, names: Sequence[tuple[str, str]]) -> None:
        """Show these tabs (key, name), in this order; the open one stays open if it is still there."""
        current = self.current()
        for tab in self._tabs.values():
            self._group.removeButton(tab)
            tab.hide()
            tab.deleteLater()
        self._tabs = {}
        for place, (key, name) in enumerate(names):
            tab = Tab(self._theme, name, self)
            tab.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            tab.toggled.connect(self.moved)
            tab.own_asked.connect(partial(self.own_asked.emit, key))
            self._group.addButton(tab)
            self._row.insertWidget(place, tab)
            self._tabs[key] = tab
        if names:
            self.choose(current if current in self._tabs else names[0][0])

    def keys(self) -> list[str]:
        """Return the keys, in order."""
        return list(self._tabs)

    def current(self) -> str:
        """Return the key of the open tab."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def open_span(self) -> tuple[int, int]:
        """Return where the open tab starts and ends, from the left of the row; (0, 0) without tabs."""
        tab = self._tabs.get(self.current())
        return (tab.x(), tab.x() + tab.width()) if tab is not None else (0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page that its open tab may have moved."""
        super().resizeEvent(event)
        self.moved.emit()

    def choose(self, key: str) -> None:
        """Open a tab without saying so."""
        self._tabs[key].setChecked(True)

    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) tab, and say so."""
        keys = self.keys()
        if keys:
            key = keys[(keys.index(self.current()) + by) % len(keys)]
            self.choose(key)
            self.chosen.emit(key)

    def set_count(self, key: str, length: int, limit: int) -> None:
        """Show the counter of one tab."""
        self._tabs[key].set_count(length, limit)

    def set_own(self, keys: Collection[str]) -> None:
        """Mark the tabs whose text is their own."""
        for key, tab in self._tabs.items():
            tab.set_own(key in keys)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Leave figures out where they say nothing urgent, in a narrow window."""
        for tab in self._tabs.values():
            tab.set_compact(compact)

    def retranslate(self) -> None:
        """Say every tab in the language of the screen."""
        said = _("Add a platform")
        self.plus.setAccessibleName(said)
        self.plus.setToolTip(said)
        for tab in self._tabs.values():
            tab.retranslate()


class TabPage(Card):
    """The sheet under a row of tabs, open where its tab stands."""

    def __init__(self, theme: Theme, tabs: Tabs, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._tabs = tabs
        tabs.moved.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, then take away the line between it and its tab."""
        super().paintEvent(event)
        left, right = self._tabs.open_span()
        if left == right:
            return
        painter, sheet = QPainter(self), self._theme.color("sheet")
        painter.fillRect(QRectF(left + 1, 0, right - left - 2, 1), sheet)
        if left == 0:
            radius = self._theme.radius("card")
            painter.fillRect(QRectF(0, 0, radius, radius), sheet)
            painter.setPen(frames.line(self._theme.color("line")))
            painter.drawLine(QLineF(0.5, 0, 0.5, radius))
