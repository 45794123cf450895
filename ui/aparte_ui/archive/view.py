"""The archive: how much is kept, the search, and the ways in and out for files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout

from aparte.i18n import _, ngettext
from aparte_ui import numbers, operations
from aparte_ui.archive import files
from aparte_ui.archive.copied import pasted_text
from aparte_ui.archive.intake import Intake
from aparte_ui.archive.leaving import Leaving
from aparte_ui.archive.pasting import Pasting
from aparte_ui.archive.results import Results
from aparte_ui.archive.shelf import Shelf
from aparte_ui.places import Place
from aparte_ui.widgets import frames
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.empty import Empty
from aparte_ui.widgets.heading import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPaintEvent

    from aparte_ui.archive.shelf import Kept
    from aparte_ui.mainwindow import MainWindow


class Archive(Place):
    """The posts of the open client."""

    def __init__(self, window: MainWindow) -> None:
        """Build the place; nothing is read before it is entered."""
        super().__init__()
        self._window = window
        theme, lane = window.app.theme, window.app.archive
        self._shelf = Shelf(lane)
        self._kept: Kept | None = None
        self._dragging = False
        self._heading = Heading(theme, "title")
        self._import = Button(theme, kind="quiet", icon="upload")
        self._paste = Button(theme, kind="quiet", icon="copy", key="Ctrl+V")
        self._export = Button(theme, kind="quiet", icon="download")
        self.intake = Intake(window, self._look, self._keep_focus)
        self.pasting = Pasting(window, self._shelf, self._look)
        self.leaving = Leaving(window, self._export)
        self.results = Results(theme, lane, self._shelf)
        self.nothing = Empty(theme)
        self.nothing.setContentsMargins(4, theme.px(28), 4, 0)
        self._lay_out()
        self._import.clicked.connect(self._ask_files)
        self._paste.clicked.connect(self.paste)
        self.results.box.lines_pasted.connect(self.pasting.ask)
        self.nothing.acted.connect(self._ask_files)
        self.results.started.connect(lambda text: operations.new_draft(window, text))
        self.results.name_asked.connect(self._ask_name)
        window.workspace.client_changed.connect(self._on_client_changed)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._take_focus)
        self.setAcceptDrops(True)
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._window.app.theme
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(theme.px(8))
        head.addWidget(self._heading, 1)
        head.addWidget(self._paste)
        head.addWidget(self._export)
        head.addWidget(self._import)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(12))
        self._column.addLayout(head)
        self._column.addWidget(self.intake.card)
        self._column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self.results, 1)
        self._export.hide()
        self.results.hide()
        self.nothing.hide()
        self.set_narrow(narrow=False)

    # What the frame asks

    def entered(self) -> None:
        """Look what is there, and take the keyboard for the words."""
        self._look()
        self._take_focus()
        self.intake.show_report()

    def leave(self) -> None:
        """End the import and close the file: the window closes."""
        self.intake.close()
        self.leaving.close()
        self._shelf.close()

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the list what the margins and the side columns can spare."""
        px = self._window.app.theme.px
        side = px(20 if narrow else 36)
        self._column.setContentsMargins(side, px(10), side, px(8))
        self.results.set_narrow(narrow=narrow)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._import.set_text(_("Import an export…"))
        self._export.set_text(_("Export…"))
        self._paste.set_text(_("Paste comments"))
        self.nothing.say(
            _("Nothing is kept here yet."),
            _(
                "Import what your client published, or what was said about it: drop the files here, "
                "or paste the comments copied from a page."
            ),
            _("Import an export…"),
        )
        self.results.retranslate()
        self.intake.retranslate()
        self._say_kept()

    def facts(self) -> Sequence[str]:
        """Say how far the import is."""
        return self.intake.facts()

    def search(self, words: str) -> None:
        """Look for these words, as if they were typed."""
        self.results.box.setText(words)

    def _ask_name(self) -> None:
        from aparte_ui.asking import ask_line

        ask_line(self._window, _("What is this search called?"), _("Keep this search"), self.results.save)

    # What is kept

    def _look(self) -> None:
        space = self._window.workspace.space
        if space is not None:
            path = space.archive_path
            self._window.app.archive.do(lambda: (path, self._shelf.kept(path)), self._on_kept)

    def _on_kept(self, answer: tuple[Path, Kept]) -> None:
        path, kept = answer
        space = self._window.workspace.space
        if space is None or path != space.archive_path:
            return
        changed, self._kept = kept != self._kept, kept
        for widget in (self.results, self._export, self._import):
            widget.setVisible(bool(kept.count))
        self.nothing.setVisible(not kept.count)
        self._say_kept()
        if changed and kept.count:
            self.results.open(path)
        self._keep_focus()

    def _keep_focus(self) -> None:
        """Take the keyboard back when what had it is gone: the sheet that closed, the button of an empty archive."""
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        if self.nothing.isVisible():
            self.nothing.action.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.results.to_words()

    def _say_kept(self) -> None:
        kept = self._kept
        if kept is None or not kept.count:
            self._heading.say(_("Archive"))
            return
        parts = [ngettext("{n} post", "{n} posts", kept.count).format(n=numbers.number(kept.count))]
        if kept.oldest and kept.newest:
            first, last = (datetime.fromisoformat(moment).year for moment in (kept.oldest, kept.newest))
            parts.append(str(first) if first == last else f"{first}–{last}")
        self._heading.say(_("Archive"), " · ".join(parts))

    def _on_client_changed(self) -> None:
        if self._window.place == "archive":
            self._look()

    # Files

    def ask_import(self, paths: Sequence[Path]) -> None:
        """Ask whose posts these files hold, then import them."""
        self.intake.ask(paths)

    def paste(self) -> None:
        """Read what was copied as the comments of a page."""
        self.pasting.ask(pasted_text(QGuiApplication.clipboard().mimeData()))

    def _ask_files(self) -> None:
        files.ask_files(self, self.ask_import)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops the import, "/" goes to the words, what is pasted is read as comments."""
        if event.key() == Qt.Key.Key_Escape and self.intake.is_running:
            self.intake.stop()
        elif event.text() == "/" and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.results.to_words()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer, and text."""
        if files.dropped(event.mimeData()) or pasted_text(event.mimeData()):
            event.acceptProposedAction()
            self._show_drag(dragging=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self._show_drag(dragging=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask about the files or the comments dropped."""
        self._show_drag(dragging=False)
        event.acceptProposedAction()
        if text := pasted_text(event.mimeData()):
            self.pasting.ask(text)
        else:
            self.ask_import(files.dropped(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the files may fall."""
        if self._dragging:
            theme = self._window.app.theme
            box = QRectF(self.rect()).adjusted(6, 6, -6, -6)
            frames.frame(QPainter(self), box, theme.radius("sheet"), border=frames.dashes(theme.color("focus"), 2.0))

    def _show_drag(self, *, dragging: bool) -> None:
        self._dragging = dragging
        self.update()
