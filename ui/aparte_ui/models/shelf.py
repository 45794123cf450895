"""What can be fetched and what is on its way: cards of downloads, the models that others publish, an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui import numbers
from aparte_ui.models import fetching
from aparte_ui.models.consent import Consent
from aparte_ui.models.downloadcard import DownloadCard
from aparte_ui.models.fetching import Fetching
from aparte_ui.models.modelrow import Heads
from aparte_ui.models.offerrow import ACTS_WIDTH, HEADS, OfferRow
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.engine.downloads import Download
    from aparte.engine.offers import Offer
    from aparte.nouns import ModelFile
    from aparte_ui.mainwindow import MainWindow
    from aparte_ui.models.machine import Machine


class Shelf(QWidget):
    """arrived: a model is here; failed: a Download and the Trouble that stopped it; shown: anything changed."""

    arrived = Signal(object)
    failed = Signal(object, object)
    shown = Signal()

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before the list was read."""
        super().__init__()
        self._window = window
        theme = self._theme = window.app.theme
        self.fetching = Fetching(window.app)
        self.rows: list[OfferRow] = []
        self.cards: dict[str, DownloadCard] = {}
        self._machine: Machine | None = None
        self._here: set[str] = set()
        self._title = Heading(theme, "section")
        self._heads = Heads(theme, HEADS, ACTS_WIDTH)
        self._trouble = Text(theme, "body", colour="block", wrap=True)
        self._note = Text(theme, "small", colour="ink2", wrap=True)
        self._more = Text(theme, "small", colour="ink2", wrap=True)
        self.address = Field(theme, "")
        self.fetch = Button(theme, icon="download")
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._begun = QVBoxLayout()
        self._begun.setSpacing(theme.px(10))
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        theme = self._theme
        own = QHBoxLayout()
        own.setSpacing(theme.px(8))
        own.addWidget(self.address, 1)
        own.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(self._begun)
        column.addSpacing(theme.px(8))
        for widget in (self._title, self._note, self._trouble, self._heads):
            column.addWidget(widget)
        column.addLayout(self._table)
        column.addWidget(self._more)
        column.addSpacing(theme.px(4))
        column.addLayout(own)
        self._trouble.hide()

    def _listen(self) -> None:
        self.fetching.changed.connect(self._show)
        self.fetching.progressed.connect(self._on_progress)
        self.fetching.arrived.connect(self.arrived)
        self.fetching.stopped.connect(self._on_stopped)
        self.fetch.clicked.connect(self._on_address)
        self.address.entered.connect(lambda _text: self._on_address())
        self.address.edited.connect(lambda _text: self.address.set_error(""))

    def look(self) -> None:
        """Read the list and what was begun again."""
        app = self._window.app

        def work() -> Sequence[Offer]:
            from aparte.engine.offers import offers

            return offers(app.home)

        app.archive.do(work, self._on_offers, self._on_no_offers)
        self.fetching.look()

    def show_machine(self, machine: Machine, models: Sequence[ModelFile]) -> None:
        """Weigh everything against this memory; models: those that are here already."""
        self._machine = machine
        self._here = {model.name for model in models}
        self._show()

    def largest_that_fits(self) -> str:
        """Return the name of the heaviest model of the list that fits the memory free now, or ""."""
        machine = self._machine
        if machine is None or machine.free is None:
            return ""
        fits = [
            row.offer
            for row in self.rows
            if row.offer.fit(machine.free, machine.total).verdict == "fits"
            and (self._has_card() or not row.offer.needs_card)
        ]
        return max(fits, key=lambda offer: offer.size_bytes).name if fits else ""

    def stops(self) -> list[QWidget]:
        """Return what Tab visits, in reading order."""
        cards = [button for card in self.cards.values() for button in (card.pause, card.cancel)]
        return [*cards, *(row.button for row in self.rows), self.address.line, self.fetch]

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.say(_("Models that others publish"))
        self._note.set_text(
            _(
                "None was tried by us: addresses, sizes and licences are those of public lists. "
                "A file of your own, models/catalogue.toml in the data folder, replaces this list."
            )
        )
        self._heads.retranslate()
        hint = _("Another address: https://… or http://127.0.0.1/….gguf")
        self.address.set_name(_("Address of a .gguf file"), hint)
        self.fetch.set_text(_("Download…"))
        self._show()

    def ask(self, download: Download, offer: Offer | None = None) -> None:
        """Ask for the machines that were not agreed to yet, then fetch."""
        if self.fetching.missing_yes(download):
            Consent(self._window, download, offer, self.fetching.start)
        else:
            self.fetching.start(download)

    # What is shown

    def _show(self) -> None:
        self._show_cards()
        if self._machine is not None:
            today = self._window.app.now().astimezone(UTC).date()
            for row in self.rows:
                here = _planned(row.offer).name in self._here if row.offer.address else False
                row.show_state(self._machine, today, self._why_not(row.offer), here=here)
                row.setVisible(self._has_card() or not row.offer.needs_card)
        for widget in (self._heads, self._note):
            widget.setVisible(bool(self.rows))
        self._tell_hidden()
        self.fetch.refuse(_("a download is under way") if self.fetching.under_way else "")
        self.shown.emit()

    def _has_card(self) -> bool:
        return self._machine is not None and self._machine.engine is not None and self._machine.engine.gpu

    def _tell_hidden(self) -> None:
        hidden = 0 if self._has_card() else sum(row.offer.needs_card for row in self.rows)
        self._more.set_text(
            ngettext(
                "{n} more wants a graphics card, which this build of the engine does not use.",
                "{n} more want a graphics card, which this build of the engine does not use.",
                hidden,
            ).format(n=numbers.number(hidden))
        )
        self._more.setVisible(bool(hidden))

    def _show_cards(self) -> None:
        begun = {one.name: one for one in self.fetching.begun}
        for name in [name for name in self.cards if name not in begun]:
            card = self.cards.pop(name)
            self._begun.removeWidget(card)
            card.hide()
            card.deleteLater()
        for name, download in begun.items():
            if name not in self.cards:
                card = self.cards[name] = DownloadCard(self._theme, download, self._window.app.now)
                card.resumed.connect(partial(self._on_resumed, card))
                card.paused.connect(self.fetching.pause)
                card.cancelled.connect(partial(self._on_cancelled, card))
                self._begun.addWidget(card)
            running = self.fetching.under_way == name
            busy = _("another download is under way") if self.fetching.under_way and not running else ""
            self.cards[name].show_state(download, running=running, why_not=busy)

    def _why_not(self, offer: Offer) -> str:
        name = _planned(offer).name if offer.address else ""
        if any(one.name == name for one in self.fetching.begun):
            return _("it is on its way")
        if self.fetching.under_way:
            return _("another download is under way")
        return _("this session is sealed (APARTE_SEALED)") if fetching.is_sealed() else ""

    def _on_offers(self, offers: Sequence[Offer]) -> None:
        self._trouble.hide()
        if [row.offer for row in self.rows] != list(offers):
            self._drop_rows()
            for offer in offers:
                row = OfferRow(self._theme, offer)
                row.wanted.connect(partial(self._on_wanted, offer))
                self.rows.append(row)
                self._table.addWidget(row)
        self._show()

    def _on_no_offers(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            self._window.app.archive.failed.emit(error)
            return
        self._drop_rows()
        self._trouble.set_text(messages.say(error.code, error.params))
        self._trouble.show()
        self._show()

    def _drop_rows(self) -> None:
        for row in self.rows:
            self._table.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def _on_progress(self, progress: object) -> None:
        card = self.cards.get(self.fetching.under_way)
        if card is not None:
            card.show_progress(progress)  # type: ignore[arg-type]  # what the signal carries
        self._window.tell_facts()

    # What is done

    def _on_wanted(self, offer: Offer) -> None:
        self.ask(_planned(offer), offer)

    def _on_resumed(self, card: DownloadCard) -> None:
        self.ask(card.download, self._offer_of(card.download))

    def _on_cancelled(self, card: DownloadCard) -> None:
        self.fetching.cancel(card.download)

    def _on_address(self) -> None:
        if not self.address.text().strip() or not self.fetch.isEnabled():
            return
        try:
            download = fetching.planned(self.address.text())
        except Trouble as trouble:
            self.address.set_error(messages.say(trouble.code, trouble.params))
            return
        self.address.set_text("")
        self.ask(download)

    def _on_stopped(self, download: Download, trouble: Trouble) -> None:
        self._window.tell_facts()
        if trouble.code == "net.other_host":
            host = str(trouble.params["host"])
            self.ask(fetching.with_host(replace(download, state="under_way"), host), self._offer_of(download))
        self.failed.emit(download, trouble)

    def _offer_of(self, download: Download) -> Offer | None:
        return next((row.offer for row in self.rows if row.offer.address == download.address), None)


def _planned(offer: Offer) -> Download:
    from aparte.engine import downloads

    return downloads.planned(
        offer.address,
        name=(offer.file or offer.name).removesuffix(".gguf"),
        sha256=offer.sha256,
        about_bytes=offer.size_bytes,
    )
