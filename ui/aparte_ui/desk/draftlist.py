"""The left panel: whose words these are, and the drafts; what was copied stays in sight for the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QStyle, QStyledItemDelegate, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible
from aparte_ui.desk.draftmodel import DRAFT_ROLE, DraftModel, Heading, title_of
from aparte_ui.widgets import frames
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QStyleOptionViewItem

    from aparte.nouns import Draft
    from aparte_ui.desk.draftmodel import Grouping
    from aparte_ui.theme import Theme

ROW_HEIGHT, HEADING_HEIGHT = 56, 36
_FIRST: Grouping = "recent"
_NEXT: dict[Grouping, Grouping] = {"recent": "week", "week": "recent", "bin": "recent"}


class DraftList(QWidget):
    """The drafts of a client. chosen: the id of a draft; the other signals ask for what their names say."""

    chosen = Signal(str)
    new_asked = Signal()
    bin_asked = Signal(str)
    unbin_asked = Signal(str)
    grouping_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build the panel; `show_drafts` fills it."""
        super().__init__()
        self._theme = theme
        self.grouping: Grouping = _FIRST
        self.model = DraftModel()
        self._title = Text(theme, "body", weight=600, colour="ink2")
        self._by_week = IconButton(theme, "calendar")
        self._bin = IconButton(theme, "bin")
        self._new = IconButton(theme, "plus")
        self._view = _List(theme, self.model)
        self._nothing = Text(theme, "small", colour="ink3", wrap=True)
        self._new.clicked.connect(self.new_asked)
        self._by_week.clicked.connect(lambda: self._group_by(_NEXT[self.grouping]))
        self._bin.clicked.connect(lambda: self._group_by("recent" if self.grouping == "bin" else "bin"))
        self._view.chosen.connect(self.chosen)
        self._view.customContextMenuRequested.connect(self._on_menu)
        self._view.delete_asked.connect(self._on_delete)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(12), 0, 0, 0)
        head.setSpacing(theme.px(2))
        head.addWidget(self._title, 1)
        for button in (self._by_week, self._bin, self._new):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        aligned = QVBoxLayout()
        aligned.setContentsMargins(theme.px(12), 0, theme.px(8), theme.px(8))
        aligned.addWidget(self._nothing)
        column.addLayout(aligned)
        column.addWidget(self._view, 1)

    def show_drafts(self, drafts: Sequence[Draft], now: datetime | None = None) -> None:
        """Show these drafts, keeping the chosen one chosen."""
        chosen = self._view.chosen_id()
        self.model.show_drafts(drafts, self.grouping, now)
        self._say_nothing()
        if chosen:
            self.choose(chosen)

    def choose(self, draft_id: str) -> None:
        """Show which draft is on the page, without asking for it again."""
        row = self.model.row_of(draft_id)
        self._view.show_chosen(row)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        titles = {"recent": _("Drafts"), "week": _("Planned"), "bin": _("Bin")}
        self._title.set_text(titles[self.grouping])
        self._new.say(_("New draft"), "Ctrl+N")
        self._by_week.say(_("By planned week") if self.grouping == "recent" else _("By date of change"))
        self._bin.say(_("Back to the drafts") if self.grouping == "bin" else _("Bin"))
        accessible.name(self._view, titles[self.grouping])
        self.model.retranslate()
        self._say_nothing()

    def _say_nothing(self) -> None:
        """Say what is missing from an empty bin, or from weeks in which nothing is planned."""
        sentences = {
            "bin": _("The bin is empty. A draft you put there waits thirty days."),
            "week": _("Nothing is planned yet: a draft is given its day above the page."),
        }
        said = "" if self.model.has_any(self.grouping) else sentences.get(self.grouping, "")
        self._nothing.set_text(said)
        self._nothing.setVisible(bool(said))

    def _group_by(self, grouping: Grouping) -> None:
        self.grouping = grouping
        self.retranslate()
        self.grouping_changed.emit()

    def _on_menu(self, at: QPoint) -> None:
        draft = self._view.draft_at(at)
        if draft is None:
            return
        menu = QMenu(self)
        if draft.binned_at:
            menu.addAction(_("Take out of the bin"), lambda: self.unbin_asked.emit(draft.id))
        else:
            menu.addAction(_("Put in the bin"), lambda: self.bin_asked.emit(draft.id))
        menu.exec(self._view.viewport().mapToGlobal(at))

    def _on_delete(self, draft_id: str) -> None:
        if self.grouping == "bin":
            self.unbin_asked.emit(draft_id)
        else:
            self.bin_asked.emit(draft_id)


