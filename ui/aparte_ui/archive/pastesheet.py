"""Before pasted comments are imported: which were understood, which are wanted, and what the doubtful lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.archive.pastemodel import Comments, Doubts
from aparte_ui.archive.pasterow import CommentRow
from aparte_ui.archive.postmodel import platform_name
from aparte_ui.elision import of
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from aparte.nouns import Brand
    from aparte.sources.pasted import Pasted
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme

_COMMENTS_HIGH, _DOUBTS_HIGH = 328, 150
_WIDE, _INSET = 720, 24
_MEASURED = 8
"""Rows measured for the height of the list: more are never on screen at once."""
_NETWORKS = ("facebook", "instagram", "linkedin", "tiktok", "x", "youtube")
_ELSEWHERE = ""


class PasteSheet(Overlay):
    """accepted: the comments to import, and their network ("" when nobody knows)."""

    accepted = Signal(object, str)

    def __init__(self, window: MainWindow, pasted: Pasted, client: Brand) -> None:
        """Ask about what was pasted, for the archive of `client`."""
        theme = window.app.theme
        super().__init__(theme, window, width=_WIDE, place="top", top=72)
        self._pasted, self._client = pasted, client.name
        self.comments, self.doubts = Comments((client.name, *client.handles)), Doubts()
        self._heading = Heading(theme, "section")
        self._note = Text(theme, "body", colour="ink2", wrap=True)
        self.failure = Text(theme, "body", colour="block", weight=600, wrap=True)
        self.list = _Rows(self.comments.tick)
        self.list.setModel(self.comments)
        self.list.setItemDelegate(CommentRow(theme, self.list))
        self.list.setAccessibleName(_("Comments understood"))
        self.lines = _Rows(self.doubts.next_role)
        self.lines.setModel(self.doubts)
        self.lines.setAccessibleName(_("Lines that are not sure"))
        names = [(name, platform_name(name)) for name in _NETWORKS]
        self.network = Segmented(theme, [*names, (_ELSEWHERE, _("Elsewhere"))], _("Where was this copied?"))
        self.network.choose(pasted.network if pasted.network in _NETWORKS else _ELSEWHERE)
        self.start = Button(theme, kind="primary", key="Enter")
        self.cancel = Button(theme, _("Cancel"), kind="quiet")
        self.doubts.show_doubts(pasted)
        self._lay_out(theme)
        self.comments.ticked.connect(self._say)
        self.doubts.answered.connect(self._on_answered)
        self.cancel.clicked.connect(self.close_panel)
        self.start.clicked.connect(self._accept)
        self.closed.connect(self.deleteLater)
        self._show()

    def ask(self) -> None:
        """Open over the window."""
        self.open(self.start if self.comments.rowCount() else self.lines if self.doubts.rowCount() else self.cancel)

    def say_failure(self, sentence: str) -> None:
        """Say why nothing was written; the sheet and its ticks stay."""
        self.failure.set_text(sentence)
        self.failure.show()
        self.start.set_busy(False)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import on Enter, wherever the keyboard is but on the button that leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(_INSET), theme.px(20), theme.px(_INSET), theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(self._heading)
        column.addWidget(self._note)
        column.addWidget(self.list)
        if self.doubts.rowCount():
            column.addWidget(Rule(theme))
            column.addWidget(Text(theme, "body", weight=600, text=_("Not sure: what are these lines?")))
            help_text = _("Click a line, or press Space on it: left out, who wrote, what they wrote.")
            column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=help_text))
            column.addWidget(self.lines)
        column.addWidget(Rule(theme))
        column.addWidget(Text(theme, "body", weight=600, text=_("Where was this copied?")))
        column.addWidget(self.network, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.failure)
        column.addSpacing(theme.px(6))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.start)
        column.addLayout(foot)
        self.failure.hide()
        self.lines.setFixedHeight(
            min(theme.px(_DOUBTS_HIGH), self.doubts.rowCount() * theme.line_height("body") + theme.px(10))
        )

    def _on_answered(self, _place: int, _role: str) -> None:
        from aparte.sources.pasted import answered

        self._pasted = answered(self._pasted, self.doubts.roles())
        self._show()

    def _show(self) -> None:
        count = len(self._pasted.posts)
        self.comments.show_posts(self._pasted.posts)
        self.list.setVisible(bool(count))
        self._say()
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the comments the lines they want at this width."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Make the list as high as its rows, up to what leaves room for the rest."""
        theme = self._theme
        self.list.resize(min(theme.px(_WIDE), self.width() - 32) - theme.px(2 * _INSET), self.list.height())
        self.list.doItemsLayout()
        rows = sum(self.list.sizeHintForRow(row) for row in range(min(self.comments.rowCount(), _MEASURED)))
        self.list.setFixedHeight(min(theme.px(_COMMENTS_HIGH), rows + 2))
        self.fit()

    def _say(self) -> None:
        count, wanted = len(self._pasted.posts), len(self.comments.chosen())
        found = ngettext("{n} comment understood", "{n} comments understood", count).format(n=numbers.number(count))
        self._heading.say(found if count else _("No comment was recognised"), of_archive(self._client))
        if any(post.approximate and post.at for post in self._pasted.posts):
            self._note.set_text(
                _("A page says “3 h”, not a time: times are worked out from now, so they are about right.")
            )
        elif not count:
            self._note.set_text(
                _("Copy the comments again with their names and times, or say below who wrote and what they wrote.")
            )
        else:
            self._note.set_text(_("Nothing is loaded from the page: only its words are kept."))
        label = ngettext("Import {n} comment", "Import {n} comments", wanted).format(n=numbers.number(wanted))
        self.start.set_text(label if wanted else _("Import"))
        self.start.refuse("" if wanted else _("no comment is ticked"))

    def _accept(self) -> None:
        wanted = self.comments.chosen()
        if wanted and self.start.isEnabled():
            self.failure.hide()
            self.start.set_busy(True)
            self.accepted.emit(wanted, self.network.current())


class _Rows(QListView):
    """A list whose rows answer to a click and to Space."""

    def __init__(self, act: Callable[[QModelIndex], None]) -> None:
        super().__init__()
        self._act = act
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.clicked.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Space; Enter belongs to the sheet."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._act(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def of_archive(client: str) -> str:
    """Return whose archive they go to."""
    return _("for the archive {of_client}").format(of_client=of(client))
