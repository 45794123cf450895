"""A page of plain text with even lines: what goes in, what comes out, and nothing by accident.

It refuses rich text, refuses to fill the X11 primary selection (selecting is not copying), and never lets a Tab be
typed unasked: Tab leaves the page, Ctrl+Tab inserts one. Positions given and taken are code points.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from aparte.text import spans
from aparte_ui.desk import letters, textmenu
from aparte_ui.theme import Theme

GUTTER, MARGIN, NARROW, TOP = 56, 96, 24, 14
"""Room at the left for glyphs, at the right for the fold's label, on both sides of a narrow page, and above."""


class PlainPage(QTextEdit):
    """The editor without its marks.

    edited: the person changed the text; composition_ended: an input method or a dead key has finished its letter.
    """

    edited = Signal()
    composition_ended = Signal()
    whole_copied = Signal(str)
    files_dropped = Signal(list)
    menu_asked = Signal(QMenu, int)

    def __init__(self, theme: Theme, role: str = "draft", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._role = theme, role
        self._loading = False
        self._composing = False
        self._wide = True
        self._settle()
        self._dress()
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._dress)

    @property
    def composing(self) -> bool:
        """Whether an input method or a dead key is in the middle of a letter: nothing is scored meanwhile."""
        return self._composing

    def text(self) -> str:
        """Return the draft; unlike toPlainText, no-break spaces are kept as typed."""
        return letters.written(self.document().toRawText())

    def set_text(self, text: str) -> None:
        """Load another draft: undo starts afresh, nothing is said to be edited."""
        self._loading = True
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(letters.plain(text))
        self._space_lines()
        self.document().setUndoRedoEnabled(True)
        self._loading = False
        self.viewport().update()

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace a stretch (a fix, a taken change) as one step of undo."""
        offsets = spans.Offsets(self.text())
        cursor = QTextCursor(self.document())
        # Undo brings the caret back to where the block was opened: that must be where the person was writing.
        cursor.setPosition(self.textCursor().position())
        cursor.beginEditBlock()
        cursor.setPosition(offsets.to_utf16(start))
        cursor.setPosition(offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(letters.plain(text))
        cursor.endEditBlock()

    def rewrite(self, text: str) -> None:
        """Make the draft read `text` as one step of undo; what does not change is left alone."""
        old, new = self.text(), letters.plain(text)
        start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        same_end = 0
        while same_end < min(len(old), len(new)) - start and old[-1 - same_end] == new[-1 - same_end]:
            same_end += 1
        self.replace(start, len(old) - same_end, new[start : len(new) - same_end])

    def position(self) -> int:
        """Return where the caret is."""
        return spans.from_utf16(self.text(), self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a stretch and bring it into view; an empty one moves the caret."""
        offsets = spans.Offsets(self.text())
        cursor = self.textCursor()
        cursor.setPosition(offsets.to_utf16(start))
        cursor.setPosition(offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def selected(self) -> str:
        """Return the selected text."""
        return letters.written(self.textCursor().selectedText())

    def set_wide(self, wide: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Keep the gutter and the margin's label, or give their room to the text (narrow windows)."""
        if wide != self._wide:
            self._wide = wide
            self._set_margins()

    def copy(self) -> None:
        """Copy the selection as plain text; a whole draft is said to have been copied, unchecked."""
        text = self.selected()
        if not text:
            return
        QGuiApplication.clipboard().setText(text)
        if text.strip() == self.text().strip():
            self.whole_copied.emit(text)

    def cut(self) -> None:
        """Copy the selection and take it away."""
        self.copy()
        self.textCursor().removeSelectedText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy our way, keep emoji whole, insert a tab only on Ctrl+Tab."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.textCursor().insertText("\t")
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            event.ignore()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() and letters.backspace(self.textCursor()):
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know when a letter is being composed, and when it is done."""
        was, self._composing = self._composing, bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self._composing:
            self.composition_ended.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give nothing to the primary selection or to a drag; `copy` is the only way out."""
        return QMimeData()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, and files."""
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the plain text; hand files over to whoever wants them."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        else:
            self.textCursor().insertText(letters.plain(source.text()))
            self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show our own menu; whoever listens to `menu_asked` adds to it (spelling)."""
        menu = textmenu.build(self)
        place = self.cursorForPosition(self.viewport().mapFromGlobal(event.globalPos())).position()
        self.menu_asked.emit(menu, spans.from_utf16(self.text(), place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _settle(self) -> None:
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", "none")
        self.document().setDocumentMargin(0)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def _dress(self) -> None:
        """Take the letters of the theme. Changing their size spaces the lines again, which starts undo afresh."""
        letters_now = self._theme.font(self._role)
        resized = letters_now.pixelSize() != self.font().pixelSize() or self.document().defaultFont() != letters_now
        self.setFont(letters_now)
        self.document().setDefaultFont(letters_now)
        if resized:
            self._loading = True
            self.document().setUndoRedoEnabled(False)
            self._space_lines()
            self.document().setUndoRedoEnabled(True)
            self._loading = False
        self.viewport().update()

    def _space_lines(self) -> None:
        """Give every line its height: Qt forgets it with each new text, and new lines inherit it."""
        spacing = QTextBlockFormat()
        height_type = QTextBlockFormat.LineHeightTypes.FixedHeight
        spacing.setLineHeight(self._theme.line_height(self._role), height_type.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self._set_margins()

    def _set_margins(self) -> None:
        px, was, self._loading = self._theme.px, self._loading, True
        frame = self.document().rootFrame()
        format_now = frame.frameFormat()
        format_now.setLeftMargin(px(GUTTER if self._wide else NARROW))
        format_now.setRightMargin(px(MARGIN if self._wide else NARROW))
        format_now.setTopMargin(px(TOP))
        format_now.setBottomMargin(px(TOP))
        frame.setFrameFormat(format_now)
        self._loading = was

    def _on_text_changed(self) -> None:
        if not self._loading and not self._composing:
            self.edited.emit()
