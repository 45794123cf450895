"""What is asked of the person over the window: one line (a name, never a text), or a file, by the system's own dialog.

Esc leaves without consequence; nothing blocks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from aparte.i18n import _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from aparte_ui.mainwindow import MainWindow


def ask_line(window: MainWindow, question: str, action: str, then: Callable[[str], None], *, note: str = "") -> Overlay:
    """Ask `question`; `then` gets the line when `action` or Enter is pressed and something was written.

    note: what should be known before, under the field.
    """
    theme = window.app.theme
    overlay = Overlay(theme, window, width=480, place="top")
    heading = Heading(theme, "section")
    heading.say(question)
    field = Field(theme, question)
    button = Button(theme, action, kind="primary", key="Enter")
    cancel = Button(theme, _("Cancel"), kind="quiet")
    button.refuse(_("write a name first"))
    field.edited.connect(lambda text: button.refuse("" if text.strip() else _("write a name first")))

    def given() -> None:
        line = field.text().strip()
        if line:
            overlay.close_panel()
            then(line)

    field.entered.connect(lambda _text: given())
    button.clicked.connect(given)
    cancel.clicked.connect(overlay.close_panel)
    column = QVBoxLayout(overlay.panel)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
    column.setSpacing(theme.px(14))
    column.addWidget(heading)
    column.addWidget(field)
    if note:
        column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=note))
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(cancel)
    foot.addWidget(button)
    column.addLayout(foot)
    overlay.closed.connect(overlay.deleteLater)
    overlay.open(field)
    return overlay


def ask_place(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where to write the file `name`."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return shown(dialog)


def ask_file(parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask for one file that is there. kinds: as Qt writes them, "Backups (*.zip)"."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return shown(dialog)


def shown(dialog: QFileDialog) -> QFileDialog:
    """Open a dialog without waiting for it; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
