"""About: the version, and every licence readable inside the window; nothing has to be looked up elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QTextEdit, QVBoxLayout

from aparte import __version__
from aparte.i18n import _
from aparte_ui.settings.workrow import WorkRow
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.settings.licences import Work

WORK_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT, _LIST, _AROUND = 560, 300, 130
_Index = QModelIndex | QPersistentModelIndex


class About(Overlay):
    """A list of works at the left, the text of the chosen one at the right."""

    def __init__(self, window: MainWindow) -> None:
        """Read the works in a lane; the page is there at once."""
        theme = window.app.theme
        super().__init__(theme, window, width=980, place="middle")
        self.model = _Works(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(WorkRow(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedWidth(theme.px(_LIST))
        self.list.setAccessibleName(_("Works and licences"))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFont(theme.font("small"))
        self.text.setMinimumHeight(min(theme.px(_HEIGHT), window.height() - theme.px(_AROUND)))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the licence"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._gone = False
        self.closed.connect(self._on_closed)
        window.app.archive.do(_works, self._on_works)

    def _lay_out(self) -> None:
        theme = self._theme
        heading = Heading(theme, "section")
        heading.say(f"Aparté {__version__}", _("Made for the minute before publishing. Licences of all it is made of."))
        done = Button(theme, _("Close"), kind="primary", key="Esc")
        done.clicked.connect(self.close_panel)
        heading.add_right(done)
        across = QHBoxLayout()
        across.setSpacing(theme.px(20))
        across.addWidget(self.list)
        across.addWidget(self.text, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(heading)
        column.addWidget(Rule(theme))
        column.addLayout(across, 1)

    def show_page(self) -> None:
        """Open over the window."""
        self.open(self.list)

    def _on_closed(self) -> None:
        self._gone = True
        self.deleteLater()

    def _on_works(self, found: Sequence[Work]) -> None:
        # Esc may come before the works do.
        if self._gone:
            return
        self.model.show_works(found)
        self.list.setCurrentIndex(self.model.index(0))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        work: Work | None = current.data(WORK_ROLE)
        self.text.setPlainText(work.text or _("This package carries no text of its licence.") if work else "")


class _Works(QAbstractListModel):
    def __init__(self, parent: Overlay) -> None:
        super().__init__(parent)
        self._works: Sequence[Work] = ()

    def show_works(self, works: Sequence[Work]) -> None:
        """Show these, in their order."""
        self.beginResetModel()
        self._works = works
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many works there are."""
        return 0 if parent.isValid() else len(self._works)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, what a screen reader says, or the work itself (WORK_ROLE)."""
        if not 0 <= index.row() < len(self._works):
            return None
        work = self._works[index.row()]
        if role == WORK_ROLE:
            return work
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{work.group}: {work.name}, {work.licence}"
        return work.name if role == Qt.ItemDataRole.DisplayRole else None


def _works() -> Sequence[Work]:
    from aparte_ui.settings.licences import works

    return works()
