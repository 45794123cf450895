"""Choosing the files to import, in the system's own dialog or by dropping them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from aparte.i18n import _
from aparte_ui.asking import shown

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
    return shown(dialog)


def dropped(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that were dropped: an export may come unpacked."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in found if path.exists()]
