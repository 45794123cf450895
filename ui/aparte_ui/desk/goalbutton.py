"""The button that says what other wordings are for, and the menu it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from aparte.i18n import N_, _
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from aparte_ui.theme import Theme

_NAMES = {
    "less-risky": N_("Less risky"),
    "clearer": N_("Clearer"),
    "shorter": N_("Shorter"),
    "warmer": N_("Warmer"),
}


class GoalButton(Button):
    """goal: one of the engine's; chosen: another one was, or the same again."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        """Aim at less risk, as most who ask do."""
        super().__init__(theme, kind="quiet", size="small")
        self.goal = "less-risky"
        self.clicked.connect(self._offer)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the goal in the language of the screen."""
        self.set_text(_(_NAMES[self.goal]))

    def choose(self, goal: str) -> None:
        """Aim at `goal`, and say so."""
        self.goal = goal
        self.retranslate()
        self.chosen.emit()

    def _offer(self) -> None:
        menu = QMenu(self)
        for goal, name in _NAMES.items():
            action = menu.addAction(_(name))
            action.setCheckable(True)
            action.setChecked(goal == self.goal)
            action.triggered.connect(lambda _on=False, it=goal: self.choose(it))
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))
