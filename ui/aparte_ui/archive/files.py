"""Choosing files: what to import, where to write an export. The system's own dialogs, opened without blocking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from aparte.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


_ENDINGS = (
    "*.zip *.tar *.gz *.tgz *.car *.js *.json *.jsonl *.ndjson *.csv *.tsv *.txt *.sqlite *.db "
    "*.rss *.atom *.xml *.opml *.html *.htm"
)


def ask_files(parent: QWidget, then: Callable[[Sequence[Path]], None]) -> QFileDialog:
    """Ask which files to import."""
    kinds = f"{_('Exports')} ({_ENDINGS});;{_('All files')} (*)"
    dialog = QFileDialog(parent, _("Import an export"), "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: then([Path(name) for name in chosen]))
    return _opened(dialog)


def ask_place(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Ask where to write the file `name`."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    return _opened(dialog)


def dropped(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that were dropped: an export may come unpacked."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.exists()]


def _opened(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
