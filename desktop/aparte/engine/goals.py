"""What a rewrite can be for: one row a goal, one prompt file a goal and language (resources/prompts).

A goal says what must hold of an answer besides the checks every wording passes. It refuses to loosen them: where facts
may be left out (an answer, an alternative text), none may be added all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["wording", "translation", "answer", "thread", "description"]
"""wording: the same said otherwise; answer: another text about this one; description: of an image."""


@record
class Goal:
    """One goal. into: the language asked for, None for the draft's own. needs_model: no rule can do it."""

    name: str
    kind: Kind = "wording"
    into: Literal["fr", "en"] | None = None
    needs_model: bool = False

    @property
    def may_lose(self) -> bool:
        """Whether facts of the text may be left out: an answer repeats what it likes."""
        return self.kind in {"answer", "description"}

    @property
    def is_wording(self) -> bool:
        """Whether the answer stands beside the draft as changes to its words."""
        return self.kind in {"wording", "thread"}


_ALL = (
    Goal(name="less-risky"),
    Goal(name="clearer"),
    Goal(name="shorter"),
    Goal(name="warmer"),
    Goal(name="firmer"),
    Goal(name="formal"),
    Goal(name="casual"),
    Goal(name="adapt"),
    Goal(name="hook"),
    Goal(name="thread", kind="thread"),
    Goal(name="to-english", kind="translation", into="en", needs_model=True),
    Goal(name="to-french", kind="translation", into="fr", needs_model=True),
    Goal(name="reply", kind="answer"),
    Goal(name="holding", kind="answer"),
    Goal(name="alt-text", kind="description"),
)
BY_NAME: Final[Mapping[str, Goal]] = {goal.name: goal for goal in _ALL}
"""Every goal by its name, in the order of the menu."""
AXES: Final[Mapping[str, tuple[str, float]]] = {
    "warmer": ("warm", 1.0),
    "firmer": ("direct", 1.0),
    "formal": ("formal", 1.0),
    "casual": ("formal", -1.0),
}
"""The ruler of the tone a goal moves, and which way."""
