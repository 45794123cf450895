"""Where a model's file comes in: dropped, or chosen. It is checked, copied and never sent anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout

from aparte.i18n import _
from aparte_ui.widgets import frames
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

    from aparte_ui.theme import Theme


class DropZone(QFrame):
    """given: the path of a file."""

    given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Invite a file."""
        super().__init__()
        self._theme = theme
        self._over = False
        self._title = Text(theme, "body", weight=600)
        self._sentence = Text(theme, "body", colour="ink2", wrap=True)
        self.button = Button(theme, size="small", icon="folder")
        self.button.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(6))
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(theme.px(4))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setAcceptDrops(True)
        theme.changed.connect(self.update)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Have the file on a USB stick?"))
        self._sentence.set_text(_("Drop a .gguf here. It is checked, copied and never sent anywhere."))
        self.button.set_text(_("Choose a file…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file over."""
        self._show_over(over=False)
        event.acceptProposedAction()
        self.given.emit(dropped(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        theme = self._theme
        pen = frames.dashes(theme.color("focus" if self._over else "line_strong"), 2.0 if self._over else 1.0)
        fill = theme.color("sheet") if self._over else None
        frames.frame(QPainter(self), QRectF(self.rect()), theme.radius("card"), fill=fill, border=pen)

    def _ask(self) -> None:
        kinds = f"{_('Models')} (*.gguf);;{_('All files')} (*)"
        dialog = QFileDialog(self, _("Add a model"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.given.emit(Path(name)))
        dialog.open()

    def _show_over(self, *, over: bool) -> None:
        self._over = over
        self.update()


def dropped(data: QMimeData) -> Path | None:
    """Return the one file of this computer that was dropped, whatever its name ends with: its content is checked."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return found[0] if len(found) == 1 and found[0].is_file() else None
