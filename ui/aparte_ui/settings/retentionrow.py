"""How long what others wrote is kept: a choice of months, thirteen unless the person says else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _, ngettext
from aparte_ui.settings import keeping
from aparte_ui.settings.rows import Row
from aparte_ui.widgets.choice import Choice

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow

MONTHS = (3, 6, 13, 25)
"""Offered: a season, two, then a year or two and one month more, so that a month can be compared with the same one."""
FOR_EVER = 0
_WIDE = 150


class RetentionRow(Row):
    """The row; what is chosen holds from the next time the client is opened."""

    def __init__(self, window: MainWindow) -> None:
        """Show nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self.months = Choice(theme, _("What others wrote"))
        self.months.setMinimumWidth(theme.px(_WIDE))
        self.add(self.months)
        self.months.chosen.connect(lambda key: keeping.change(window, keep_months=int(key)))

    def look(self) -> None:
        """Show what holds for the open client; a number of months that only its file says is offered too."""
        space = self._window.workspace.space
        if space is None:
            return
        kept = space.brand.keep_months
        offered = [*sorted({*MONTHS, kept} - {FOR_EVER}), FOR_EVER]
        self.months.offer([(str(months), _said_of(months)) for months in offered], str(kept))

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        title = _("What others wrote")
        self.say(title, _("Each post goes by itself, counted from the day it came in. The client’s own stay."))
        self.months.say(title)
        self.look()


def _said_of(months: int) -> str:
    if months == FOR_EVER:
        return _("Kept for ever")
    return ngettext("Kept {n} month", "Kept {n} months", months).format(n=months)
