"""The journal: every letter of every draft of one client, on disk within a second, and the way back from any change.

Each save is one transaction of drafts.db, durable when the call returns. It refuses to lose a text: what another window
wrote, what was cleared or pasted over, and what a platform tab held before it was removed stay among the versions.
One connection; calls may come from any thread, one at a time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from aparte.archive.database import integrity, reading, writing
from aparte.drafts import rows, versions
from aparte.drafts.drafts_schema import open_drafts
from aparte.drafts.log_head import LogHead, read_head, write_head
from aparte.drafts.versions import Origin, Version
from aparte.errors import Trouble
from aparte.nouns import Draft
from aparte.records import record
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from aparte.nouns import DraftState

KEPT_IN_BIN = timedelta(days=30)
Clock = Callable[[], datetime]


@record
class Saved:
    """What a save did. at: when (ISO 8601, UTC). elsewhere: the text another window had written, now a version."""

    at: str
    elsewhere: str | None = None


class Journal:
    """The drafts of one space. Every method raises the Troubles of `aparte.archive.database` when the disk fails."""

    def __init__(self, folder: Path, *, clock: Clock = lambda: datetime.now(UTC)) -> None:
        """Open drafts.db in the space at `folder`, made on first need."""
        self._database = open_drafts(folder)
        self._clock = clock
        self._seen: dict[tuple[str, str | None], str] = {}
        """The text this journal last read or wrote, to notice that another window wrote since."""

    def close(self) -> None:
        """Close the file; everything saved is already on disk."""
        self._database.close()

    def __enter__(self) -> Self:
        """Use the journal in a `with` block."""
        return self

    def __exit__(self, *_failure: object) -> None:
        """Close the file at the end of the block."""
        self.close()

    def drafts(self, *, state: DraftState | None = None, binned: bool | None = False) -> list[Draft]:
        """Return the drafts, the last touched first. binned: in the bin, not in it, or (None) both."""
        with reading(self._database):
            return rows.drafts(self._database, state=state, binned=binned)

    def draft(self, draft_id: str) -> Draft:
        """Return one draft. Raises Trouble("draft.unknown") when it was purged."""
        with reading(self._database):
            found = self._found(draft_id)
        for platform in (None, *found.versions):
            self._seen[draft_id, platform] = found.text_for(platform)
        return found

    def find(self, words: str) -> list[Draft]:
        """Return the drafts out of the bin in whose texts, title, purpose or facts every word stands.

        Case and accents don't count. Drafts are few (hundreds): they are read through, no index to keep.
        """
        wanted = _folded(words).split()
        return [draft for draft in self.drafts() if all(word in _folded(_searchable(draft)) for word in wanted)]

    def create(self, draft: Draft | None = None) -> Draft:
        """Add a draft, empty or filled as `draft`; its id and times are given here."""
        now = self._now()
        new = replace(_clean(draft or Draft(id="")), id=token_hex(8), created_at=now, updated_at=now, binned_at=None)
        with writing(self._database):
            rows.insert(self._database, new)
        return new

    def save_text(self, draft_id: str, platform: str | None, text: str) -> Saved:
        """Put one text on disk: the base (`platform` None), or the platform's own. Durable when it returns.

        Lone surrogates become U+FFFD; every other character is kept. Raises Trouble("draft.unknown").
        """
        with self._changing(draft_id) as (old, now):
            elsewhere = self._write_text(old, platform, without_lone_surrogates(text), now)
        return Saved(at=now, elsewhere=elsewhere)

    def update(self, draft: Draft) -> Draft:
        """Put a whole draft on disk: fields, texts and platform tabs in their order; returns it as kept.

        A text that leaves (a tab removed, or made to share the base again) stays among the versions.
        """
        with self._changing(draft.id) as (old, now):
            new = replace(_clean(draft), created_at=old.created_at, updated_at=now)
            for platform in (None, *dict.fromkeys((*old.versions, *new.versions))):
                own = new.base_text if platform is None else new.versions.get(platform)
                if own is not None:
                    self._write_text(old, platform, own, now)
                elif platform and old.versions.get(platform):
                    self._keep(draft.id, platform, old.text_for(platform), "typed", now)
            rows.replace_fields(self._database, new)
        for platform in (None, *new.versions):
            self._seen[draft.id, platform] = new.text_for(platform)
        return new

    def keep_version(
        self,
        draft_id: str,
        platform: str | None,
        text: str,
        origin: Origin = "typed",
        name: str = "",
        *,
        before: str | None = None,
    ) -> Version:
        """Keep `text` as a version, without changing the draft.

        A suggestion's `name` is its model and `before` the text it was accepted on (None: the text now on disk); the
        words it brings are remembered, so that a copy can say who wrote them.
        """
        with self._changing(draft_id) as (old, now):
            was = old.text_for(platform) if before is None else before
            return self._keep(draft_id, platform, without_lone_surrogates(text), origin, now, name=name, before=was)

    def versions(self, draft_id: str, platform: str | None) -> list[Version]:
        """Return the versions of one text, the newest first."""
        with reading(self._database):
            return versions.versions_of(self._database, draft_id, platform)

    def restore(self, version_id: int) -> Draft:
        """Bring a version back in its place; the text it replaces is kept. Raises Trouble("draft.no_version")."""
        with reading(self._database):
            version = versions.version(self._database, version_id)
        if version is None:
            raise Trouble("draft.no_version")
        with self._changing(version.draft_id) as (old, now):
            self._keep(old.id, version.platform, old.text_for(version.platform), "typed", now)
            self._write_text(old, version.platform, version.text, now)
        return self.draft(version.draft_id)

    def models_in(self, draft_id: str, text: str) -> tuple[str, ...]:
        """Return the models whose accepted words still stand in `text`; empty when it is written by hand."""
        with reading(self._database):
            return versions.models_in(self._database, draft_id, without_lone_surrogates(text))

    def bin(self, draft_id: str) -> Draft:
        """Put a draft in the bin, from where it can come back for 30 days."""
        with self._changing(draft_id) as (_old, now):
            rows.set_binned(self._database, draft_id, now)
        return self.draft(draft_id)

    def unbin(self, draft_id: str) -> Draft:
        """Take a draft out of the bin."""
        with self._changing(draft_id):
            rows.set_binned(self._database, draft_id, None)
        return self.draft(draft_id)

    def purge(self, older_than: timedelta = KEPT_IN_BIN) -> int:
        """Delete what went to the bin longer ago than that, with its versions; returns how many drafts."""
        with writing(self._database):
            return rows.delete_binned_before(self._database, _iso(self._clock() - older_than))

    def log_head(self) -> LogHead:
        """Return the number of lines and the last hash of the copy log."""
        return read_head(self._database)

    def set_log_head(self, head: LogHead) -> None:
        """Replace the head of the copy log; only `aparte.gate.log` has a reason to."""
        write_head(self._database, head)

    def integrity(self) -> str:
        """Return "ok", or what SQLite finds wrong with drafts.db."""
        return integrity(self._database)

    @contextmanager
    def _changing(self, draft_id: str) -> Iterator[tuple[Draft, str]]:
        """Give the draft as it is on disk, and the moment of the change, inside one transaction."""
        now = self._now()
        with ExitStack() as on_failure:
            on_failure.callback(setattr, self, "_seen", dict(self._seen))
            with writing(self._database):
                found = self._found(draft_id)
                yield found, now
                rows.touch(self._database, draft_id, now)
            on_failure.pop_all()

    def _write_text(self, old: Draft, platform: str | None, text: str, now: str) -> str | None:
        """Write a text; return the one that another window had put there meanwhile, now a version."""
        if platform is not None and old.versions.get(platform) is None:
            # It shared the base until now: nothing of its own is replaced.
            rows.set_text(self._database, old.id, platform, text)
            self._seen[old.id, platform] = text
            return None
        current = old.text_for(platform)
        seen = self._seen.get((old.id, platform), current)
        self._seen[old.id, platform] = text
        if current == text:
            return None
        rows.set_text(self._database, old.id, platform, text)
        if current and current != seen:
            self._keep(old.id, platform, current, "elsewhere", now)
            return current
        stale = versions.due(self._database, old.id, platform, now)
        if current and (stale or not versions.continues(current, text)):
            self._keep(old.id, platform, current, "typed", now)
        return None

    def _keep(
        self,
        draft_id: str,
        platform: str | None,
        text: str,
        origin: Origin,
        now: str,
        *,
        name: str = "",
        before: str = "",
    ) -> Version:
        return versions.keep(
            self._database,
            draft_id=draft_id,
            platform=platform,
            text=text,
            origin=origin,
            now=now,
            name=without_lone_surrogates(name),
            before=before,
        )

    def _found(self, draft_id: str) -> Draft:
        found = rows.draft(self._database, draft_id)
        if found is None:
            raise Trouble("draft.unknown")
        return found

    def _now(self) -> str:
        return _iso(self._clock())


def _clean(draft: Draft) -> Draft:
    """Return the draft with no lone surrogate in any of its texts."""
    names = ("base_text", "title", "lang", "purpose", "facts")
    fields = {name: without_lone_surrogates(getattr(draft, name)) for name in names}
    texts = {name: None if own is None else without_lone_surrogates(own) for name, own in draft.versions.items()}
    return replace(draft, **fields, versions=texts)  # type: ignore[arg-type]  # each name is a text of Draft


def _searchable(draft: Draft) -> str:
    own = (text for text in draft.versions.values() if text)
    return "\n".join((draft.title, draft.base_text, draft.purpose, draft.facts, *own))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
