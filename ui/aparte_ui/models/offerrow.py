"""One model that others publish: what it needs against what is free, its licence, its age, and its way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte_ui import accessible, numbers
from aparte_ui.models.modelrow import across, show_memory, two
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from aparte.engine.offers import Offer
    from aparte_ui.models.machine import Machine
    from aparte_ui.theme import Theme

HEADS = (N_("Model"), N_("Memory it needs / memory you have free"), N_("Licence"), N_("In French"))
_FRENCH = {
    "first-class": N_("first-class"),
    "good": N_("good"),
    "yes": N_("yes"),
    "listed": N_("listed"),
}
ACTS_WIDTH = 172
_CARD = "GPU "
"""How the catalogue writes that a model wants a graphics card of so much memory."""


class OfferRow(QWidget):
    """wanted: its button was pressed."""

    wanted = Signal()

    def __init__(self, theme: Theme, offer: Offer) -> None:
        """Show `offer`; `show_state` says how it stands here and now."""
        super().__init__()
        self.offer = offer
        self._name = Text(theme, "body", weight=600, elide=True)
        self._kind = Text(theme, "small", colour="ink2", elide=True)
        self._bar = Bar(theme, thick=True)
        self._need = Text(theme, "small", elide=True)
        self._licence = Text(theme, "body", colour="ink2", elide=True)
        self._seen = Text(theme, "small", colour="ink2", elide=True)
        self._french = Text(theme, "body", colour="ink2", elide=True)
        self.button = Button(theme, size="small", icon="download")
        self.button.clicked.connect(self.wanted)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.button)
        cells = [two(self._name, self._kind), two(self._bar, self._need), two(self._licence, self._seen)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(across(theme, [*cells, self._french, acts], ACTS_WIDTH))
        column.addWidget(Rule(theme))

    def show_state(self, machine: Machine, today: date, why_not: str, *, here: bool) -> None:
        """Say whether it fits and how old the row is; here: it was fetched; why_not: why it can't be now, or ""."""
        offer, old = self.offer, self.offer.is_old(today)
        # What nobody looked at for long is grey and says so; the word is what counts.
        self._name.set_text(offer.name)
        self._name.set_colour("ink3" if old else "ink")
        self._kind.set_text(_("{size} · {where}").format(size=_size(offer), where=_where(offer)))
        self._name.setToolTip(offer.name)
        fit = offer.fit(machine.free, machine.total)
        show_memory(machine, fit, offer.name, self._bar, self._need, about=offer.is_estimated)
        licence = licence_said(offer.licence)
        self._licence.set_text(licence)
        self._licence.setToolTip(offer.licence)
        if fit.verdict == "unknown" and offer.needs_card:
            self._need.set_text(_("{need}; the card’s own memory is not known").format(need=numbers.size(fit.need)))
        seen = _("seen {day}, long ago") if old else _("seen {day}")
        self._seen.set_text(seen.format(day=numbers.day(offer.checked_on)))
        self._seen.setToolTip(offer.note)
        self._seen.set_colour("judge" if old else "ink2")
        self._french.set_text(_(_FRENCH.get(offer.french, offer.french)) if offer.french else "—")
        self._say_button(fit.verdict, why_not, here=here)
        accessible.name(self, offer.name, f"{self._need.text()}. {licence}. {self._seen.text()}")

    def _say_button(self, verdict: str, why_not: str, *, here: bool) -> None:
        said = _("Download {size}").format(size=numbers.size(self.offer.size_bytes))
        if here:
            said, why_not = _("Is here"), _("it is among your models, above")
        elif verdict == "never":
            said, why_not = _("Won’t fit"), _("it needs more memory than this computer has")
        elif not self.offer.address:
            why_not = _("the list gives no address for it")
        self.button.set_text(said)
        self.button.set_icon("check" if here else "" if verdict == "never" else "download")
        self.button.refuse(why_not)
        if not why_not:
            accessible.name(self.button, f"{said}: {self.offer.name}")


def licence_said(said: str) -> str:
    """Say a licence: its SPDX name, or that it has limits and what it is."""
    kind, _colon, rest = said.partition(": ")
    return _("with limits: {what}").format(what=rest) if kind == "restricted" and rest else said or _("not said")


def _size(offer: Offer) -> str:
    return _("about {size}").format(size=numbers.size(offer.size_bytes))


def _where(offer: Offer) -> str:
    room = _("{n} GB").format(n=offer.laptop.removeprefix(_CARD).removesuffix(" GB"))
    if not offer.laptop:
        return _("any computer")
    return (_("graphics card of {memory}") if offer.needs_card else _("computer of {memory}")).format(memory=room)
