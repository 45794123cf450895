"""The page: a tab a platform with its exact counter, the text with its marks, the images under it.

Each text has an editor of its own, so that undo never crosses from one platform's words into another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte.messages import say
from aparte_ui import accessible, numbers
from aparte_ui.desk import sharing
from aparte_ui.desk.asideirony import irony_marks
from aparte_ui.desk.findbar import FindBar
from aparte_ui.desk.marks import Mark
from aparte_ui.desk.mediastrip import MediaStrip
from aparte_ui.desk.platformmenu import PlatformMenu
from aparte_ui.desk.textedit import TextEdit
from aparte_ui.widgets.tabs import TabPage, Tabs

if TYPE_CHECKING:
    from aparte.nouns import Assessment, Finding
    from aparte_ui.desk.session import Session
    from aparte_ui.theme import Theme

MOST_MARKED = 0.6
"""A finding about more of the text than this is about the whole: it has a row in the aside, and no underline."""


class Page(QWidget):
    """Tabs, editors, images.

    whole_copied: a whole draft was copied by the editor's own keys, unchecked. text_left: a platform was unticked whose
    text no other one shows, with the draft before. rejoin_asked: a platform is to share the common text again.
    """

    whole_copied = Signal(str)
    files_dropped = Signal(list)
    menu_asked = Signal(QMenu, int)
    text_left = Signal(str, object)
    rejoin_asked = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        """Listen to `session`, and tell it what is typed."""
        super().__init__()
        self._theme, self._session = theme, session
        self._tabs = Tabs(theme)
        self._editors: dict[str, TextEdit] = {}
        self._stack = QStackedWidget()
        self.find_bar = FindBar(theme)
        self.media = MediaStrip(theme, session)
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        sheet = TabPage(theme, self._tabs)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, theme.px(8), 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.find_bar)
        inside.addWidget(self.media)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(sheet, 1)
        self.setMinimumHeight(theme.px(200))

    def _listen(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.platform_changed.connect(self._show_platform)
        session.details_changed.connect(self._show_tabs)
        session.text_changed.connect(self._follow)
        session.assessed.connect(self._on_assessed)
        session.counts.changed.connect(self._show_counts)
        self._tabs.chosen.connect(session.show_platform)
        self._tabs.add_wanted.connect(self._ask_platforms)
        self._tabs.own_asked.connect(self._offer_common)
        self.find_bar.closed.connect(self._focus_text)
        self.find_bar.searched.connect(self._on_searched)

    @property
    def editor(self) -> TextEdit:
        """Return the editor on screen."""
        key = self._session.platform or ""
        if key not in self._editors:
            self._editors[key] = self._new_editor()
        return self._editors[key]

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._show_tabs()
        self.find_bar.retranslate()
        self.media.retranslate()
        for editor in self._editors.values():
            editor.set_placeholder(_("The page is yours. Write or paste."))
            accessible.name(editor, _("Draft"))
        if self._session.assessment is not None:
            self._on_assessed()

    def _focus_text(self) -> None:
        self.editor.setFocus()

    def step(self, by: int) -> None:
        """Turn to the next (1) or previous (-1) tab."""
        self._tabs.step(by)

    def set_compact(self, *, compact: bool) -> None:
        """Give the text the gutter's room, and the tabs less, in a narrow window."""
        self._tabs.set_compact(compact)
        for editor in self._editors.values():
            editor.set_wide(not compact)
        self._compact = compact

    _compact = False

    def light(self, start: int, end: int) -> None:
        """Light the marks of a stretch, or none (-1, -1)."""
        marks = self._marks()
        index = next((mark.index for mark in marks if (mark.start, mark.end) == (start, end)), -1)
        self.editor.set_hovered(index)

    def show_misspelt(self, text: str, found: tuple[Mark, ...]) -> None:
        """Show the words the dictionary does not know, if the text is still the one that was read."""
        if text == self._session.text:
            self.editor.set_marks([*self._marks(), *found])

    # Following the session

    def _on_opened(self) -> None:
        for editor in self._editors.values():
            self._stack.removeWidget(editor)
            editor.deleteLater()
        self._editors.clear()
        self._show_tabs()
        self._show_platform()

    def _show_tabs(self) -> None:
        from aparte.platforms.platform import platform

        draft = self._session.draft
        wanted = list(draft.versions) if draft else []
        if wanted != self._tabs.keys():
            self._tabs.set_tabs([(name, platform(name).name) for name in wanted])
            self._tabs.set_compact(self._compact)
        self._tabs.retranslate()
        if self._session.platform:
            self._tabs.choose(self._session.platform)
        self._show_own()
        self._show_counts()

    def _show_own(self) -> None:
        draft = self._session.draft
        self._tabs.set_own({name for name, own in draft.versions.items() if own is not None} if draft else ())

    def _show_platform(self) -> None:
        editor = self.editor
        if editor.text() != self._session.text:
            editor.set_text(self._session.text)
            # Who opens a draft goes on writing it.
            editor.moveCursor(QTextCursor.MoveOperation.End)
        self._stack.setCurrentWidget(editor)
        editor.setEnabled(self._session.draft is not None)
        if self._session.platform:
            self._tabs.choose(self._session.platform)

    def _follow(self) -> None:
        # The session's text may have changed by a fix, a suggestion or a version: one step of undo.
        if self.editor.text() != self._session.text:
            self.editor.rewrite(self._session.text)
        self._show_own()

    def _on_edited(self) -> None:
        if not self.editor.composing:
            self._session.edit(self.editor.text())

    def _on_assessed(self) -> None:
        assessment = self._session.assessment
        if assessment is None:
            return
        # Unknown words are looked up after a pause: until then their marks follow the letters.
        self.editor.set_marks(self._marks(), keep="spelling")
        fit = assessment.fit.get(self._session.platform or "")
        over = next((one for one in fit.findings if one.code.endswith(".length")), None) if fit else None
        limit_at = over.params.get("limit_at") if over and over.severity == "error" else None
        self.editor.set_limit(limit_at if isinstance(limit_at, int) else None)
        hidden = len(assessment.text) - (fit.fold_at or 0) if fit and fit.fold_at is not None else 0
        label = _("… more, {n}").format(n=numbers.number(hidden)) if hidden else ""
        self.editor.set_fold(fit.fold_at if fit and hidden else None, label)
        self._show_counts()

    def _show_counts(self) -> None:
        shown = self._tabs.keys()
        for name, (length, limit) in self._session.counts.of.items():
            if name in shown:
                self._tabs.set_count(name, length, limit)

    def _marks(self) -> list[Mark]:
        assessment = self._session.assessment
        if assessment is None or not self._session.is_read:
            return []
        fit = assessment.fit.get(self._session.platform or "")
        marks = irony_marks(assessment)
        marks += [_mark(one, "sensitive") for one in assessment.sensitivity.findings if self._local(one, assessment)]
        marks += [
            _mark(one, "rule")
            for one in (fit.findings if fit else ())
            if self._local(one, assessment) and not one.code.endswith(".length")
        ]
        marks += [_mark(one, "fact", "facts.mark") for one in self._session.to_verify]
        return [Mark(mark.start, mark.end, mark.kind, mark.label, index) for index, mark in enumerate(marks)]

    @staticmethod
    def _local(finding: Finding, assessment: Assessment) -> bool:
        size = finding.span.end - finding.span.start
        return 0 < size < max(2, MOST_MARKED * len(assessment.text))

    def _on_searched(self, words: str, step: int) -> None:
        from aparte_ui.desk.findbar import occurrences

        found = occurrences(self.editor.text(), words)
        current = self.find_bar.go(len(found), step)
        self.editor.set_hits(found, current)

    def _new_editor(self) -> TextEdit:
        editor = TextEdit(self._theme)
        editor.set_wide(not self._compact)
        editor.set_placeholder(_("The page is yours. Write or paste."))
        accessible.name(editor, _("Draft"))
        editor.edited.connect(self._on_edited)
        editor.composition_ended.connect(self._on_edited)
        editor.whole_copied.connect(self.whole_copied)
        editor.files_dropped.connect(self.files_dropped)
        editor.menu_asked.connect(self.menu_asked)
        self._stack.addWidget(editor)
        return editor

    def _ask_platforms(self) -> None:
        draft = self._session.draft
        if draft is None:
            return
        menu = PlatformMenu(self, draft.versions)
        menu.toggled.connect(self._toggle_platform)
        menu.popup(self._tabs.plus.mapToGlobal(QPoint(0, self._tabs.plus.height())))

    def _toggle_platform(self, name: str, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        before = self._session.draft
        if before is None:
            return
        kept = [one for one in before.versions if one != name]
        self._session.set_platforms([*kept, name] if on else kept)
        after = self._session.draft
        if not on and after is not None and sharing.hides(after, before.text_for(name)):
            self.text_left.emit(name, before)

    def _offer_common(self, name: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Share the common text again"), lambda: self.rejoin_asked.emit(name))
        menu.popup(at)


def _mark(finding: Finding, kind: str, message: str = "") -> Mark:
    sentence = say(message or finding.message or finding.code, finding.params)
    return Mark(finding.span.start, finding.span.end, kind, sentence)
