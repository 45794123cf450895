"""What went wrong, said calmly: the world's troubles in one sentence, our bugs with details that hold no draft."""

from __future__ import annotations

import logging
import platform
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from aparte import __version__, messages
from aparte.errors import Trouble
from aparte.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from aparte_ui.mainwindow import MainWindow

log = logging.getLogger(__name__)


def tell(window: MainWindow, error: Exception) -> None:
    """Tell a trouble in the status bar; show a bug in a dialog whose details can be copied."""
    if isinstance(error, Trouble):
        window.say(messages.say(error.code, error.params))
        return
    details = details_of(error)
    log.error("bug: %s", details)
    ask_to_copy(window, details)


def details_of(error: Exception) -> str:
    """Return versions and the places in our code, without the message of the error: it could quote the draft."""
    lines = [f"Aparté {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"{frame.filename.rsplit('aparte', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    lines.append(type(error).__name__)
    return "\n".join(lines)


def ask_to_copy(parent: QWidget, details: str) -> None:
    """Show that a bug was met, what is safe, and the details with a button that copies them."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("Aparté")
    box.setText(_("Something in Aparté broke. Your text is safe: it was saved as you typed."))
    box.setInformativeText(_("The details below name no draft and no client."))
    box.setDetailedText(details)
    copy = box.addButton(_("Copy the details"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.open()


def say_and_leave(sentence: str) -> None:
    """Say why the window can't be opened at all."""
    box = QMessageBox()
    box.setWindowTitle("Aparté")
    box.setText(sentence)
    box.exec()
