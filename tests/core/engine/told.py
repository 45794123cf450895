"""What a Trouble of the engine says: tests look at the sentence as well as at the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import i18n, messages

if TYPE_CHECKING:
    from aparte.errors import Trouble


def told(trouble: Trouble) -> str:
    """Return the code, after a look at its sentence: one line in each language, with every number filled in."""
    for language in ("fr", "en"):
        i18n.set_language(language)
        sentence = messages.say(trouble.code, trouble.params)
        assert sentence != trouble.code
        assert not set("\n{") & set(sentence)
    return trouble.code
