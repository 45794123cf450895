"""A name after "of": French elides it, « d’Atelier », and what elides can't be told by a translation alone."""

from __future__ import annotations

import re
import unicodedata

from aparte.i18n import _, pgettext

_VOWELS = frozenset("aeiouœæ")
_BREATHED = re.compile(
    r"h(?:ach|aie|all|amac|ameau|amster|and|angar|appy|aricot|arp|asard|aut|avre|erisson|eron|eros\b|etre|ibou|iss"
    r"|ip\b|ockey|olland|omard|ome\b|ongr|onte|ors|oul|ous|ub\b|ublot|uit\b|urle|utte)"
)
"""Beginnings with an aspirated h, which is not elided: a choice of the words that names of shops are made of."""


def of(name: str) -> str:
    """Write "of" before a name: "of Atelier"; in French « d’Atelier », « de Lyon », and « de Le Quai » as it is."""
    return (pgettext("before a vowel", "of {name}") if _opens(name) else _("of {name}")).format(name=name)


def _opens(name: str) -> bool:
    """Tell whether a name begins with a vowel, or with a mute h, to the ear."""
    bare = "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char))
    if re.match(r"(?:onze|oui|ouistiti|yaourt|y[aeiou])", bare):
        return False
    if bare.startswith("h"):
        return bare[1:2].isalpha() and not _BREATHED.match(bare)
    return bare[:1] in _VOWELS or bool(re.match(r"y[^aeiou\W\d]", bare))
