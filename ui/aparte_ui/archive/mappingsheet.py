"""What does this table hold? A drop-down a column, ten rows and what becomes of each, before anything is kept.

What the program guessed is filled in and named as a guess; only a column with the texts is needed to go on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from aparte.i18n import _, ngettext
from aparte.sources.base import Found
from aparte.sources.mapping import SURE
from aparte.sources.table_look import SHOWN_ROWS, Look, preview
from aparte_ui import accessible, numbers
from aparte_ui.archive.columns import Columns, field_names
from aparte_ui.archive.postmodel import details_of, platform_name
from aparte_ui.archive.tablemodel import why
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.choice import Choice
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.switch import Tick
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from aparte.sources.base import Item
    from aparte.sources.mapping import ColumnMap
    from aparte.sources.table_look import Preview
    from aparte_ui.jobs import Lane
    from aparte_ui.mainwindow import MainWindow

_BY_ADDRESS = ""
_LEAST_TABLE = 150


class MappingSheet(Overlay):
    """accepted: the answer (a ColumnMap) and whether to remember it. left_out: the file is not to be imported."""

    accepted = Signal(object, bool)
    left_out = Signal()

    def __init__(self, window: MainWindow, seen: Look, lane: Lane, *, place: str = "", several: bool = False) -> None:
        """Ask about one table. lane: where previews are made. place: "2 of 3", beside the title."""
        theme = window.app.theme
        super().__init__(theme, window, width=1044, place="top", top=48)
        self._seen, self._lane, self._asked = seen, lane, seen.said
        self.is_answered = False
        self.columns = Columns(theme, seen, SHOWN_ROWS)
        self.platform, self.order = Choice(theme, ""), Choice(theme, "")
        self.remember = Tick(theme, "")
        self.start = Button(theme, kind="primary", key="Enter")
        self.skip = Button(theme, kind="quiet", flush=True)
        self.cancel = Button(theme, kind="quiet")
        self._heading = Heading(theme, "section")
        self._why = Text(theme, "body", colour="ink2", wrap=True)
        self._fates = Text(theme, "body", weight=600)
        self._said = Text(theme, "body", elide=True)
        self._about = Text(theme, "small", colour="ink2", elide=True)
        self._which, self._fate = place, (0, 0)
        self._lay_out(several=several)
        self.remember.setChecked(True)
        self.retranslate()
        self.columns.changed.connect(self._ask)
        self.columns.chosen.connect(self._show_item)
        self.platform.chosen.connect(lambda _key: self._ask())
        self.order.chosen.connect(self._on_order)
        self.start.clicked.connect(self._accept)
        self.skip.clicked.connect(self._leave_out)
        self.cancel.clicked.connect(self.close_panel)
        self.closed.connect(self.deleteLater)
        self._ask()

    def _lay_out(self, *, several: bool) -> None:
        theme = self._theme
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(10))
        column.addWidget(self._heading)
        column.addWidget(self._why)
        self.columns.setMinimumHeight(theme.px(_LEAST_TABLE))
        column.addWidget(self.columns, 1)
        column.addWidget(Rule(theme))
        column.addWidget(self._fates)
        column.addWidget(self._said)
        column.addWidget(self._about)
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(12))
        for choice in (self.platform, self.order):
            choice.setMinimumWidth(theme.px(230))
            choices.addWidget(choice)
        choices.addStretch(1)
        choices.addWidget(self.remember)
        column.addLayout(choices)
        foot = QHBoxLayout()
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.start)
        column.addLayout(foot)
        self.skip.setVisible(several)

    def retranslate(self) -> None:
        """Say everything in the language of the screen, what was chosen kept."""
        self._heading.say(
            _("What does this table hold?"), " · ".join(filter(None, (self._seen.path.name, self._which)))
        )
        self._why.set_text(_why_asked(self._seen))
        self.remember.set_text(_("Remember for every table with these columns"))
        self.start.set_text(_("Import"))
        self.skip.set_text(_("Leave this file out"))
        self.cancel.set_text(_("Cancel"))
        self.platform.say(_("Platform"))
        self.order.say(_("Order of the dates"))
        self._offer()
        self.columns.retranslate()
        self._refuse()
        self._fates.set_text(_fates(*self._fate) if self._fate[1] else "")
        self._show_item(self.columns.item)

    def _offer(self) -> None:
        from aparte.platforms.platform import ids

        names = [(name, _("Platform: {name}").format(name=platform_name(name))) for name in ids()]
        self.platform.offer([(_BY_ADDRESS, _("Platform: told by the links")), *names], self._asked.platform)
        orders = [("day", _("05/01 is 5 January")), ("month", _("05/01 is May 1st"))]
        self.order.offer(orders, self.order.key or "day")

    def ask(self) -> None:
        """Open over the window, the keyboard on the first column that was guessed."""
        guessed = [place for name, place in self._seen.guess.places.items() if self._seen.guess.certainty[name] < SURE]
        self.open(self.columns.choices[min(guessed, default=0)])

    def answer(self) -> ColumnMap:
        """Return what the sheet says now."""
        return replace(self._asked, places=dict(self.columns.places), platform=self.platform.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import on Enter, when there is a text."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.start.isEnabled():
            self._accept()
        else:
            super().keyPressEvent(event)

    def _on_order(self, order: str) -> None:
        self._asked = replace(self._asked, order=order)  # type: ignore[arg-type]  # "day" or "month"
        self._ask()

    def _ask(self) -> None:
        """Have the preview made; an answer that comes after another choice is dropped."""
        self._asked = self.answer()
        self._refuse()
        seen, said = self._seen, self._asked
        self._lane.do(lambda: preview(seen, said), self._show)

    def _refuse(self) -> None:
        self.start.refuse("" if "text" in self._asked.places else _("Say which column holds the texts."))

    def _show(self, made: Preview) -> None:
        if not isValid(self) or made.said != self._asked:
            return
        self.columns.show_preview(made)
        self.order.choose(made.order)
        self.platform.setVisible("platform" not in made.said.places)
        self.order.setVisible(not made.is_order_proved and "date" in made.said.places)
        self._fate = sum(isinstance(item, Found) for item in made.items), len(made.items)
        self._fates.set_text(_fates(*self._fate))
        self._show_item(self.columns.item)

    def _show_item(self, item: Item | None) -> None:
        found = item if isinstance(item, Found) else None
        self._said.set_text(" ".join(found.post.text.split()) if found else why(item) if item else "")
        self._about.set_text(" · ".join(_details(found)) if found else "")
        accessible.name(self._said, self._said.text(), self._about.text())

    def _accept(self) -> None:
        self.is_answered = True
        self.accepted.emit(self.answer(), self.remember.isChecked())
        self.close_panel()

    def _leave_out(self) -> None:
        self.is_answered = True
        self.left_out.emit()
        self.close_panel()


def _why_asked(seen: Look) -> str:
    """Say what is wanted, and which columns were only guessed by their cells."""
    guessed = {name: place for name, place in seen.guess.places.items() if seen.guess.certainty[name] < SURE}
    asked = _("Say once what each column holds: it is enough to name the one with the texts.")
    if not guessed or seen.said.places != seen.guess.places:
        return asked
    names = ", ".join(field_names(guessed))
    return asked + " " + _("Guessed from what the cells look like, to be checked: {names}.").format(names=names)


def _fates(kept: int, rows: int) -> str:
    first = ngettext("Of the first {n} row, {kept} becomes a post", "Of the first {n} rows, {kept} become posts", rows)
    return first.format(n=numbers.number(rows), kept=numbers.number(kept))


def _details(found: Found) -> list[str]:
    post = found.post
    return [*(part for part in (post.title, *details_of(post)) if part), *([post.url] if post.url else [])]
