"""Habits of one place that look odd in another: foreign gestures, false friends, emoji with two lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.platforms.checks import Found
from aparte.text.lexicon import bare_emoji

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.platforms.checks import Loudness
    from aparte.platforms.conditions.scene import Scene
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Token

_FRENCH_WORDS = "le la les des une est et pour avec dans nous vous que qui sur au aux du ce cette pas plus"
_ENGLISH_WORDS = "the and with for you is are our of to in on this that we your be will it from"
_FRENCH, _ENGLISH = frozenset(_FRENCH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_BILINGUAL = 4
"""Distinct little words of each language before a draft counts as bilingual: three are met in names and titles."""


def foreign_habits(scene: Scene) -> Iterator[Found]:
    """Find what belongs to another network: its gestures ("swipe", "link in bio", "RT") and its addresses.

    params.gestures: tables of any (word lists), at_home (platforms where it is right), message, before (the
    kinds of token it must stand before).
    """
    tokens = scene.reading.tokens
    for gesture in scene.value("gestures", ()):
        if scene.platform not in gesture["at_home"]:
            for hit in scene.reading.found(*gesture["any"]):
                follower = tokens[hit.last + 1].kind if hit.last + 1 < len(tokens) else ""
                if follower not in gesture.get("before", (follower,)):
                    continue
                shown = scene.text[hit.start : hit.end]
                yield Found(hit.start, hit.end, message=gesture["message"], params={"words": shown})
    for place in scene.reading.marks:
        token = tokens[place]
        if token.kind == "mention":
            message = _stranger(token.low[1:], scene.platform)
            if message:
                yield Found(token.start, token.end, message=message, params={"handle": token.raw})


def _stranger(handle: str, platform: str | None) -> str | None:
    """Return why this address leads nowhere on `platform`, or None. Each network writes its addresses its own way."""
    if "@" in handle:
        return None if platform == "mastodon" else "x-only-handle.fediverse"
    if handle.endswith(".bsky.social"):
        return None if platform == "bluesky" else "x-only-handle.bluesky"
    if platform == "bluesky" and "." not in handle:
        return "x-only-handle.no_domain"
    return "x-only-handle.no_server" if platform == "mastodon" else None


def false_friends(scene: Scene) -> Iterator[Found]:
    """Find words that look alike in French and English and don't mean the same, in a draft that mixes both.

    Two signs only: both languages stand in the draft, or the word is used as its twin is ("supporter une cause").
    """
    hits = scene.reading.hits
    for hit in hits.get("culture.calque", ()):
        yield _false_friend(scene, hit)
    listed = ("culture.false-friend-fr", "culture.false-friend-en", "culture.false-friend")
    both = all(category in hits for category in listed[:2])
    if both or (scene.has(listed) and _is_bilingual(scene.reading.words)):
        for hit in scene.reading.found(*listed):
            yield _false_friend(scene, hit)


def _false_friend(scene: Scene, hit: Hit) -> Found:
    shown = scene.text[hit.start : hit.end]
    meaning: Mapping[str, str] = scene.value("meanings", {})
    key = next((key for key in meaning if key in hit.entry), "")
    return Found(hit.start, hit.end, params={"word": shown, "meaning": meaning.get(key, "")})


def _is_bilingual(words: Sequence[Token]) -> bool:
    met = {word.low for word in words}
    return len(met & _FRENCH) >= _BILINGUAL and len(met & _ENGLISH) >= _BILINGUAL


def double_meanings(scene: Scene) -> Iterator[Found]:
    """Find emoji that say something else to some readers, unless the text shows that the plain meaning is meant.

    params.emoji: tables of signs, message, and what makes them speak: `regions` (warned about there), `platforms`
    (advice there), `beside` (word lists that make it worse: a warning), `plain` (word lists that clear it). An entry
    with neither regions, platforms nor beside always speaks, as advice.
    """
    met: dict[str, Token] = {}
    for token in scene.reading.tokens:
        if token.kind == "emoji":
            met.setdefault(bare_emoji(token.raw), token)
    if not met:
        return
    for entry in scene.value("emoji", ()):
        for sign in entry["signs"]:
            found = _second_meaning(scene, entry, met[sign]) if sign in met else None
            if found:
                yield found


def _second_meaning(scene: Scene, entry: Mapping[str, Sequence[str]], token: Token) -> Found | None:
    if scene.has(entry.get("plain", ())):
        return None
    warned = set(scene.occasion.regions) & set(entry.get("regions", ())) or scene.has(entry.get("beside", ()))
    conditional = "regions" in entry or "beside" in entry or "platforms" in entry
    if not warned and conditional and scene.platform not in entry.get("platforms", ()):
        return None
    message = str(entry["message"])
    level: Loudness | None = "warn" if warned else None
    return Found(token.start, token.end, message=message, params={"emoji": token.raw}, level=level)