class _List(QListView):
    """The rows themselves. chosen: an id; delete_asked: the id of the chosen row when Delete is pressed."""

    chosen = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, model: DraftModel) -> None:
        super().__init__()
        self._quiet = False
        self.setModel(model)
        self.setItemDelegate(_Row(theme, model, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("kind", "plain")
        self.selectionModel().currentChanged.connect(self._on_current)

    def chosen_id(self) -> str:
        """Return the id of the chosen draft, or ""."""
        draft = self.currentIndex().data(DRAFT_ROLE)
        return draft.id if draft is not None and not isinstance(draft, Heading) else ""

    def show_chosen(self, row: int | None) -> None:
        """Mark a row as chosen without saying so."""
        self._quiet = True
        index = self.model().index(row, 0) if row is not None else QModelIndex()
        self.setCurrentIndex(index)
        if row is None:
            self.clearSelection()
        self._quiet = False

    def draft_at(self, at: QPoint) -> Draft | None:
        """Return the draft under a point, or None."""
        row = self.indexAt(at).data(DRAFT_ROLE)
        return None if row is None or isinstance(row, Heading) else row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete puts the chosen draft in the bin, or takes it out."""
        if event.key() == Qt.Key.Key_Delete and self.chosen_id():
            self.delete_asked.emit(self.chosen_id())
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        draft = current.data(DRAFT_ROLE)
        if not self._quiet and draft is not None and not isinstance(draft, Heading):
            self.chosen.emit(draft.id)


class _Row(QStyledItemDelegate):
    """Paints a heading or a draft of two lines."""

    def __init__(self, theme: Theme, model: DraftModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a heading or of a draft."""
        heading = isinstance(index.data(DRAFT_ROLE), Heading)
        first = index.row() == 0
        return QSize(0, self._theme.px(0 if heading and first else HEADING_HEIGHT if heading else ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row; the chosen one lies on the colour of selection."""
        row = index.data(DRAFT_ROLE)
        box = QRectF(option.rect)
        if isinstance(row, Heading):
            self._paint_heading(painter, box, row)
            return
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            frames.frame(
                painter, box.adjusted(0, 1, 0, -1), self._theme.radius("control"), fill=self._theme.color("select")
            )
        self._paint_draft(painter, box, row, strong=bool(state & QStyle.StateFlag.State_Selected))

    def _paint_heading(self, painter: QPainter, box: QRectF, heading: Heading) -> None:
        if box.height() < 2:
            return
        painter.setFont(self._theme.font("small", 600))
        painter.setPen(self._theme.color("ink2"))
        inside = box.adjusted(self._theme.px(12), 0, 0, -self._theme.px(6))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, heading.text)

    def _paint_draft(self, painter: QPainter, box: QRectF, draft: Draft, *, strong: bool) -> None:
        theme = self._theme
        inside = box.adjusted(theme.px(12), theme.px(8), -theme.px(10), -theme.px(8))
        if draft.state == "copied":
            size = theme.px(16)
            theme.paint_icon(painter, "check", "ink2", inside.topRight() + QPointF(-size, theme.px(2)), 16)
            inside.setRight(inside.right() - size - theme.px(6))
        half = inside.height() / 2
        top, bottom = inside.adjusted(0, 0, 0, -half), inside.adjusted(0, half, 0, 0)
        self._write(painter, top, title_of(draft), "body", "ink", 600 if strong else 500)
        self._write(painter, bottom, self._model.detail_of(draft), "small", "ink3", 400)

    def _write(self, painter: QPainter, box: QRectF, text: str, role: str, colour: str, weight: int) -> None:
        letters = self._theme.font(role, weight)
        painter.setFont(letters)
        painter.setPen(self._theme.color(colour))
        shown = QFontMetricsF(letters).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
