"""The network ledger behind the seal: what this process let out, which is nothing, and how that is known."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from aparte import net
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


def show_ledger(window: MainWindow) -> Overlay:
    """Open the ledger over the window."""
    theme, ledger = window.app.theme, net.ledger()
    overlay = Overlay(theme, window, width=560, place="top")
    column = QVBoxLayout(overlay.panel)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(24))
    column.setSpacing(theme.px(10))
    heading = Heading(theme, "section")
    heading.say(_("Nothing leaves this computer"))
    column.addWidget(heading)
    lines = [
        _("Since {time}: {size} out, {n} connections opened, {refused} refused.").format(
            time=numbers.clock(datetime.fromisoformat(window.app.sealed_since)),
            size=numbers.size(ledger.bytes_out),
            n=numbers.number(ledger.sockets_opened),
            refused=numbers.number(ledger.refused),
        ),
        _("This version has no source and no account. Any attempt to call another computer is refused and counted."),
        _("What you copy goes to the clipboard only, and each copy is a line of the log."),
    ]
    for line in lines:
        column.addWidget(Text(theme, "body", wrap=True, colour="ink2", text=line))
    overlay.closed.connect(overlay.deleteLater)
    overlay.open()
    return overlay
