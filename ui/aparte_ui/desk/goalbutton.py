"""The button that says what other wordings are for, and the menu it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from aparte.i18n import N_, _
from aparte_ui.widgets.button import Button

if TYPE_CHECKING:
    from aparte_ui.theme import Theme

_GROUPS = (
    {
        "less-risky": N_("Less risky"),
        "clearer": N_("Clearer"),
        "shorter": N_("Shorter"),
        "warmer": N_("Warmer"),
        "firmer": N_("Firmer"),
    },
    {"formal": N_("More formal"), "casual": N_("More casual")},
    {"adapt": N_("For this platform"), "hook": N_("Another beginning"), "thread": N_("As a thread")},
    {"to-english": N_("Into English"), "to-french": N_("Into French")},
    {
        "reply": N_("Answer this message"),
        "holding": N_("Holding statement"),
        "alt-text": N_("Alternative text of this description"),
    },
)
"""The goals of the engine as the menu lists them: how it is said, register, form, language, another text."""
_NAMES = {goal: name for group in _GROUPS for goal, name in group.items()}


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
        for group in _GROUPS:
            menu.addSeparator()
            for goal, name in group.items():
                action = menu.addAction(_(name))
                action.setCheckable(True)
                action.setChecked(goal == self.goal)
                action.triggered.connect(lambda _on=False, it=goal: self.choose(it))
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))
