"""The receipt of an erasure on screen: when, how many, the proof, and what still holds the posts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from aparte.archive.backups import made_at
from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.card import Card
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.archive.erase import Receipt
    from aparte_ui.theme import Theme

_PROOF_SHOWN = 16
"""Letters of the hash that are shown: enough to tell two receipts apart; the file holds them all."""


class Erased(NamedTuple):
    """The receipt, and the backups that still hold what was erased."""

    receipt: Receipt
    holding: list[Path]


class ReceiptCard(Card):
    """The lines of a receipt: what is said at the left, its value at the right."""

    def __init__(self, theme: Theme) -> None:
        """Show nothing before `show_receipt`."""
        super().__init__(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self._lines: list[QWidget] = []

    def show_receipt(self, done: Erased) -> None:
        """Show these lines."""
        for line in self._lines:
            self._grid.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for row, (name, value) in enumerate(_lines(done)):
            said = Text(self._theme, "body", colour="ink3", text=name)
            given = Text(self._theme, "body", wrap=True, text=value)
            self._grid.addWidget(said, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(given, row, 1)
            # Qt would show them a moment later, and until then the card would have no height.
            for line in (said, given):
                line.show()
            self._lines += [said, given]


def _lines(done: Erased) -> list[tuple[str, str]]:
    receipt = done.receipt
    when = datetime.fromisoformat(receipt.at).astimezone()
    lines = [
        (_("Done on"), f"{numbers.day(when.date())}, {numbers.clock(when)}"),
        (_("Posts erased"), numbers.number(receipt.posts)),
        (_("Proof of the name"), receipt.author[:_PROOF_SHOWN] + "…"),
    ]
    if not receipt.clean:
        again = _("Another program is reading the archive: close it and erase again, to clear what the file keeps.")
        lines.append((_("Still in the file"), again))
    lines.append((_("Backups that hold them"), "\n".join(map(_named, done.holding)) or _("none")))
    return lines


def _named(backup: Path) -> str:
    """Return when a backup was made; the name of a file that doesn't say it."""
    made = made_at(backup)
    if made is None:
        return backup.name
    local = made.astimezone()
    return f"{numbers.day(local.date())}, {numbers.clock(local)}"
