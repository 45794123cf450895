"""What stands in the place of a client whose data can't be opened: why, what is safe, and two ways on.

Nothing was touched: data of a newer version, or a damaged file, is left exactly as it was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from aparte import messages
from aparte.i18n import _
from aparte_ui.places import Place
from aparte_ui.widgets.failure import Failure

if TYPE_CHECKING:
    from aparte_ui.mainwindow import MainWindow


class Closed(Place):
    """The sentence of the trouble, a second try, and everything else that can be done."""

    def __init__(self, window: MainWindow) -> None:
        """Say why the client that was asked for is closed."""
        super().__init__()
        self._window = window
        theme = window.app.theme
        self._failure = Failure(theme)
        self._failure.retried.connect(self._try_again)
        self._failure.other_way.connect(window.open_palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(40), theme.px(40), theme.px(24))
        column.addWidget(self._failure, 0, Qt.AlignmentFlag.AlignTop)

    def entered(self) -> None:
        """Say what is wrong now."""
        self.retranslate()
        self._failure.first.setFocus()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        if self._window.refused is None:
            return
        space, trouble = self._window.refused
        self._failure.say(
            _("{name} can’t be opened").format(name=space.brand.name),
            messages.say(trouble.code, trouble.params) + " " + _("Nothing was changed."),
            _("Try again"),
            _("Commands"),
        )

    def _try_again(self) -> None:
        if self._window.refused is not None:
            self._window.workspace.open(self._window.refused[0], lambda: self._window.go("desk"))
