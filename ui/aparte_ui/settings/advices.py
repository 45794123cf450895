"""The advice a client may switch off: habits only, of every platform or of one.

A law, a refusal of a platform and whatever asks for a confirmation can't be switched off, so they aren't listed. A new
file of resources/culture or resources/platforms is listed at once; until it has a short name here, by its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aparte import messages
from aparte.i18n import N_, _
from aparte.platforms import culture
from aparte.platforms.platform import platforms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.platforms.platform import Custom, Platform

CULTURE = {
    "alt-text-missing": N_("Images without alternative text"),
    "clickbait": N_("Clickbait"),
    "emoji-double-meaning": N_("Emoji with two meanings"),
    "emoji-run": N_("Many emoji in a row"),
    "engagement-bait": N_("Calls to like or share"),
    "false-friend": N_("False friends in a bilingual draft"),
    "hashtag-camelcase": N_("Capitals in hashtags"),
    "inclusive-form": N_("Inclusive forms"),
    "typography-capitals": N_("Accents on capitals"),
    "typography-ellipsis": N_("Three dots for an ellipsis"),
    "typography-hours": N_("How hours are written"),
    "typography-quotes": N_("Quotation marks"),
    "typography-spaces": N_("No-break spaces"),
    "typography-sums": N_("How sums of money are written"),
    "x-only-handle": N_("Habits of another platform"),
}
CUSTOMS = {
    "alt_length": N_("Length of the alternative text"),
    "cut_hashtag": N_("Hashtags cut by a sign"),
    "glued_hashtags": N_("Glued hashtags"),
    "glued_link": N_("Links glued to a word"),
    "hashtags": N_("Number of hashtags"),
    "late_link": N_("Link after the fold"),
    "link_in_text": N_("Link in the text"),
    "link_reach": N_("Posts with a link shown less"),
    "lost_hashtag": N_("Hashtags that link to nothing"),
    "mentions": N_("Number of accounts named"),
    "no_hashtag": N_("No hashtag at all"),
    "repeated_spaces": N_("Several spaces in a row"),
    "unclickable_link": N_("Links that can’t be clicked"),
    "usual_length": N_("Usual length"),
}
_EVERYWHERE = 2
"""From that many platforms on, one line switches an advice off on all of them."""

_FEWEST_WORDS = 3
"""“… links: … takes ….” tells nobody what the advice is about; “Keep the accent on the capital: …” does."""


@dataclass(frozen=True)
class Advice:
    """One line of the chooser. codes: what it switches off; where: a platform's name or ""; said: its sentence."""

    codes: tuple[str, ...]
    name: str
    where: str
    said: str

    @property
    def words(self) -> str:
        """Its name with its platform."""
        return _("{platform}: {advice}").format(platform=self.where, advice=self.name) if self.where else self.name

    @property
    def spoken(self) -> str:
        """What a screen reader says of the line."""
        return f"{self.words}. {self.said}"


def advices() -> list[Advice]:
    """Return what can be switched off, what holds everywhere first. Reads some forty small files."""
    return [*_of_culture(), *_of_several(), *(each for place in platforms().values() for each in _of(place))]


def switched_off(codes: Sequence[str], known: Sequence[Advice]) -> list[Advice]:
    """Return the lines that say what is off: one for an advice that is off wherever it was given.

    A code that nothing knows any more keeps a line under its own name, so that it can be taken away.
    """
    left, found = dict.fromkeys(codes), []
    for advice in known:
        if all(code in left for code in advice.codes):
            found.append(advice)
            for code in advice.codes:
                del left[code]
    return [*found, *(Advice(codes=(code,), name=code, where="", said="") for code in left)]


def sentence_of(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return what `code` says, with "…" for what only a text would tell; "" when that says nothing."""
    if code not in messages.codes():
        return ""
    said = re.sub(r"\{\w+\}\.?", "…", messages.say(code, params or {}))
    return said if len(re.findall(r"\w{2,}", said)) >= _FEWEST_WORDS else ""


def _of_culture() -> Iterator[Advice]:
    for check in culture.checks().values():
        if check.owner == "fit" and "info" in (check.level, *check.levels.values()):
            said = sentence_of(check.id, {"as_of": check.as_of.isoformat(), "source": check.source})
            name = _(CULTURE[check.id]) if check.id in CULTURE else said or check.id
            yield Advice(codes=(check.id,), name=name, where="", said=said)


def _of_several() -> Iterator[Advice]:
    given: dict[str, list[Platform]] = {}
    for place in platforms().values():
        for custom in _soft(place):
            given.setdefault(custom, []).append(place)
    for custom, places in given.items():
        if len(places) >= _EVERYWHERE:
            names = ", ".join(place.name for place in places)
            codes = tuple(f"{place.id}.{custom}" for place in places)
            yield Advice(codes=codes, name=_(CUSTOMS.get(custom, custom)), where=_("All platforms"), said=names)


def _of(place: Platform) -> Iterator[Advice]:
    for code, custom in _soft(place).items():
        said = sentence_of(f"fit.{custom.message or custom.rule}", {**custom.params, "platform": place.name})
        yield Advice(codes=(f"{place.id}.{code}",), name=_(CUSTOMS.get(code, code)), where=place.name, said=said)


def _soft(place: Platform) -> dict[str, Custom]:
    return {custom.code: custom for custom in place.customs if not custom.hard}
