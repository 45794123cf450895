"""What a model is asked to tell irony: two wordings, each with its answers in two orders, in the draft's language.

Versioned files of resources/prompts like every other prompt; the question and its answers come first, the text last.
"""

from __future__ import annotations

from aparte.engine.prompts import FALLBACK, MOST_ANSWERED, template
from aparte.records import record

WORDINGS = ("irony-meant", "irony-heard")
"""What the writer means; what strangers will hear."""
LANGUAGES = ("fr", "en")
_IRONIC_FIRST = (True, False)
_LETTERS = ("A", "B")


@record
class Question:
    """Asked once. prefix: what is the same for every text. item: the text. answers: the letters, irony's first."""

    prefix: tuple[tuple[str, str], ...]
    item: str
    answers: tuple[str, str]


def questions(text: str, language: str, answered: str = "") -> tuple[Question, ...]:
    """Return the four questions about `text`. answered: the post it answers, "" for none."""
    language = language if language in LANGUAGES else FALLBACK
    values = {"draft": text, "answered": answered[:MOST_ANSWERED]}
    return tuple(
        _question(wording, language, {**values, "ironic_first": ironic_first})
        for wording in WORDINGS
        for ironic_first in _IRONIC_FIRST
    )


def versions() -> tuple[int, ...]:
    """Return the versions of the files, by wording and language: what was learned with others no longer holds."""
    return tuple(template(wording, language)[0] for wording in WORDINGS for language in LANGUAGES)


def _question(wording: str, language: str, values: dict[str, object]) -> Question:
    _version, parts = template(wording, language)
    *prefix, (_role, item) = [(role, source.render(values).strip()) for role, source in parts]
    first, second = _LETTERS
    answers = (first, second) if values["ironic_first"] else (second, first)
    return Question(prefix=tuple(prefix), item=item, answers=answers)
