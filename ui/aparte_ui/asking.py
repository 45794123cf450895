"""One line asked for over the window: a name, never a text. Esc leaves without consequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aparte.i18n import _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte_ui.mainwindow import MainWindow


def ask_line(window: MainWindow, question: str, action: str, then: Callable[[str], None]) -> Overlay:
    """Ask `question`; `then` gets the line when `action` or Enter is pressed and something was written."""
    theme = window.app.theme
    overlay = Overlay(theme, window, width=480, place="top")
    heading = Heading(theme, "section")
    heading.say(question)
    field = Field(theme, question)
    button = Button(theme, action, kind="primary", key="Enter")
    cancel = Button(theme, _("Cancel"), kind="quiet")
    button.refuse(_("write a name first"))
    field.edited.connect(lambda text: button.refuse("" if text.strip() else _("write a name first")))

    def given() -> None:
        line = field.text().strip()
        if line:
            overlay.close_panel()
            then(line)

    field.entered.connect(lambda _text: given())
    button.clicked.connect(given)
    cancel.clicked.connect(overlay.close_panel)
    column = QVBoxLayout(overlay.panel)
    column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
    column.setSpacing(theme.px(14))
    column.addWidget(heading)
    column.addWidget(field)
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(cancel)
    foot.addWidget(button)
    column.addLayout(foot)
    overlay.closed.connect(overlay.deleteLater)
    overlay.open(field)
    return overlay
