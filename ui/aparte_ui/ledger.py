"""The network ledger behind the seal: which machines may be reached now, and each request that was made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aparte.net import Ledger
    from aparte.netlog import Entry
    from aparte.nouns import ModelFile
    from aparte_ui.mainwindow import MainWindow

SHOWN = 12
"""Lines of the ledger on the sheet: the newest; the whole of it is a file, which the sheet names."""


PURPOSE = "model "
"""How the ledger writes that a request was for a model: its name follows."""


def seal_words(ledger: Ledger, since: str, served: ModelFile | None = None) -> tuple[str, str]:
    """Return what the status bar says of the network: strong words, and the figures beside them.

    served: the model whose server may be asked now.
    """
    if served is not None and _host(served) in ledger.hosts:
        return _("{where} allowed").format(where=_where(served)), _(
            "{incoming} in · {out} out, with the drafts to be reworded · log"
        ).format(incoming=numbers.size(ledger.bytes_in), out=numbers.size(ledger.bytes_out))
    if not ledger.sealed:
        return _("1 download allowed"), _("{incoming} in · {out} out, none of your drafts · log").format(
            incoming=numbers.size(ledger.bytes_in), out=numbers.size(ledger.bytes_out)
        )
    out = _("{size} out since {time}").format(
        size=numbers.size(ledger.bytes_out), time=numbers.clock(datetime.fromisoformat(since))
    )
    if served is not None:
        out = _("{sealed} · model at {where}").format(sealed=out, where=_where(served))
    return _("Sealed"), out


def show_ledger(window: MainWindow) -> Overlay:
    """Open the ledger over the window."""
    from aparte import netlog

    theme, ledger = window.app.theme, window.app.ledger()
    overlay = Overlay(theme, window, width=640, place="top")
    column = QVBoxLayout(overlay.panel)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(24))
    column.setSpacing(theme.px(10))
    heading = Heading(theme, "section")
    heading.say(_heading(ledger))
    column.addWidget(heading)
    for line in _lines(window, ledger):
        column.addWidget(Text(theme, "body", wrap=True, colour="ink2", text=line))
    asked = [entry for entry in netlog.entries(window.app.home) if entry.what in {"request", "refused"}]
    if asked:
        column.addWidget(Text(theme, "body", weight=600, text=_("What was asked, the newest first")))
    for line in _requests(asked, window.app.now().astimezone().date()):
        column.addWidget(Text(theme, "small", elide=True, text=line))
    if asked:
        place = _("All of it: {path}").format(path=window.app.home / "logs" / netlog.FILE)
        column.addWidget(Text(theme, "small", colour="ink3", wrap=True, text=place))
    overlay.closed.connect(overlay.deleteLater)
    overlay.open()
    return overlay


def _heading(ledger: Ledger) -> str:
    if not ledger.sealed:
        return _("Open for what you agreed to")
    return _("Sealed again") if ledger.sockets_opened else _("Nothing leaves this computer")


def _lines(window: MainWindow, ledger: Ledger) -> list[str]:
    said = [
        _("Since {time}: {size} out, {n} connections opened, {refused} refused.").format(
            time=numbers.clock(datetime.fromisoformat(window.app.sealed_since)),
            size=numbers.size(ledger.bytes_out),
            n=numbers.number(ledger.sockets_opened),
            refused=numbers.number(ledger.refused),
        )
    ]
    served = window.app.served()
    fetching = [host for host in ledger.hosts if served is None or host != _host(served)]
    if fetching:
        said.append(_("Open now, for the download you agreed to: {hosts}.").format(hosts=", ".join(fetching)))
    if served is not None:
        away = _host(served) in ledger.hosts
        sentence = (
            _("Open now, for rewrites by {name}: {where}, another computer. The drafts to be reworded go there.")
            if away
            else _("Rewrites by {name} come from {where}, on this computer. Nothing leaves it.")
        )
        said.append(sentence.format(name=served.name, where=_where(served)))
    said.append(
        _(
            "Only a download of a model, or a server on another computer that you added, opens the network, after your "
            "yes. Any other attempt is refused and counted."
        )
    )
    said.append(_("What you copy goes to the clipboard only, and each copy is a line of the log."))
    return said


def _where(served: ModelFile) -> str:
    """Return the address of a server without its "http://"."""
    return served.address.partition("://")[2].partition("/")[0]


def _host(served: ModelFile) -> str:
    from aparte.addresses import host_of

    return host_of(served.address)


def _requests(asked: Sequence[Entry], today: date) -> list[str]:
    """Write the newest requests, newest first: when, whom, what for, what came of it, the bytes both ways."""
    said = []
    for entry in reversed(asked[-SHOWN:]):
        at = datetime.fromisoformat(entry.at).astimezone()
        moment = numbers.clock(at) if at.date() == today else f"{numbers.day(at.date(), today)} {numbers.clock(at)}"
        if entry.what == "refused":
            said.append(_("{time} · {host} · refused, sealed").format(time=moment, host=entry.host))
            continue
        bytes_said = _("{out} out, {incoming} in").format(
            out=numbers.size(entry.bytes_out), incoming=numbers.size(entry.bytes_in)
        )
        state = str(entry.status) if entry.status else _("no answer")
        said.append(f"{moment} · {entry.host} · {entry.purpose.removeprefix(PURPOSE)} · {state} · {bytes_said}")
    return said
