"""Tu and vous said to the same reader: pronouns, possessives and imperatives, quotations and set phrases apart.

It refuses to choose between them: which one a client says is the client's own setting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.platforms.checks import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aparte.platforms.conditions.scene import Scene
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Token

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|^[ \t]*[—–-][ \t].*$", re.MULTILINE)
"""Somebody else's words: between quotation marks, or a line of dialogue."""
_ENDS_IN_TU = ("-toi", "-tu")
_ENDS_IN_VOUS = ("-vous", "ez")
_NO_ADDRESS = frozenset(("rendez-vous", "assez", "chez", "nez", "rez", "jez", "rez-de-chaussée"))
_BEFORE_AN_ORDER = frozenset(("alors", "donc", "allez", "vite"))


def mixed_address(scene: Scene) -> Iterator[Found]:
    """Find tu and vous said to the same reader, one finding on each odd form.

    When the client has chosen (`Occasion.address`) every form of the other kind is odd, else those of the rarer kind.
    """
    chosen = scene.occasion.address
    tu, vous = _tu(scene), _vous(scene)
    if not (tu and vous) and not chosen:
        return
    meant = _meant(scene)
    tu, vous = [span for span in tu if meant(span)], [span for span in vous if meant(span)]
    if chosen:
        odd = vous if chosen == "tu" else tu
        message = f"tu-vous-mix.{chosen}"
    else:
        odd = (tu if len(tu) <= len(vous) else vous) if tu and vous else []
        message = None
    for start, end in odd:
        params = {"word": scene.text[start:end], "tu": len(tu), "vous": len(vous)}
        yield Found(start, end, message=message, params=params)


def _tu(scene: Scene) -> list[tuple[int, int]]:
    tokens, hits = scene.reading.tokens, scene.reading.hits
    spans = [(hit.start, hit.end) for hit in hits.get("culture.tu", ()) if hit.entry != "ton" or _owns(tokens, hit)]
    orders = [tokens[hit.first] for hit in hits.get("culture.tu-order", ()) if _is_an_order(tokens, hit)]
    spans += [(verb.start, verb.end) for verb in orders]
    if any(ending in scene.text for ending in _ENDS_IN_TU):
        spans += [(word.start, word.end) for word in scene.reading.words if word.low.endswith(_ENDS_IN_TU)]
    return sorted(spans)


def _vous(scene: Scene) -> list[tuple[int, int]]:
    spans = {(hit.start, hit.end) for hit in scene.reading.hits.get("culture.vous", ())}
    spans |= {
        (word.start, word.end)
        for word in scene.reading.words
        if word.low.endswith(_ENDS_IN_VOUS) and word.low not in _NO_ADDRESS and not _is_a_name(scene.text, word)
    }
    return sorted(spans)


def _is_a_name(text: str, word: Token) -> bool:
    """Suez, Sanchez: a capital that does not open a sentence. In a line of capitals nobody can tell."""
    before = text[: word.start].rstrip(" \u00a0\u202f")
    return word.raw[0].isupper() and bool(before) and (before[-1].isalnum() or before[-1] in ",’'@")


def _owns(tokens: Sequence[Token], hit: Hit) -> bool:
    """« Ton » with no word behind it is the noun."""
    return hit.last + 1 < len(tokens) and tokens[hit.last + 1].kind in {"word", "number"}


def _is_an_order(tokens: Sequence[Token], hit: Hit) -> bool:
    """« Découvre » opens its sentence; « Léa découvre » tells of somebody."""
    before = tokens[hit.first - 1] if hit.first else None
    return before is None or before.kind in {"punct", "emoji", "other"} or before.low in _BEFORE_AN_ORDER


def _meant(scene: Scene) -> Callable[[tuple[int, int]], bool]:
    """Return whether an address is meant for the reader: it is not in a quotation, nor in a set phrase."""
    apart = [match.span() for match in _QUOTED.finditer(scene.text)]
    apart += [(hit.start, hit.end) for hit in scene.reading.hits.get("culture.set-phrase", ())]
    return lambda span: not any(start <= span[0] < end for start, end in apart)
