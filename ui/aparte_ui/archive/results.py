"""The search itself: a field, what narrows it, the posts it finds, and the chosen one in full.

Each question goes to the archive lane with what is on screen; an answer about something else is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aparte import messages
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.archive.details import Details
from aparte_ui.archive.facets import Facets
from aparte_ui.archive.postlist import PostList
from aparte_ui.archive.postmodel import PostModel
from aparte_ui.archive.searchbox import SearchBox
from aparte_ui.archive.searchtools import SearchTools
from aparte_ui.archive.shelf import Asked, Shelf
from aparte_ui.jobs import Latest
from aparte_ui.widgets.empty import Empty
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.archive.hashtags import Hashtag
    from aparte.archive.saved import SavedSearch
    from aparte.archive.store import Revision
    from aparte.archive.tally import Tally
    from aparte.nouns import Post
    from aparte_ui.archive.shelf import Counted, Found, Row
    from aparte_ui.jobs import Lane
    from aparte_ui.theme import Theme

_SHOWN = 60
"""Letters of a text that a sentence quotes."""
_FACETS, _DETAILS = 200, 300
_FACETS_NARROW, _DETAILS_NARROW = 150, 250


class Results(QWidget):
    """started: the text of a post to start again from; name_asked: a name is wanted for what is typed."""

    started = Signal(str)
    name_asked = Signal()

    def __init__(self, theme: Theme, lane: Lane, shelf: Shelf) -> None:
        """Ask `shelf` in `lane`; nothing is asked before `open`."""
        super().__init__()
        self._theme, self._lane, self._shelf = theme, lane, shelf
        self._finder, self._counter, self._scroller = Latest(lane), Latest(lane), Latest(lane)
        self._path: Path | None = None
        self._answer: Found | None = None
        self._tally: Tally | None = None
        self._like = ""
        self.box = SearchBox(theme)
        self.tools = SearchTools(theme)
        self._note = Text(theme, "small", colour="judge", wrap=True)
        self.facets = Facets(theme)
        self.model = PostModel()
        self.list = PostList(theme, self.model)
        self.details = Details(theme)
        self.no_hit = Empty(theme, action_kind="quiet")
        self._lay_out()
        self._listen()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self._theme
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.no_hit)
        across = QHBoxLayout()
        across.setSpacing(theme.px(32))
        across.addWidget(self.facets)
        across.addWidget(self._stack, 1)
        across.addWidget(self.details)
        column = QVBoxLayout(self)
        # The ring of the field is drawn outside it: it needs this room.
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.box)
        column.addWidget(self.tools)
        column.addWidget(self._note)
        column.addSpacing(theme.px(8))
        column.addLayout(across, 1)
        self._note.hide()

    def _listen(self) -> None:
        self.box.textChanged.connect(self._on_words)
        self.box.cleared.connect(self._end_likeness)
        self.box.left_down.connect(self._to_list)
        self.box.returnPressed.connect(self._to_list)
        self.list.words_wanted.connect(self.to_words)
        self.list.chosen.connect(self._on_chosen)
        self.list.started.connect(self.details.start)
        self.facets.chosen.connect(self._on_narrowed)
        self.model.more_wanted.connect(self._ask_more)
        self.model.row_wanted.connect(self._ask_row)
        self.details.started.connect(self.started)
        self.no_hit.acted.connect(self._show_everything)
        self.details.likened.connect(self.show_like)
        self.facets.tags.wanted.connect(self.box.setText)
        self.tools.ordered.connect(self.ask)
        self.tools.picked.connect(self.box.setText)
        self.tools.save_asked.connect(self.name_asked)
        self.tools.forget_asked.connect(lambda name: self._change_saved(lambda path: self._shelf.forget(path, name)))

    def open(self, path: Path) -> None:
        """Search the archive at `path`; another client's words and posts leave the screen."""
        if path != self._path:
            self._path = None
            self.box.clear()
            self.facets.clear()
            self.model.show_hits((), more=False)
        self._path, self._answer, self._tally, self._like = path, None, None, ""
        self.ask()
        self._change_saved(self._shelf.saved)
        self._lane.do(lambda: (path, self._shelf.hashtags(path)), self._on_tags)

    def ask(self) -> None:
        """Look for what is typed and ticked."""
        asked = self._asked()
        if asked is not None:
            self._finder.ask(lambda: self._shelf.find(asked), self._on_found)

    def show_like(self, text: str) -> None:
        """List the posts that resemble `text`, the closest first."""
        self.box.clear()
        self._like = text
        self.ask()

    def save(self, name: str) -> None:
        """Keep what is typed under a name."""
        words = self.box.text()
        self._change_saved(lambda path: self._shelf.save(path, name, words))

    def to_words(self) -> None:
        """Give the keyboard to the field."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the list what the side columns can spare."""
        px = self._theme.px
        self.facets.setFixedWidth(px(_FACETS_NARROW if narrow else _FACETS))
        self.details.setFixedWidth(px(_DETAILS_NARROW if narrow else _DETAILS))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.box.say(_("Search the archive"), _("Words, “a phrase”, -without, from:name, since:2025-06"))
        self.no_hit.say(
            _("Nothing here says that."),
            _("Fewer words find more; accents and capitals don’t count."),
            _("Show everything again"),
        )
        for part in (self.tools, self.facets, self.model, self.list, self.details):
            part.retranslate()
        self._say_answer()

    def _asked(self) -> Asked | None:
        if self._path is None:
            return None
        kind, platform = self.facets.kind, self.facets.platform
        return Asked(self._path, self.box.text(), kind, platform, self.tools.is_ranked, self._like)

    def _on_words(self, words: str) -> None:
        self._like = ""
        self.tools.note_words(words)
        self.ask()

    def _end_likeness(self) -> None:
        if self._like:
            self._on_words(self.box.text())

    def _change_saved(self, work: Callable[[Path], Sequence[SavedSearch]]) -> None:
        path = self._path
        if path is not None:
            self._lane.do(lambda: (path, work(path)), self._on_saved)

    def _on_saved(self, answer: tuple[Path, Sequence[SavedSearch]]) -> None:
        if answer[0] == self._path:
            self.tools.show_saved(answer[1])

    def _on_tags(self, answer: tuple[Path, Sequence[Hashtag]]) -> None:
        if answer[0] == self._path:
            self.facets.tags.show_tags(answer[1])

    def _ask_more(self) -> None:
        asked, last = self._asked(), self.model.last()
        if asked is not None and last is not None:
            key = last.kept.key
            self._lane.do(lambda: self._shelf.find(asked, key), self._on_more)

    def _ask_row(self, row: int) -> None:
        path = self._path
        if path is not None:
            self._scroller.ask(lambda: self._shelf.rows(path, row), self._on_rows)

    def _on_rows(self, rows: Row) -> None:
        if rows.total and rows.path == self._path and self._lists_everything():
            self.model.set_total(rows.total)
            self.model.fill(rows.first, rows.hits)

    def _lists_everything(self) -> bool:
        """Tell whether what is listed, and not only what is asked, is everything."""
        asked = self._asked()
        return asked is not None and asked.is_everything and self._answer is not None and self._answer.asked == asked

    def _on_found(self, found: Found) -> None:
        if found.asked != self._asked():
            return
        recount = self._tally is None or self._answer is None or self._answer.asked.words != found.asked.words
        self._answer = found
        self.model.show_hits(found.hits, more=found.more)
        if found.more and found.asked.is_everything:
            self._scroller.ask(lambda: self._shelf.climb(found.asked.path), self._on_rows)
        self._stack.setCurrentWidget(self.list if found.hits else self.no_hit)
        self.list.choose_first()
        self._say_answer()
        if recount:
            self._counter.ask(lambda: self._shelf.count(found.asked), self._on_counted)

    def _on_more(self, found: Found) -> None:
        if found.asked == self._asked():
            self.model.add_hits(found.hits, more=found.more)

    def _on_counted(self, counted: Counted) -> None:
        asked = self._asked()
        if asked is not None and (counted.asked.path, counted.asked.words) == (asked.path, asked.words):
            self._tally = counted.tally
            self.facets.show_tally(counted.tally)
            self._say_answer()

    def _on_narrowed(self) -> None:
        if self._tally is not None:
            self.facets.show_tally(self._tally)
        self.ask()

    def _say_answer(self) -> None:
        answer, tally = self._answer, self._tally
        notes = [messages.say(code, params) for code, params in answer.notes] if answer else []
        if answer is not None and answer.asked.like:
            notes.append(_("Closest first: what resembles “{text}”.").format(text=_shortened(answer.asked.like)))
        self._note.set_text(" ".join(notes))
        self._note.setVisible(bool(notes))
        if answer is None or tally is None or answer.asked.is_everything or answer.asked.like:
            self.box.set_found("")
            return
        total = tally.total(answer.asked.kind, answer.asked.platform)
        took = _("{n} ms").format(n=numbers.number(max(1, round(answer.took_ms))))
        if tally.capped:
            said = _("more than {n} found, the newest in {took}")
        else:
            said = ngettext("{n} found in {took}", "{n} found in {took}", total)
        self.box.set_found(said.format(n=numbers.number(total), took=took))

    def _on_chosen(self, post: Post | None) -> None:
        self.details.show_post(post)
        path = self._path
        if post is not None and path is not None:
            self._lane.do(lambda: (post, self._shelf.history(path, post)), self._on_history)

    def _on_history(self, answer: tuple[Post, Sequence[Revision]]) -> None:
        post, revisions = answer
        if post is self.details.post:
            self.details.show_history(revisions)

    def _show_everything(self) -> None:
        self._like = ""
        self.facets.clear()
        self.box.clear()
        self._on_narrowed()
        self.to_words()

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
