"""The draft being written: its texts, what was said of them, and when it was last on disk. Widgets only listen to it.

It refuses to wait: reading and saving happen in lanes; an answer about an older text is dropped, never shown.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aparte_ui.desk import sharing
from aparte_ui.desk.counting import TabCounts
from aparte_ui.desk.reading import Asked, Client, KeyReader, Read, occasion_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aparte.drafts.autosave import Journal
    from aparte.drafts.versions import Origin
    from aparte.nouns import Assessment, Draft, Finding, Intent, Media, Occasion
    from aparte_ui.jobs import Lane

SAVE_AFTER_MS = 300
"""What was typed is on disk within one second: a save starts this long after the first unsaved key, never later."""


class Session(QObject):
    """One open draft on one of its platforms.

    Signals are past facts: `opened` (another draft or none), `platform_changed`, `text_changed` (by anyone),
    `assessed` (of the text now on screen), `saved`, `details_changed` (intention, media, plan, platforms),
    `parted` (a platform no longer shows the common text, though nothing was typed on it).
    """

    opened = Signal()
    platform_changed = Signal()
    text_changed = Signal()
    assessed = Signal()
    saved = Signal()
    details_changed = Signal()
    parted = Signal(str)

    def __init__(
        self, compute: Lane, disk: Lane, journal: Callable[[], Journal], parent: QObject | None = None
    ) -> None:
        """Read texts in `compute`; save through `journal`, which belongs to the `disk` lane."""
        super().__init__(parent)
        self._reader = KeyReader(compute, self)
        self._reader.rested.connect(lambda: self._assess(whole=True))
        self._disk = disk
        self._journal = journal
        self.client: Client | None = None
        self._unsaved: dict[str | None, str] = {}
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self.save)
        self.draft: Draft | None = None
        self.platform: str | None = None
        self.assessment: Assessment | None = None
        self.to_verify: tuple[Finding, ...] = ()
        """Of the text that was read: its facts that nobody vouched for."""
        self.read_with_prior = 0.0  # the client's log-odds that are in `assessment`
        self.counts = TabCounts(compute)
        self.models: tuple[str, ...] = ()
        """The models whose accepted words still stand in the text."""
        self.saved_at: float | None = None
        self._read: tuple[str, str | None] | None = None
        self._waiting: Callable[[], object] | None = None
        self._facts_of: str | None = None
        """The facts line that the facts of the page were compared with, once all of them were."""
        self._waits_for_facts = False

    # What is on the page

    @property
    def text(self) -> str:
        """Return the text on the page."""
        return self.draft.text_for(self.platform) if self.draft else ""

    def shares_base(self, platform: str) -> bool:
        """Tell whether `platform` still shows the common text."""
        return self.draft is not None and self.draft.versions.get(platform) is None

    @property
    def is_read(self) -> bool:
        """Whether `assessment` is of the very text now on the page: its positions and its verdict hold."""
        return self.assessment is not None and self._read == (self.text, self.platform)

    def when_read(self, act: Callable[[], object], *, facts: bool = False) -> None:
        """Do `act` now if the text on the page is read, else as soon as it is; a later call takes its place.

        facts: its facts too, which a long text only shows in a pause.
        """
        if self.is_read and (self._knows_facts() or not facts):
            act()
        elif self.draft is not None:
            self._waiting, self._waits_for_facts = act, facts
            if self.is_read:
                self._assess(whole=True)

    def _knows_facts(self) -> bool:
        return self.draft is not None and self._facts_of == self.draft.facts

    def set_client(self, client: Client) -> None:
        """Read from now on for `client`."""
        self.client = client
        self._assess()

    def open(self, draft: Draft | None) -> None:
        """Put `draft` on the page, after saving what was there."""
        self.save()
        self.draft = draft
        self.platform = next(iter(draft.versions), None) if draft else None
        self.assessment = self._waiting = None
        self.models = ()
        self.counts.forget()
        self.opened.emit()
        self._assess()
        self._learn_models()

    def show_platform(self, platform: str) -> None:
        """Turn to another tab of the same draft."""
        if platform != self.platform and self.draft is not None:
            self.platform = platform
            self.assessment = self._waiting = None
            self.platform_changed.emit()
            self._assess()

    # What changes it

    def edit(self, text: str) -> None:
        """Take the text as it now stands on the page; read it, and save it soon."""
        if self.draft is None or text == self.text:
            return
        self._put(text)
        if self.draft.state == "copied":
            # A changed letter voids what was signed.
            self._update(state="draft")
        self.text_changed.emit()
        self._assess()

    def rejoin_base(self, platform: str) -> None:
        """Give up the own text of `platform` for the common one; the own text stays among the versions."""
        if self.draft is None or self.shares_base(platform):
            return
        self._keep(self.draft, platform, self.draft.text_for(platform), "typed")
        self._place(replace(self.draft, versions={**self.draft.versions, platform: None}))

    def part_from_base(self) -> None:
        """Give the platform on the page a text of its own: what is done to it next leaves the others as they are."""
        if self.draft is None or self.platform is None or not sharing.has_company(self.draft, self.platform):
            return
        self._update(versions={**self.draft.versions, self.platform: self.text})
        self.parted.emit(self.platform)

    def set_platforms(self, platforms: Sequence[str]) -> None:
        """Write for these platforms, in this order."""
        if self.draft is not None:
            self._place(sharing.placed(self.draft, platforms))

    def bring_back(self, name: str, before: Draft) -> None:
        """Give a platform the text, and the tab, that it had in `before`, unless another draft is open by now."""
        if self.draft is not None and self.draft.id == before.id:
            self._place(sharing.brought_back(self.draft, name, before))

    def set_intent(self, intent: Intent) -> None:
        """Say whether the text is meant sincerely or playfully."""
        self._update(intent=intent)
        self._assess()

    def set_details(
        self,
        *,
        title: str | None = None,
        purpose: str | None = None,
        facts: str | None = None,
        planned_for: str | bool | None = False,
    ) -> None:
        """Change what is known about the draft; None leaves it (False for the planned day, where None means no day)."""
        if self.draft is None:
            return
        day = self.draft.planned_for
        self._update(
            title=self.draft.title if title is None else title,
            purpose=self.draft.purpose if purpose is None else purpose,
            facts=self.draft.facts if facts is None else facts,
            planned_for=day if isinstance(planned_for, bool) else planned_for,
        )
        if self.draft.planned_for != day or facts is not None:
            self._assess()

    def set_media(self, media: Sequence[Media]) -> None:
        """Replace the images of the draft."""
        self._update(media=tuple(media))
        self._assess()

    def mark_copied(self) -> None:
        """Note that the draft went on stage, with the words that left kept as a version."""
        self.keep_version("named")
        self._update(state="copied")

    def keep_version(self, origin: Origin, name: str = "") -> None:
        """Keep the text as it stands as a version ("typed", "suggestion", "named")."""
        if self.draft is not None:
            self._keep(self.draft, self.own_key(), self.text, origin, name)

    def save(self) -> None:
        """Write what is not on disk yet, now."""
        self._save_timer.stop()
        if self.draft is None or not self._unsaved:
            return
        draft_id, texts, text, self._unsaved = self.draft.id, self._unsaved, self.text, {}

        def work() -> tuple[str, ...]:
            journal = self._journal()
            for platform, own in texts.items():
                journal.save_text(draft_id, platform, own)
            return journal.models_in(draft_id, text)

        self._disk.do(work, lambda models: self._was_saved(draft_id, models))

    # Inside

    def _learn_models(self) -> None:
        """Ask the journal whose words are in the draft that was just opened."""
        if self.draft is None:
            return
        draft_id, text = self.draft.id, self.text
        self._disk.do(lambda: self._journal().models_in(draft_id, text), partial(self._hear_models, draft_id))

    def own_key(self) -> str | None:
        """Return the platform whose own text is written on the page, None for the common text."""
        return sharing.own_key(self.draft, self.platform) if self.draft else None

    def _put(self, text: str) -> None:
        assert self.draft is not None
        key = self.own_key()
        self.draft = sharing.written(self.draft, self.platform, text)
        self._unsaved[key] = text
        if not self._save_timer.isActive():
            self._save_timer.start()

    def _place(self, placed: Draft) -> None:
        """Take over the platforms and texts of `placed`."""
        shown, gone = self.text, self.platform not in placed.versions
        if gone:
            self.platform = next(iter(placed.versions), None)
            self.assessment = self._waiting = None
        self._update(versions=placed.versions, base_text=placed.base_text)
        if gone:
            self.platform_changed.emit()
        elif self.text != shown:
            self.text_changed.emit()
        self._assess()

    def _update(self, **changes: object) -> None:
        if self.draft is None:
            return
        self.save()
        self.draft = replace(self.draft, **changes)  # type: ignore[arg-type]  # names are those of Draft's fields
        changed = self.draft
        self._disk.do(lambda: self._journal().update(changed), lambda kept: self._was_saved(kept.id, self.models))
        self.details_changed.emit()

    def _keep(self, draft: Draft, platform: str | None, text: str, origin: Origin, name: str = "") -> None:
        def work() -> tuple[str, ...]:
            self._journal().keep_version(draft.id, platform, text, origin, name)
            return self._journal().models_in(draft.id, text)

        self._disk.do(work, lambda models: self._was_saved(draft.id, models))

    def _was_saved(self, draft_id: str, models: tuple[str, ...]) -> None:
        self.saved_at = monotonic()
        self._hear_models(draft_id, models)
        self.saved.emit()

    def _hear_models(self, draft_id: str, models: tuple[str, ...]) -> None:
        # An answer about the draft that was on the page before says nothing of this one.
        if self.draft is None or self.draft.id != draft_id or models == self.models:
            return
        self.models = models
        if self.assessment is not None:
            self.assessed.emit()

    def occasion(self) -> Occasion:
        """Return the circumstances the text is read in."""
        return occasion_of(self.draft, self.client)

    def _assess(self, *, whole: bool = False) -> None:
        """Have the text read. whole: with its counterfactuals, however long it is."""
        if self.draft is None:
            self._reader.forget()
            return
        own_risks = self.client.own_risks if self.client else None
        own_texts = self.client.own_texts if self.client else ()
        draft, occasion = self.draft, self.occasion()
        asked = Asked(self.text, self.platform, draft.lang, occasion, own_risks, draft.facts, own_texts)
        self._reader.ask(asked, partial(self._heard, asked), whole=whole)

    def _heard(self, asked: Asked, read: Read) -> None:
        if self.draft is None or (asked.text, asked.platform) != (self.text, self.platform):
            return
        if not read.whole:
            self._reader.rest()
        self.assessment, self.read_with_prior = read.assessment, asked.occasion.irony_prior
        self.to_verify = read.to_verify
        self.counts.follow(self.draft, self.occasion(), read.assessment.fit.get(self.platform or ""))
        self._read = (self.text, self.platform)
        self._facts_of = asked.noted if read.whole or not asked.noted.strip() else None
        self.assessed.emit()
        if self._waiting is not None and self._waits_for_facts and not self._knows_facts():
            self._assess(whole=True)
            return
        act, self._waiting = self._waiting, None
        if act is not None:
            act()
