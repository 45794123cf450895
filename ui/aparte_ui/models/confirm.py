"""One question before something that can't be undone. Esc and Enter both keep things as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte.i18n import _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte_ui.mainwindow import MainWindow


def confirm(window: MainWindow, question: str, consequence: str, action: str, then: Callable[[], None]) -> Overlay:
    """Ask `question`; `then` is called when the button named `action` is pressed."""
    theme = window.app.theme
    overlay = Overlay(theme, window, width=520, place="top")
    heading = Heading(theme, "section")
    heading.say(question)
    keep = Button(theme, _("Keep it"), kind="primary")
    go = Button(theme, action)

    def agreed() -> None:
        overlay.close_panel()
        then()

    keep.clicked.connect(overlay.close_panel)
    go.clicked.connect(agreed)
    column = QVBoxLayout(overlay.panel)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
    column.setSpacing(theme.px(12))
    column.addWidget(heading)
    column.addWidget(Text(theme, "body", colour="ink2", wrap=True, text=consequence))
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(go)
    foot.addWidget(keep)
    column.addLayout(foot)
    overlay.closed.connect(overlay.deleteLater)
    overlay.open(keep)
    return overlay
