"""The drafts as a list with headings: by recency, by planned week, or what waits in the bin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from aparte.i18n import _
from aparte_ui import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.nouns import Draft

Grouping = Literal["recent", "week", "bin"]
DRAFT_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Heading:
    """The title of a group."""

    text: str


class DraftModel(QAbstractListModel):
    """Headings and drafts, in the order they are shown."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows: tuple[Heading | Draft, ...] = ()
        self._drafts: tuple[Draft, ...] = ()
        self._grouping: Grouping = "recent"
        self._now = datetime.now(UTC)

    def show_drafts(self, drafts: Sequence[Draft], grouping: Grouping = "recent", now: datetime | None = None) -> None:
        """Show `drafts` (any order) grouped anew; `now` is a fixed moment for pictures and tests."""
        self.beginResetModel()
        self._now = now or datetime.now(UTC)
        self._drafts, self._grouping = tuple(drafts), grouping
        self._rows = tuple(_rows(self._drafts, grouping, self._now.date()))
        self.endResetModel()

    def retranslate(self) -> None:
        """Say the headings in the language of the screen."""
        self.show_drafts(self._drafts, self._grouping, self._now)

    def change(self, draft: Draft, now: datetime) -> None:
        """Show the new words of a draft that is listed, where it stands, and the ages as they now are."""
        self._now = now
        self._drafts = tuple(draft if old.id == draft.id else old for old in self._drafts)
        row = self.row_of(draft.id)
        if row is not None:
            self._rows = (*self._rows[:row], draft, *self._rows[row + 1 :])
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def has_any(self, grouping: Grouping) -> bool:
        """Tell whether a draft stands where `grouping` looks: in the bin, in a week, among the others."""
        return any(_belongs(draft, grouping) for draft in self._drafts)

    def row_of(self, draft_id: str) -> int | None:
        """Return where a draft is listed, or None."""
        for row, shown in enumerate(self._rows):
            if not isinstance(shown, Heading) and shown.id == draft_id:
                return row
        return None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let drafts be chosen, not headings."""
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, what a screen reader says of it, or the draft itself (DRAFT_ROLE)."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == DRAFT_ROLE:
            return row
        if isinstance(row, Heading):
            return row.text if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title_of(row)}, {self.detail_of(row)}"
        return None

    def detail_of(self, draft: Draft) -> str:
        """Return the second line of a draft: where it goes, and its age or its planned day."""
        parts = [_places(draft)] if draft.versions else []
        if self._grouping == "week" and draft.planned_for:
            parts.append(numbers.weekday(date.fromisoformat(draft.planned_for)))
        elif draft.state == "copied":
            parts.append(_("copied {when}").format(when=self._age(draft)))
        else:
            parts.append(self._age(draft))
        return " · ".join(part for part in parts if part)

    def _age(self, draft: Draft) -> str:
        if not draft.updated_at:
            return ""
        return numbers.age((self._now - datetime.fromisoformat(draft.updated_at)).total_seconds())


def title_of(draft: Draft) -> str:
    """Return the title the person gave, else the first words, else that the page is empty."""
    if draft.title:
        return draft.title
    first = next((line.strip() for line in draft.base_text.splitlines() if line.strip()), "")
    return first[:80] or _("Empty page")


def _belongs(draft: Draft, grouping: Grouping) -> bool:
    if grouping == "bin":
        return draft.binned_at is not None
    return draft.binned_at is None and (grouping == "recent" or draft.planned_for is not None)


def _places(draft: Draft) -> str:
    from aparte.platforms.platform import platform

    names = [platform(name).name for name in draft.versions]
    return ", ".join(names) if len(names) <= 2 else _("{n} platforms").format(n=numbers.number(len(names)))


def _rows(drafts: Sequence[Draft], grouping: Grouping, today: date) -> Iterator[Heading | Draft]:
    newest = sorted(drafts, key=lambda draft: draft.updated_at, reverse=True)
    if grouping == "bin":
        yield from _group(_("Bin, emptied after 30 days"), [draft for draft in newest if draft.binned_at])
        return
    kept = [draft for draft in newest if not draft.binned_at]
    if grouping == "week":
        yield from _by_week(kept, today)
        return
    yield from _group(_("Drafts"), [draft for draft in kept if draft.state != "copied"])
    yield from _group(_("On stage this week"), [draft for draft in kept if draft.state == "copied"])


def _group(title: str, drafts: Sequence[Draft]) -> Iterator[Heading | Draft]:
    if drafts:
        yield Heading(title)
        yield from drafts


def _by_week(drafts: Sequence[Draft], today: date) -> Iterator[Heading | Draft]:
    planned = sorted((draft for draft in drafts if draft.planned_for), key=lambda draft: draft.planned_for or "")
    monday = None
    for draft in planned:
        day = date.fromisoformat(draft.planned_for or "")
        week = day - timedelta(days=day.weekday())
        if week != monday:
            monday = week
            yield Heading(_week_title(week, today))
        yield draft
    yield from _group(_("No day yet"), [draft for draft in drafts if not draft.planned_for and draft.state != "copied"])


def _week_title(monday: date, today: date) -> str:
    this_monday = today - timedelta(days=today.weekday())
    if monday == this_monday:
        return _("This week")
    if monday == this_monday + timedelta(days=7):
        return _("Next week")
    return _("Week of {day}").format(day=numbers.day(monday, today))
