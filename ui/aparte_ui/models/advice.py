"""Beside the drop zone: what happens when a model stops, and which models others publish. Nothing is downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.offers import Offer
    from aparte_ui.theme import Theme

_CARD = "GPU "
"""How the catalogue writes that a model wants a graphics card of so much memory."""


class Advice(QWidget):
    """Two short paragraphs and the shipped list of models one might try."""

    def __init__(self, theme: Theme) -> None:
        """Show no list before it was read."""
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._with_cards = False
        self._titles = [Text(theme, "body", weight=600) for _number in range(2)]
        self._stops = Text(theme, "body", colour="ink2", wrap=True)
        self._list = Text(theme, "small", colour="ink2", wrap=True)
        self._note = Text(theme, "small", colour="ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._titles[0])
        column.addWidget(self._stops)
        column.addSpacing(theme.px(12))
        for widget in (self._titles[1], self._list, self._note):
            column.addWidget(widget)
        column.addStretch(1)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the models one might try."""
        self._offers = offers
        self.retranslate()

    def show_cards(self, *, shown: bool) -> None:
        """Show those that need a graphics card too: this build can use one."""
        if shown != self._with_cards:
            self._with_cards = shown
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._titles[0].set_text(_("If the model stops"))
        self._stops.set_text(
            _("It runs in its own process. If it fails, your text stays, the panel says why, and rules take its place.")
        )
        self._titles[1].set_text(_("Models that others publish"))
        self._list.set_text(
            "\n".join(_line(offer) for offer in self._offers if self._with_cards or not _needs_card(offer))
        )
        self._note.set_text(
            _(
                "None was tried by us. This version downloads nothing: fetch one on its publisher’s page, "
                "then drop it here."
            )
        )
        for widget in (self._titles[1], self._list, self._note):
            widget.setVisible(bool(self._offers))


def _needs_card(offer: Offer) -> bool:
    return offer.laptop.startswith(_CARD)


def _line(offer: Offer) -> str:
    about = _("about {size}").format(size=numbers.size(offer.size_bytes))
    room = _("{n} GB").format(n=offer.laptop.removeprefix(_CARD).removesuffix(" GB"))
    where = _("graphics card of {memory}") if _needs_card(offer) else _("computer of {memory}")
    return " · ".join((offer.name, about, where.format(memory=room), _licence(offer.licence)))


def _licence(said: str) -> str:
    if said.startswith("restricted"):
        return _("licence with limits, to be read")
    return _("licence to be checked") if said.startswith("to be checked") else said
