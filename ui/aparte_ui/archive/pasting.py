"""Pasting comments into the archive: read in the archive lane, asked about in a sheet, written in the archive lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.archive.pastesheet import PasteSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aparte.archive.spaces import Space
    from aparte.archive.store import Added
    from aparte.sources.pasted import Pasted, PastedPost
    from aparte_ui.archive.shelf import Shelf
    from aparte_ui.mainwindow import MainWindow


class Pasting:
    """One paste at a time. imported: called when comments came into an archive."""

    def __init__(self, window: MainWindow, shelf: Shelf, imported: Callable[[], None]) -> None:
        """Read nothing yet."""
        self._window, self._shelf, self._imported = window, shelf, imported
        self.sheet: PasteSheet | None = None

    def ask(self, text: str) -> None:
        """Read a pasted text and show what was understood; without a client or a word nothing happens."""
        space = self._window.workspace.space
        if space is None or self.sheet is not None:
            return
        if not text.strip():
            self._window.say(_("There is no text to paste: copy the comments on their page first."))
            return
        now = self._window.app.now().astimezone()

        def work() -> Pasted:
            from aparte.sources.page_lines import without_marks
            from aparte.sources.pasted import read_pasted

            return read_pasted(without_marks(text), now)

        self._window.app.archive.do(work, lambda pasted: self._show(pasted, space))

    def _show(self, pasted: Pasted, space: Space) -> None:
        if self.sheet is not None:
            return
        sheet = self.sheet = PasteSheet(self._window, pasted, space.brand)
        sheet.accepted.connect(lambda posts, network: self._import(posts, network, space))
        sheet.closed.connect(self._forget)
        sheet.ask()

    def _import(self, posts: Sequence[PastedPost], network: str, space: Space) -> None:
        path, ours = space.archive_path, (space.brand.name, *space.brand.handles)

        def work() -> Added:
            from aparte.sources.pasted import archive_posts

            return self._shelf.add(path, archive_posts(posts, network, ours=ours))

        self._window.app.archive.do(work, self._on_imported, self._on_failed)

    def _on_imported(self, added: Added) -> None:
        if self.sheet is not None:
            self.sheet.close_panel()
        said = ngettext("{n} comment imported", "{n} comments imported", added.imported)
        parts = [said.format(n=numbers.number(added.imported))]
        if added.duplicates:
            again = ngettext("{n} already there", "{n} already there", added.duplicates)
            parts.append(again.format(n=numbers.number(added.duplicates)))
        self._window.say(" · ".join(parts))
        self._imported()

    def _on_failed(self, error: Exception) -> None:
        if self.sheet is None or not isinstance(error, Trouble):
            self._window.app.archive.failed.emit(error)
            return
        self.sheet.say_failure(messages.say(error.code, error.params))

    def _forget(self) -> None:
        self.sheet = None
