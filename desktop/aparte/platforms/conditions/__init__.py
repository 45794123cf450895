"""What makes a culture check fire: one named function per kind of condition, written once, fed with data.

Decision: most checks are word lists and a few clauses (`words`), so that a lawyer's change is a change of data; what
needs eyes (a run of emoji, a mixed address, a buried mention) is a small function. Set aside: a regular expression per
check, which read the text thirty times and never met an exemption it could express.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.platforms import typography
from aparte.platforms.conditions import address, adverts, habits, hashtags, layout, moments, words
from aparte.platforms.conditions.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aparte.platforms.checks import Found

__all__ = ["CONDITIONS", "Scene"]

CONDITIONS: Mapping[str, Callable[[Scene], Iterable[Found]]] = {
    "words": words.words,
    "lower_case_hashtags": hashtags.lower_case,
    "inclusive_forms": hashtags.inclusive_forms,
    "emoji_runs": layout.emoji_runs,
    "styled_letters": layout.styled_letters,
    "missing_alt": layout.missing_alt,
    "capitals": layout.capitals,
    "foreign_habits": habits.foreign_habits,
    "mixed_address": address.mixed_address,
    "false_friends": habits.false_friends,
    "double_meanings": habits.double_meanings,
    "undisclosed": adverts.undisclosed,
    "campaign_day": moments.campaign_day,
    "sensitive_day": moments.sensitive_day,
    "crisis": moments.crisis,
    "typography": typography.condition,
}
