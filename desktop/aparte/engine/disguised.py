"""Letters that are not what they seem: invisible signs, look-alikes of another script, bold made of mathematics.

A wording that holds one where the draft has none is refused whole: nobody would see it before it is published.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINER = "\u200d"
_SELECTORS: Final = frozenset("\ufe0e\ufe0f")
_KEPT: Final = frozenset("\n\t")
_LAST_LATIN, _MORE_LATIN = "\u024f", ("\u1e00", "\u1eff")
_KEYCAP = "\u20e3"


def strange_signs(text: str, draft: str) -> tuple[str, ...]:
    """Return the names of the signs of `text` that no one types and that `draft` does not have.

    Control and format characters (but the joiners of emoji that the draft or an emoji needs), tags, private letters,
    letters of another script than Latin, and letters that are only another look of a Latin one.
    """
    known = set(draft)
    return tuple(dict.fromkeys(_name(one) for at, one in enumerate(text) if one not in known and _is_strange(text, at)))


def _is_strange(text: str, at: int) -> bool:
    sign = text[at]
    if sign <= "~" or sign in _SELECTORS:
        return sign < " " and sign not in _KEPT
    if sign == _JOINER:
        return not (at and unicodedata.category(text[at - 1]) in {"So", "Sk", "Mn", "Cn"})
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        return True
    if category[0] == "L" or category == "Nd":
        return sign > _LAST_LATIN and not _MORE_LATIN[0] <= sign <= _MORE_LATIN[1]
    return category[0] == "M" and sign != _KEYCAP and not _composes(text, at)


def _composes(text: str, at: int) -> bool:
    """Tell whether a combining sign makes one letter with what stands before it, as typed on some machines."""
    pair = text[max(0, at - 1) : at + 1]
    return len(unicodedata.normalize("NFC", pair)) < len(pair)


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"
