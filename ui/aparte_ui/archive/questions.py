"""Before an import: the tables whose columns are in question are asked about, one after the other.

Files are looked at in the lane of the import, never on the thread that paints; one answer serves all tables with the
same columns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.sources.mapping import ColumnMap
    from aparte.sources.table_look import Look
    from aparte_ui.archive.mappingsheet import MappingSheet
    from aparte_ui.jobs import Lane
    from aparte_ui.mainwindow import MainWindow

    Then = Callable[[Sequence[Path], Sequence[ColumnMap]], None]


class Questions:
    """Asks with a sheet a table. `sheet` is the one that is open, else None."""

    def __init__(self, window: MainWindow, lane: Lane, failed: Callable[[Exception], None]) -> None:
        """Look at files in `lane`; `failed` hears what went wrong there."""
        self._window, self._lane, self._failed = window, lane, failed
        self.is_open = False
        self.sheet: MappingSheet | None = None
        self._waiting: list[Look] = []
        self._asked = 0

    def ask(self, paths: Sequence[Path], as_kind: str | None, *, every: bool, then: Then) -> None:
        """Ask about the tables among `paths` whose columns are not sure, or about `every` one; then call `then`.

        `then` gets the files to import and what was said; it is not called when the person cancels.
        """
        self.is_open = True
        self._paths, self._as_kind, self._then = list(paths), as_kind, then
        self._maps: list[ColumnMap] = []
        self._lane.do(lambda: _looked(paths, every=every), self._on_looked, self._on_failed)

    def _on_looked(self, seen: Sequence[Look]) -> None:
        self._waiting, self._asked = list(seen), 0
        self._next()

    def _next(self) -> None:
        answered = {one.key for one in self._maps}
        self._waiting = [one for one in self._waiting if one.said.key not in answered]
        if not self._waiting:
            self.is_open, self.sheet = False, None
            if self._paths:
                self._then(self._paths, self._maps)
            return
        self._open(self._waiting.pop(0))

    def _open(self, seen: Look) -> None:
        from aparte_ui.archive.mappingsheet import MappingSheet

        self._asked += 1
        count = self._asked + len({one.said.key for one in self._waiting} - {seen.said.key})
        said = _("{n} of {all}").format(n=numbers.number(self._asked), all=numbers.number(count))
        place = said if count > 1 else ""
        sheet = self.sheet = MappingSheet(self._window, seen, self._lane, place=place, several=len(self._paths) > 1)
        sheet.accepted.connect(self._on_accepted)
        sheet.left_out.connect(lambda: self._paths.remove(seen.path))
        sheet.closed.connect(self._on_closed)
        sheet.ask()

    def _on_accepted(self, said: ColumnMap, remember: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._as_kind is not None:
            said = replace(said, kind=self._as_kind)  # type: ignore[arg-type]  # "own" or "mention"
        self._maps.append(said)
        if remember:
            home = self._window.app.home
            self._lane.do(lambda: _remember(home, said), None, self._on_not_remembered)

    def _on_closed(self) -> None:
        if self.sheet is not None and self.sheet.is_answered:
            self._next()
        else:
            self.is_open, self.sheet = False, None

    def _on_failed(self, error: Exception) -> None:
        self.is_open, self.sheet = False, None
        self._failed(error)

    def _on_not_remembered(self, error: Exception) -> None:
        """Say that the answer serves this import only: it goes on."""
        if isinstance(error, Trouble):
            self._window.say(messages.say(error.code, error.params))
        else:
            self._window.app.archive.failed.emit(error)


def _looked(paths: Sequence[Path], *, every: bool) -> list[Look]:
    from aparte.sources.table_look import look

    seen = [one for path in paths if (one := look(path)) is not None]
    return [one for one in seen if every or not one.is_sure]


def _remember(home: Path, said: ColumnMap) -> None:
    from aparte.sources.mapping_store import remember

    remember(home, said)
