"""One kept model: its name and size, the memory it needs against what is free, its speed here, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte_ui import accessible, numbers
from aparte_ui.models.found import Found, show_speed
from aparte_ui.models.heardline import HeardLine
from aparte_ui.models.machine import COLOURS, Machine
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.hardware import Fit
    from aparte.nouns import ModelFile
    from aparte_ui.theme import Theme

COLUMNS = (28, 28, 24, 16)
"""Shares of the width that the buttons leave: model, memory, speed, licence."""
ACTS_WIDTH = 310
HEADS = (N_("Model"), N_("Memory it needs / memory you have free"), N_("Speed here"), N_("Licence"))
ACTS = {"use": N_("Use"), "verify": N_("Verify"), "measure": N_("Measure"), "remove": N_("Remove…")}


class Heads(QWidget):
    """The line above the models."""

    def __init__(self, theme: Theme, heads: Sequence[str] = HEADS, acts: int = ACTS_WIDTH) -> None:
        """Lay the names of the columns out over them; acts: the width of what stands at the end of a row."""
        super().__init__()
        self._heads = heads
        self._texts = [Text(theme, "small", colour="ink2", elide=True) for _head in heads]
        cells: list[QWidget] = [*self._texts, QWidget()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(across(theme, cells, acts))
        column.addWidget(Rule(theme))

    def retranslate(self) -> None:
        """Say the columns in the language of the screen."""
        for text, head in zip(self._texts, self._heads, strict=True):
            text.set_text(_(head))


class ModelRow(QWidget):
    """asked: "use", "verify", "measure", "remove", "hear" or "report"."""

    asked = Signal(str)

    def __init__(self, theme: Theme, model: ModelFile) -> None:
        """Show `model`; `show_state` says the rest."""
        super().__init__()
        self.model = model
        self._name = Text(theme, "body", weight=600, elide=True)
        self._kind = Text(theme, "small", colour="ink2", elide=True)
        self._bar = Bar(theme, thick=True)
        self._need = Text(theme, "small", elide=True)
        self._speed = Text(theme, "body", elide=True)
        self._how = Text(theme, "small", colour="ink2", elide=True)
        self._licence = Text(theme, "body", colour="ink2", elide=True)
        self.heard = HeardLine(theme, model)
        self.heard.asked.connect(self.asked)
        self.buttons = {act: Button(theme, kind="rest" if act == "use" else "quiet", size="small") for act in ACTS}
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, chosen=act: self.asked.emit(chosen))
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        for button in self.buttons.values():
            row.addWidget(button)
        cells = [two(self._name, self._kind), two(self._bar, self._need), two(self._speed, self._how)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(across(theme, [*cells, self._licence, acts]))
        column.addWidget(self.heard)
        column.addSpacing(theme.px(2))
        column.addWidget(Rule(theme))

    def show_state(self, machine: Machine, found: Found, *, in_use: bool, busy: bool, can_run: bool) -> None:
        """Say how the model stands here and now."""
        model = self.model
        self._name.set_text(model.name)
        if model.address:
            kind = _("{model} at {address}").format(model=model.remote, address=model.address.partition("://")[2])
        else:
            kind = _("{size} on disk").format(size=numbers.size(model.size_bytes))
        self._kind.set_text(_("{detail} · in use").format(detail=kind) if in_use else kind)
        self._kind.setToolTip(model.address)
        self._kind.set_weight(600 if in_use else 400)
        self._bar.setVisible(not model.address)
        if model.address:
            self._need.set_text(_("none here: it runs at its server"))
            self._need.set_colour("ink2")
        else:
            self._show_memory(machine)
        show_speed(found, self._speed, self._how)
        can_hear = can_run or bool(model.address)
        why = "" if can_hear else _("the engine is not built yet")
        self.heard.show_state(found, _("something else is under way") if busy else why)
        self._licence.set_text(model.licence or ("—" if model.address else _("not said")))
        self._licence.setToolTip(model.licence)
        self._say_buttons(in_use=in_use, busy=busy, can_run=can_run)

    def _say_buttons(self, *, in_use: bool, busy: bool, can_run: bool) -> None:
        for act, button in self.buttons.items():
            button.set_text(_(ACTS[act]))
            why = _("something else is under way") if busy else ""
            if act == "use" and in_use:
                why = _("it is in use")
            if act == "verify" and self.model.address:
                button.set_text(_("Test"))
            if act == "measure" and not can_run and not self.model.address:
                why = _("the engine is not built yet")
            button.refuse(why)
            if not why:
                accessible.name(button, f"{button.label()} {self.model.name}")

    def _show_memory(self, machine: Machine) -> None:
        from aparte.engine.catalogue import least_bytes

        fit = machine.weigh(self.model.ram_bytes, least_bytes(self.model))
        show_memory(machine, fit, self.model.name, self._bar, self._need)


def show_memory(machine: Machine, fit: Fit, name: str, bar: Bar, said: Text, *, about: bool = False) -> None:
    """Draw what a model needs against what is free, and say it; about: the need is estimated."""
    need = numbers.size(fit.need)
    sentence = _("about {size}").format(size=need) if about else need
    if fit.verdict == "fits":
        sentence = _("{need} · fits").format(need=sentence)
    elif fit.verdict == "tight":
        sentence = _("{need} · tight, it will remember less").format(need=sentence)
    elif fit.verdict == "short":
        sentence = _("{need} · {missing} short").format(need=sentence, missing=numbers.size(fit.missing))
    elif fit.verdict == "never":
        sentence = _("{need} · more than this computer has").format(need=sentence)
    colour, whole = COLOURS[fit.verdict], max(machine.whole, fit.need)
    said.set_text(sentence)
    said.set_colour("ink2" if colour == "ink" else colour)
    free = _("{free} free").format(free=numbers.size(fit.free)) if fit.free is not None else ""
    limit = fit.free / whole if fit.free is not None else None
    bar.set_share(fit.need / whole, f"{name}: {sentence}, {free}", limit=limit, colour=colour)


def two(upper: QWidget, lower: QWidget) -> QWidget:
    """Stack two lines in one cell."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(upper)
    column.addWidget(lower)
    return both


def across(theme: Theme, cells: Sequence[QWidget], width: int = ACTS_WIDTH) -> QGridLayout:
    """Lay the cells of a row out under the heads: a share of the width each, the last one as wide as its buttons."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(20))
    *texts, acts = cells
    for place, (cell, share) in enumerate(zip(texts, COLUMNS, strict=True)):
        # The shares alone decide, so that every row stands under its heads.
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(cell, 0, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(place, share)
    acts.setFixedWidth(theme.px(width))
    grid.addWidget(acts, 0, len(texts), Qt.AlignmentFlag.AlignVCenter)
    return grid
