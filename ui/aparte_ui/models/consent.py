"""The yes that opens the network for one download: which machine, how much, what is asked of it, what it proves.

Esc and Enter keep it closed. What is agreed to is this download from these machines, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.models.offerrow import licence_said
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.engine.downloads import Download
    from aparte.engine.offers import Offer
    from aparte_ui.mainwindow import MainWindow

_NAMES_WIDTH = 110


class Consent(Overlay):
    """The sheet: `keep` closes it, `go` agrees, `mirror` names another address of the same file."""

    def __init__(
        self, window: MainWindow, download: Download, offer: Offer | None, then: Callable[[Download], None]
    ) -> None:
        """Name what `download` would do; offer: its row of the list, if it has one. `then` gets what was agreed to."""
        theme = window.app.theme
        super().__init__(theme, window, width=620, place="top")
        self._then, self._download = then, download
        heading = Heading(theme, "section")
        heading.say(_("Open the network for this download?"))
        self.keep = Button(theme, _("Keep it closed"), kind="primary")
        self.go = Button(theme, _("Open and download"), icon="download")
        accessible.name(self.go, self.go.label(), download.name)
        self.mirror = Field(
            theme,
            _("Another address of the same file"),
            placeholder=_("Another address of the same file, if you have one"),
        )
        self.mirror.edited.connect(lambda _text: self.mirror.set_error(""))
        self.keep.clicked.connect(self.close_panel)
        self.go.clicked.connect(self._agree)
        rows = QGridLayout()
        rows.setHorizontalSpacing(theme.px(16))
        rows.setVerticalSpacing(theme.px(8))
        rows.setColumnMinimumWidth(0, theme.px(_NAMES_WIDTH))
        rows.setColumnStretch(1, 1)
        for place, (name, said) in enumerate(_facts(download, offer)):
            rows.addWidget(Text(theme, "body", colour="ink2", text=name), place, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(Text(theme, "body", wrap=True, text=said), place, 1)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(14))
        column.addWidget(heading)
        column.addLayout(rows)
        column.addWidget(self.mirror)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        self.closed.connect(self.deleteLater)
        self.open(self.keep)

    def _agree(self) -> None:
        try:
            agreed = mirrored(self._download, self.mirror.text().strip())
        except Trouble as trouble:
            self.mirror.set_error(messages.say(trouble.code, trouble.params))
            self.fit()
            return
        self.close_panel()
        self._then(agreed)


def mirrored(download: Download, mirror: str) -> Download:
    """Return `download` fetched from `mirror`, which the user typed; what it must be stays. Raises Trouble."""
    from aparte.engine import downloads

    if not mirror:
        return download
    other = downloads.planned(download.address, mirror=mirror)
    return replace(download, source=other.source, hosts=other.hosts)


def _facts(download: Download, offer: Offer | None) -> list[tuple[str, str]]:
    """Return the lines of the sheet: what each is called, and what it is."""
    known = download.size_bytes or download.about_bytes
    size = numbers.size(known) if download.size_bytes else _("about {size}").format(size=numbers.size(known))
    if not known:
        size = _("not known before it is asked; it is stopped if the disk has no room")
    elif download.kept_bytes:
        kept = numbers.size(download.kept_bytes)
        size = _("{size}, of which {kept} are here already").format(size=size, kept=kept)
    lines = [
        (_("Model"), download.name),
        (_("From"), " · ".join(download.hosts)),
        (_("Address"), download.source + _unchecked(offer)),
        (_("Size"), size),
    ]
    if offer is not None:
        lines.append((_("Licence"), licence_said(offer.licence) + " · " + offer.page))
    sent = _("The names of this file and of this program, from your network address. No draft, no account.")
    proof = _("A fingerprint was published: one wrong byte is refused.")
    if not download.sha256:
        proof = _("No fingerprint was published: its own is remembered, a later download must equal it.")
    closes = _("The network closes with its end. Each request is written in the log.")
    return [*lines, (_("What is sent"), sent), (_("Proof"), proof), (_("After"), closes)]


def _unchecked(offer: Offer | None) -> str:
    if offer is None or offer.address_checked:
        return ""
    return " " + _("(as lists give it, not checked by us)")
