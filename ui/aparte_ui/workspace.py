"""The client now open: its space, its journal, its drafts. The journal is only used in the disk lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.drafts.autosave import Journal
    from aparte.feedback.kept import Kept
    from aparte.nouns import Correction, Draft, Truth
    from aparte_ui.app import App

OWN_POSTS = 500
"""The newest own posts a draft is ranked against: reading that many takes about 30 ms, once a client."""


class Workspace(QObject):
    """Which client is open.

    Signals: `client_left` before another one is opened (the last moment to save); `client_changed`; `drafts_listed`
    whenever the list of drafts changed; `client_refused` when what is on disk can't be opened; `corrections_broken`
    (file, line) when a line of what was corrected can't be read.
    """

    client_left = Signal()
    client_changed = Signal()
    drafts_listed = Signal()
    client_refused = Signal(object, object)
    corrections_broken = Signal(str, int)

    def __init__(self, app: App, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._app = app
        self._journal: Journal | None = None
        self.spaces: tuple[Space, ...] = ()
        self.space: Space | None = None
        self.drafts: tuple[Draft, ...] = ()
        self.own_risks: Sequence[float] | None = None
        self.own_texts: Sequence[str] = ()
        """The client's newest own posts."""
        self.irony_prior = 0.0
        """What the client's corrections add to the log-odds of irony."""
        self.told: Mapping[str, Truth] = {}
        """The texts that were corrected, and what was said of each."""

    def journal(self) -> Journal:
        """Return the journal of the open client. Only the disk lane may call this."""
        assert self._journal is not None, "no client is open"
        return self._journal

    def list_spaces(self, then: Callable[[], None] = lambda: None) -> None:
        """Look which clients there are."""

        def work() -> tuple[Space, ...]:
            from aparte.archive.spaces import spaces

            return tuple(spaces(self._app.home))

        def listed(found: tuple[Space, ...]) -> None:
            self.spaces = found
            then()

        self._app.disk.do(work, listed)

    def open(self, space: Space, then: Callable[[], None] = lambda: None) -> None:
        """Open a client's space: its journal first, then what its own posts sound like."""

        def work() -> tuple[Draft, ...]:
            from aparte.drafts.autosave import Journal

            if self._journal is not None:
                self._journal.close()
                self._journal = None
            self._journal = Journal(space.folder)
            self._journal.purge()
            return tuple(self._journal.drafts(binned=None))

        def opened(drafts: tuple[Draft, ...]) -> None:
            self.space, self.drafts, self.own_risks, self.own_texts = space, drafts, None, ()
            self.irony_prior, self.told = 0.0, {}
            self._app.change(last_space=space.brand.id)
            self.client_changed.emit()
            self.drafts_listed.emit()
            # Before a draft is fetched, in the same lane: its first reading is already the right one.
            self._learn_corrections(space)
            then()
            self.learn_own_risks()

        def refused(error: Exception) -> None:
            self.space, self.drafts = None, ()
            self.client_changed.emit()
            self.drafts_listed.emit()
            self.client_refused.emit(space, error)

        self.client_left.emit()
        self._app.disk.do(work, opened, refused)

    def replace_space(self, changed: Space) -> None:
        """Take a client's space as it was changed (its words, its values), here and in the list."""
        self.spaces = tuple(changed if old.folder == changed.folder else old for old in self.spaces)
        if self.space is not None and self.space.folder == changed.folder:
            self.space = changed
            self.client_changed.emit()

    def learn_own_risks(self) -> None:
        """Read the client's own posts, so that a draft is ranked against them when there are enough."""
        space = self.space
        if space is None:
            return

        def work() -> tuple[list[str], list[float] | None]:
            from aparte.scorers.rank import own_risks_of
            from aparte.text.names import names_of

            texts = space.own_texts()[:OWN_POSTS]
            return texts, own_risks_of(texts, names_of(space.brand))

        def learned(found: tuple[list[str], list[float] | None]) -> None:
            texts, risks = found
            if space is self.space and (risks is not None or texts != list(self.own_texts)):
                self.own_texts, self.own_risks = texts, risks
                self.client_changed.emit()

        self._app.archive.do(work, learned)

    def correct(self, space: Space, told: Correction, then: Callable[[], None]) -> None:
        """Keep what the person said of one judgement; the client's texts are read accordingly from now on."""

        def work() -> None:
            from aparte.feedback.kept import keep

            keep(space.folder, [told])

        self._app.disk.do(work, lambda _done: self._learn_corrections(space, then))

    def take_back(self, space: Space, identifier: str, at: str, then: Callable[[], None]) -> None:
        """Withdraw a correction of that client, whichever one is open by now."""

        def work() -> None:
            from aparte.feedback.kept import take_back

            take_back(space.folder, identifier, at)

        self._app.disk.do(work, lambda _done: self._learn_corrections(space, then))

    def _learn_corrections(self, space: Space, then: Callable[[], None] | None = None) -> None:
        """Work out again what the corrections of `space` add up to. Without `then`: it was opened just now."""

        def work() -> tuple[Kept, float]:
            from aparte.feedback.kept import read_kept
            from aparte.feedback.prior import shift

            kept = read_kept(space.folder)
            return kept, shift(kept.corrections)

        def learned(found: tuple[Kept, float]) -> None:
            kept, prior = found
            told = {one.text: one.truth for one in kept.corrections}
            if self._is_open(space.folder) and (prior, told) != (self.irony_prior, self.told):
                self.irony_prior, self.told = prior, told
                self.client_changed.emit()
            if then is not None:
                then()
            elif kept.broken:
                self._tell_broken(space.folder, kept.broken[0])

        self._app.disk.do(work, learned)

    def _is_open(self, folder: Path) -> bool:
        return self.space is not None and self.space.folder == folder

    def _tell_broken(self, folder: Path, line: int) -> None:
        from aparte.feedback.kept import FILE

        self.corrections_broken.emit(str(folder / FILE), line)

    def fetch(self, draft_id: str, then: Callable[[Draft], None]) -> None:
        """Read a draft as it is on disk, after everything that waits to be saved, and hand it over."""
        self._app.disk.do(lambda: self.journal().draft(draft_id), then)

    def note(self, draft: Draft) -> None:
        """List `draft` as it now is, without waiting for the disk."""
        self.drafts = tuple(draft if old.id == draft.id else old for old in self.drafts)
        self.drafts_listed.emit()

    def relist(self, then: Callable[[], None] = lambda: None) -> None:
        """List the drafts again."""
        self.change(lambda _journal: None, lambda _result: then())

    def change(self, work: Callable[[Journal], object], then: Callable[[object], None] = lambda _result: None) -> None:
        """Do `work` with the journal, list the drafts again, and hand over what `work` returned."""

        def both() -> tuple[object, tuple[Draft, ...]]:
            result = work(self.journal())
            return result, tuple(self.journal().drafts(binned=None))

        def done(outcome: tuple[object, tuple[Draft, ...]]) -> None:
            result, self.drafts = outcome
            self.drafts_listed.emit()
            then(result)

        self._app.disk.do(both, done)

    def close(self) -> None:
        """Close the journal, after what is waiting to be saved."""

        def work() -> None:
            if self._journal is not None:
                self._journal.close()
                self._journal = None

        self._app.disk.do(work)
