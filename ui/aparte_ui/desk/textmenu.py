"""The menu of the page, in the language of the screen; the desk adds spelling and marks above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from aparte.i18n import _

if TYPE_CHECKING:
    from aparte_ui.desk.plainpage import PlainPage


def build(page: PlainPage) -> QMenu:
    """Return the menu for the present state of `page`."""
    menu, key = QMenu(page), QKeySequence.StandardKey
    selected, document = page.textCursor().hasSelection(), page.document()
    entries: list[tuple[str, QKeySequence.StandardKey, Callable[[], None], bool] | None] = [
        (_("Undo"), key.Undo, page.undo, document.isUndoAvailable()),
        (_("Redo"), key.Redo, page.redo, document.isRedoAvailable()),
        None,
        (_("Cut"), key.Cut, page.cut, selected),
        (_("Copy"), key.Copy, page.copy, selected),
        (_("Paste as plain text"), key.Paste, page.paste, page.canPaste()),
        None,
        (_("Select all"), key.SelectAll, page.selectAll, not document.isEmpty()),
    ]
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, shown, act, possible = entry
        action = menu.addAction(text, act)
        action.setShortcut(QKeySequence(shown))
        action.setEnabled(possible)
    return menu
