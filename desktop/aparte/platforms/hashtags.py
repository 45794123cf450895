"""The rules about hashtags: how many, glued, cut short, or no hashtag at all. See `rules` for what a rule is.

What a reader takes for a hashtag (a mark and the letters behind it) is compared with what the platform links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.platforms.placed import Mark, Placed, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aparte.nouns import Span
    from aparte.platforms.platform import Value

_WORD = r"(?=\d*+[^\W\d])\w++"
_GLUED = re.compile(rf"[#＃](?<![\w&/#＃][#＃]){_WORD}(?:[#＃]{_WORD})+")
_TAG = re.compile(r"[#＃](?<![^\s(«“\"'][#＃])[^\s#＃]+")
_CLOSING = ".,;:!?…)»”\"'’]}"
_JOINT = re.compile(r"[-'’.&/+](?=[^\W_])")
_AFTER = re.compile(r"[^\w#＃@]*+(?:https?://\S++[^\w#＃@]*+)?")


def max_hashtags(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At most `limit` hashtags. The fix deletes the surplus, or only its mark where the word belongs to a sentence."""
    limit, tags = number(params, "limit"), placed.found["hashtags"]
    if len(tags) > limit:
        start, end, fix = _without(placed.text, tags, limit)
        yield Mark(start=start, end=end, fix=fix, params={"count": len(tags), "limit": limit})


def min_hashtags(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """At least `limit` hashtags, in a text that says something."""
    if len(placed.found["hashtags"]) < number(params, "limit") and placed.text.strip():
        yield Mark(start=len(placed.text), end=len(placed.text), params={"limit": number(params, "limit")})


def glued_hashtags(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """A space before each hashtag; the fix puts it there."""
    for match in _GLUED.finditer(placed.text):
        if not placed.overlaps_link(match.start(), match.end()):
            apart = re.sub(r"(?<=.)([#＃])", r" \1", match[0])
            yield Mark(start=match.start(), end=match.end(), fix=apart, params={"found": match[0]})


def cut_hashtag(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """A hashtag goes on to the end of its word: "#arc-en-ciel" is only "arc" there; the fix joins the words."""
    ends = {span.start: span.end for span in placed.found["hashtags"]}
    for start, tag in _tags(placed):
        end = ends.get(start)
        if end is not None and end < start + len(tag) and _JOINT.match(tag, end - start):
            linked = placed.text[start:end]
            yield Mark(start=start, end=start + len(tag), fix=_joined(tag), params={"found": tag, "linked": linked})


def lost_hashtag(placed: Placed, _params: Mapping[str, Value]) -> Iterator[Mark]:
    """A hashtag holds a letter: "#2026" is a hashtag nowhere."""
    starts = {span.start for span in placed.found["hashtags"]}
    for start, tag in _tags(placed):
        if start not in starts and tag[1:].replace("_", "").isdecimal():
            yield Mark(start=start, end=start + len(tag), params={"found": tag})


def topic_tag(placed: Placed, params: Mapping[str, Value]) -> Iterator[Mark]:
    """A tag of at most `limit` characters, holding none of `forbidden`; the fix takes these out."""
    limit, forbidden = number(params, "limit"), words(params, "forbidden")
    for start, tag in _tags(placed):
        clean = "".join(char for char in tag if char not in forbidden)
        if clean != tag or len(tag) - 1 > limit:
            fix = clean if len(clean) - 1 <= limit else None
            yield Mark(start=start, end=start + len(tag), fix=fix, params={"found": tag, "limit": limit})


def _tags(placed: Placed) -> Iterator[tuple[int, str]]:
    """Yield start and text of what a reader takes for a hashtag, closing punctuation left out."""
    for match in _TAG.finditer(placed.text):
        tag = match[0].rstrip(_CLOSING)
        if len(tag) > 1 and not placed.overlaps_link(match.start(), match.start() + len(tag)):
            yield match.start(), tag


def _joined(tag: str) -> str:
    first, *others = re.split(r"[-'’.&/+]+", tag)
    return first[:2].upper() + first[2:] + "".join(word[:1].upper() + word[1:] for word in others)


def _without(text: str, tags: Sequence[Span], keeps: int) -> tuple[int, int, str]:
    """Return the stretch that holds the hashtags after the first `keeps`, and the same without them.

    A hashtag a sentence would miss loses only its mark: one that leads or is led to by a word of its line.
    """
    start = done = tags[keeps].start
    kept: list[str] = []
    for place, tag in enumerate(tags[keeps:], keeps):
        between = text[done : tag.start]
        if _leads(text, tag) or _is_led_to(text, tag, tags[place - 1].end if place else 0):
            kept += [between, text[tag.start + 1 : tag.end]]
        else:
            kept.append(between.rstrip(" \t"))
            if place == keeps:
                start = len(text[:start].rstrip())
        done = tag.end
    return start, done, "".join(kept)


def _leads(text: str, tag: Span) -> bool:
    line_end = text.find("\n", tag.end)
    after = _AFTER.match(text, tag.end, line_end if line_end >= 0 else len(text))
    return after is not None and text[after.end() : after.end() + 1].isalnum()


def _is_led_to(text: str, tag: Span, last_end: int) -> bool:
    between = text[max(text.rfind("\n", 0, tag.start) + 1, last_end) : tag.start].rstrip()
    return between[-1:].isalnum()
