"""Narrowing at the left: whose posts, on which platform, each with its count in the present result.

A count that would be late or cut short is left out, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte_ui import accessible, numbers
from aparte_ui.archive.owntags import OwnTags
from aparte_ui.archive.postmodel import platform_name
from aparte_ui.widgets.switch import Tick
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aparte.archive.tally import Tally
    from aparte_ui.theme import Theme

KINDS = {"own": N_("Us"), "mention": N_("Others")}
_MOST = 12
"""Platforms listed: the twelve we know; rarer ones are found with “on:”."""


class Facets(QWidget):
    """chosen: the kind or the platform was changed; read `kind` and `platform`."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing before the first count."""
        super().__init__()
        self._kinds = _Group(theme, lambda kind: _(KINDS.get(kind, kind)))
        self._platforms = _Group(theme, lambda platform: platform_name(platform) or _("Unknown"))
        self.tags = OwnTags(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(20))
        for group in (self._kinds, self._platforms):
            group.chosen.connect(self.chosen)
            column.addWidget(group)
        column.addWidget(self.tags)
        column.addStretch(1)
        self.retranslate()

    @property
    def kind(self) -> str | None:
        """The kind chosen, or None."""
        return self._kinds.current

    @property
    def platform(self) -> str | None:
        """The platform chosen, or None."""
        return self._platforms.current

    def clear(self) -> None:
        """Choose nothing, silently."""
        self._kinds.choose(None)
        self._platforms.choose(None)

    def show_tally(self, tally: Tally) -> None:
        """List what the words alone find; each group is narrowed by the other's choice."""
        kinds = tally.by_kind(self.platform)
        ours_first = {kind: kinds[kind] for kind in KINDS if kind in kinds}
        self._kinds.show_counts(ours_first, exact=not tally.capped)
        platforms = dict(list(tally.by_platform(self.kind).items())[:_MOST])
        self._platforms.show_counts(platforms, exact=not tally.capped)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._kinds.say(_("Author"))
        self._platforms.say(_("Platform"))
        self.tags.retranslate()


class _Group(QWidget):
    """One choice among a few, or none: ticking one unticks the other."""

    chosen = Signal()

    def __init__(self, theme: Theme, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._theme, self._name_of = theme, name_of
        self.current: str | None = None
        self._rows: dict[str, _Row] = {}
        self._title = Text(theme, "body", weight=600)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self._title)
        self.hide()

    def say(self, title: str) -> None:
        self._title.set_text(title)
        for key, row in self._rows.items():
            row.say(self._name_of(key))

    def choose(self, key: str | None) -> None:
        self.current = key
        for name, row in self._rows.items():
            row.tick.setChecked(name == key)

    def show_counts(self, counts: Mapping[str, int], *, exact: bool) -> None:
        shown = dict(counts)
        if self.current is not None:
            shown.setdefault(self.current, 0)
        for place, (key, count) in enumerate(shown.items(), 1):
            row = self._rows.get(key) or self._add(key)
            row.set_count(count if exact else None)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        for key, row in self._rows.items():
            row.setVisible(key in shown)
        self.setVisible(bool(shown))

    def _add(self, key: str) -> _Row:
        row = self._rows[key] = _Row(self._theme)
        row.say(self._name_of(key))
        row.tick.clicked.connect(lambda on, name=key: self._on_ticked(name if on else None))
        self._column.addWidget(row)
        return row

    def _on_ticked(self, key: str | None) -> None:
        self.choose(key)
        self.chosen.emit()


class _Row(QWidget):
    """A tick, its words, its count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name, self._said = "", ""
        self.tick = Tick(theme)
        self._count = Text(theme, "body", colour="ink2")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.tick)
        across.addStretch(1)
        across.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, name: str) -> None:
        self._name = name
        self.tick.set_text(name)
        accessible.name(self.tick, name, self._said)

    def set_count(self, count: int | None) -> None:
        self._said = "" if count is None else numbers.number(count)
        self._count.set_text(self._said)
        accessible.name(self.tick, self._name, self._said)
