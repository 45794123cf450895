"""The desk: drafts at the left, the page in the middle, the aside at the right, the gate under the page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import numbers, operations
from aparte_ui.desk import acts, disagreeing, keys, owntexts
from aparte_ui.desk.aside import Aside
from aparte_ui.desk.asideirony import MOST_ROWS
from aparte_ui.desk.backstage import Backstage, Warming
from aparte_ui.desk.clientcard import ClientCard
from aparte_ui.desk.draftlist import DraftList
from aparte_ui.desk.gate import Gate
from aparte_ui.desk.header import Header
from aparte_ui.desk.mending import Mending
from aparte_ui.desk.opinion import Opining
from aparte_ui.desk.page import Page
from aparte_ui.desk.prompter import Prompter
from aparte_ui.desk.reading import Client
from aparte_ui.desk.saidbefore import Recalling
from aparte_ui.desk.session import Session
from aparte_ui.desk.spell import Speller
from aparte_ui.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from aparte.nouns import Draft
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.theme import Theme


MOST_ASIDE = 0.4
"""The part of a window that the aside may take, whatever the size of its letters."""


class Desk(Place):
    """The place where a draft is written, read and copied."""

    folds = True

    def __init__(self, window: MainWindow) -> None:
        """Build the panes and wire them to one session."""
        super().__init__()
        self._window = window
        app, theme = window.app, window.app.theme
        self.session = Session(app.compute, app.disk, window.workspace.journal, self)
        self._left = _Wings(theme)
        self._client = ClientCard(theme)
        self._list = DraftList(theme)
        self._header = Header(theme, self.session, app.now)
        self.page = Page(theme, self.session)
        self.prompter = Prompter(window, self.session)
        self.gate = Gate(window, self.session)
        self.aside = Aside(theme, self.session)
        self._speller = Speller(window, self.session, self.page)
        self._recalling = Recalling(window, self.session, self.aside.said_before)
        self._backstage = Backstage(window, self)
        self.warming = Warming(window, self.session, self._backstage)
        self._opining = Opining(window, self.session, self.aside.opinion, self._backstage)
        self.mending = Mending(self.session, self.page, self.aside, window.say)
        self._lay_out(theme)
        self._listen()
        acts.bind(self, window)
        self._on_client_changed()
        self._show_drafts()

    def _lay_out(self, theme: Theme) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(theme.px(4), theme.px(12), theme.px(12), theme.px(8))
        left.setSpacing(theme.px(16))
        left.addWidget(self._client)
        left.addWidget(self._list, 1)
        self._left.setFixedWidth(theme.size("left"))
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        sheet = QVBoxLayout()
        sheet.setContentsMargins(theme.px(24), theme.px(10), theme.px(24), theme.px(16))
        sheet.setSpacing(theme.px(14))
        sheet.addWidget(self._header)
        sheet.addWidget(self.page, 1)
        sheet.addWidget(self.prompter)
        middle.addLayout(sheet, 1)
        middle.addWidget(self.gate)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addLayout(middle, 1)
        self._edge = QFrame()
        self._edge.setFixedWidth(1)
        across.addWidget(self._edge)
        across.addWidget(self.aside)

    def _listen(self) -> None:
        window, session = self._window, self.session
        window.workspace.client_left.connect(lambda: session.open(None))
        window.workspace.client_changed.connect(self._on_client_changed)
        window.workspace.drafts_listed.connect(self._show_drafts)
        self._client.chosen.connect(lambda space: operations.open_client(window, space))
        self._client.new_asked.connect(lambda: operations.ask_client(window))
        self._list.chosen.connect(lambda draft_id: operations.open_draft(window, draft_id))
        self._list.new_asked.connect(lambda: operations.new_draft(window))
        self._list.bin_asked.connect(lambda draft_id: operations.bin_draft(window, draft_id))
        self._list.unbin_asked.connect(lambda draft_id: operations.unbin_draft(window, draft_id))
        self._list.grouping_changed.connect(self._show_drafts)
        self._header.history_asked.connect(self.show_versions)
        self.aside.fixed.connect(self.mending.fix)
        self.aside.vouched.connect(self.mending.vouch)
        self.aside.tried.connect(self.mending.try_without)
        self.aside.lit.connect(self.page.light)
        self.aside.disagreed.connect(partial(disagreeing.disagree, window, session))
        window.workspace.corrections_broken.connect(partial(disagreeing.say_broken, window))
        self.page.whole_copied.connect(self.gate.note_working_copy)
        self.page.media.alt_copy_asked.connect(self.gate.copy_alt)
        self.page.files_dropped.connect(self.page.media.add_files)
        self.prompter.asking.connect(self._backstage.give_way)
        session.parted.connect(partial(owntexts.say_parted, window))
        self.page.text_left.connect(partial(owntexts.say_left, window, session))
        self.page.rejoin_asked.connect(partial(owntexts.rejoin, window, session))
        session.saved.connect(self._on_saved)
        session.details_changed.connect(self._on_details_changed)

    def commands(self) -> Sequence[tuple[str, str, Callable[[], object]]]:
        """Return what the palette can do with the draft on the page: words, key, act."""
        return acts.listed(self, self._window)

    def rejoin(self) -> None:
        """Let the platform on the page show the common text again."""
        owntexts.rejoin(self._window, self.session, self.session.platform)

    # What the frame asks

    def entered(self) -> None:
        """Open the last draft, or an empty page the first time."""
        if self.session.draft is None:
            self._open_something()
        self.page.editor.setFocus()

    def leave(self) -> None:
        """Put what is not on disk there."""
        self.session.save()
        self.prompter.stop()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        for part in (self._client, self._list, self._header, self.page, self.prompter, self.gate, self.aside):
            part.retranslate()

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold the drafts, narrow the aside, and leave the gutter to the text."""
        theme = self._window.app.theme
        self._left.setVisible(not narrow)
        # Large letters in a small window: the aside never takes more than its share from the page.
        room = round(self._window.width() * MOST_ASIDE)
        self.aside.setFixedWidth(min(room, theme.size("aparte_narrow" if narrow else "aparte")))
        self._header.set_compact(compact=narrow)
        self.page.set_compact(compact=narrow)
        self.prompter.set_compact(compact=narrow)
        self.gate.set_compact(compact=narrow)

    def asked(self, what: str) -> None:
        """Show the folded panel beside the page, or hide it again; disagree with what is said of the text."""
        if what == "unfold":
            self._left.setVisible(not self._left.isVisible())
        elif what == "disagree":
            disagreeing.disagree(self._window, self.session)

    def facts(self) -> Sequence[str]:
        """Return how old the last save is, and what the model does."""
        facts = [self.prompter.state()]
        if self.session.saved_at is not None:
            facts.insert(0, _("Saved {age}").format(age=numbers.age(monotonic() - self.session.saved_at)))
        return facts

    # Drafts

    def open_draft(self, draft: Draft) -> None:
        """Put a draft on the page."""
        if self.session.draft is None or self.session.draft.id != draft.id:
            self.session.open(draft)
        self._list.choose(draft.id)
        self.page.editor.setFocus()

    def binned(self, draft_id: str) -> None:
        """Turn to another draft when the one on the page went to the bin."""
        if self.session.draft is not None and self.session.draft.id == draft_id:
            self.session.open(None)
            self._open_something()

    def _open_something(self) -> None:
        kept = [draft for draft in self._window.workspace.drafts if not draft.binned_at]
        if not kept:
            operations.new_draft(self._window)
            return
        last = self._window.app.settings.last_draft
        chosen = next((draft for draft in kept if draft.id == last), kept[0])
        operations.open_draft(self._window, chosen.id)

    def _show_drafts(self) -> None:
        self._list.show_drafts(self._window.workspace.drafts, self._window.app.now())
        if self.session.draft is not None:
            self._list.choose(self.session.draft.id)

    def _on_saved(self) -> None:
        if self.session.draft is not None:
            now = self._window.app.now()
            self._list.model.change(replace(self.session.draft, updated_at=now.isoformat()), now)
            self._window.tell_facts()

    def _on_details_changed(self) -> None:
        # A planned day, a state or a title may put the draft under another heading.
        if self.session.draft is not None:
            self._window.workspace.note(replace(self.session.draft, updated_at=self._window.app.now().isoformat()))

    def _on_client_changed(self) -> None:
        workspace = self._window.workspace
        self._client.show_client(workspace.space, workspace.spaces)
        if workspace.space is not None:
            learned = (workspace.own_risks, workspace.irony_prior, workspace.own_texts, workspace.told)
            self.session.set_client(Client(workspace.space.brand, *learned))

    # Keys and panes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels the model and goes back to the text; 1, 2, 3 try without a word while nobody is typing."""
        writing = isinstance(QApplication.focusWidget(), (QLineEdit, QTextEdit))
        row = None if writing else keys.digit_of(event.text())
        if event.key() == Qt.Key.Key_Escape:
            self.prompter.stop()
            self.back_to_text()
        elif row is not None and row < MOST_ROWS:
            self.aside.try_row(row)
        else:
            super().keyPressEvent(event)

    def back_to_text(self) -> None:
        """Give the keyboard to the page."""
        self.page.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_pane(self, by: int) -> None:
        """Give the keyboard to the next (1) or previous (-1) pane."""
        panes = [self._list, self.page.editor, self.prompter, self.aside, self.gate]
        shown = [pane for pane in panes if pane.isVisible()]
        focused = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if focused and (pane is focused or pane.isAncestorOf(focused))), 0)
        target = shown[(at + by) % len(shown)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not target.hasFocus():
            target.focusNextChild()

    def show_versions(self) -> None:
        """List the versions of the text on the page."""
        from aparte_ui.desk.history import show_history

        show_history(self._window, self.session, self.page.editor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between the page and the aside."""
        QPainter(self).fillRect(self._edge.geometry(), self._window.app.theme.color("line"))


class _Wings(QWidget):
    """The backstage ground of the left panel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(self.rect(), self._theme.color("wings"))
