"""The culture checks run over a text: manners, habits, law and days to be careful with.

They are reminders for a professional, not legal advice. A check that is only advice of `fit` can be switched off for a
client (`Occasion.customs_off`); law, and whatever asks for a confirmation, stays.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aparte.platforms.checks import Check, checks, finding
from aparte.platforms.conditions import CONDITIONS, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.nouns import Finding, Occasion
    from aparte.platforms.checks import Owner
    from aparte.text.reading import Reading

__all__ = ["Check", "checks", "findings"]


def findings(
    reading: Reading, full_text: str, platform_id: str | None, occasion: Occasion, owner: Owner
) -> list[Finding]:
    """Return what the checks of `owner` say of a text, in the order of the text.

    reading: the shared reading of `full_text` (its first 20,000 characters). platform_id: None asks what holds on every
    platform; a check that names its platforms is then left out.
    """
    lists, hits = _word_lists(), reading.hits
    found = [
        result
        for check in _of(owner, reading.language, platform_id, occasion.regions, occasion.locale)
        # A check made of word lists alone has nothing to say where none of its words stands: most posts, most checks.
        if check.id not in lists or not lists[check.id].isdisjoint(hits)
        for result in _run(check, reading, full_text, platform_id, occasion)
    ]
    found.sort(key=lambda one: (one.span.start, one.span.end, one.code))
    return found


def looked_at(reading: Reading, platform_id: str | None, occasion: Occasion, owner: Owner) -> int:
    """Return how many checks `findings` runs there: what was looked at, whatever was found."""
    return len(_of(owner, reading.language, platform_id, occasion.regions, occasion.locale))


@lru_cache(maxsize=256)
def _of(
    owner: str, language: str, platform_id: str | None, regions: tuple[str, ...], locale: str | None
) -> tuple[Check, ...]:
    return tuple(
        check
        for check in checks().values()
        if check.owner == owner
        and (not check.languages or language in check.languages)
        and (not check.platforms or platform_id in check.platforms)
        and (not check.locales or not locale or locale in check.locales)
        and (not check.regions or any(region in check.regions for region in regions))
    )


@lru_cache(maxsize=1)
def _word_lists() -> Mapping[str, frozenset[str]]:
    """Return, of each check made of word lists alone, the lists that may fire it."""
    return {
        check.id: frozenset(name for clause in check.params["clauses"] for name in clause["any"])
        for check in checks().values()
        if check.condition == "words"
    }


def _run(
    check: Check, reading: Reading, full_text: str, platform_id: str | None, occasion: Occasion
) -> Iterator[Finding]:
    switched_off = check.owner == "fit" and check.id in occasion.customs_off
    for found in CONDITIONS[check.condition](Scene(reading, full_text, platform_id, occasion, check)):
        result = finding(check, found, platform_id)
        if not (switched_off and result.severity == "advice"):
            yield result
