"""Which network a pasted page comes from, told by the words only it writes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aparte.sources.pasted_words import LONGEST, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.sources.pasted_lines import Line

_SIGNS: tuple[tuple[str, int, str], ...] = (
    ("instagram", 3, r".+'s? profile picture|photo de profil de .+|(?:view|hide) all \d+ replies|original audio"),
    (
        "instagram",
        3,
        r"(?:view replies|afficher les réponses|voir les réponses) \(\d+\)|audio d'origine|liked by author",
    ),
    (
        "instagram",
        1,
        r"(?:\d[\d.,k ]*(?:likes?|(?:mentions? )?j'aime))? ?(?:reply|répondre)|hide replies|masquer les réponses",
    ),
    (
        "linkedin",
        3,
        r"view .+ (?:profile|graphic link)|voir le profil de .+|.*(?:degree connection|relation de \d\w+ niveau)",
    ),
    (
        "linkedin",
        3,
        r"(?:.*[·•] )?(?:1st|2nd|3rd\+?|1er|1re|2e|3e et \+|3e)|\d[\d.,  ]* (?:followers|abonnés)|\d+ r[ée]actions?",
    ),
    ("linkedin", 2, r"(?:…|\.\.\.) ?(?:more|plus)|\d+ (?:reply|réponse)s? (?:on|sur) .+"),
    (
        "x",
        3,
        r"(?:replying to|en réponse à).*|reposts?|post your reply|postez votre réponse|translate post|traduire le post",
    ),
    ("x", 2, r"(?:\d[\d.,  km]* )?(?:views|vues)|show this thread"),
    (
        "youtube",
        3,
        r"(?:pinned by|épinglé par) @.*|sort by|trier par|translate to .+|traduire en .+|read more|lire la suite",
    ),
    ("tiktok", 3, r"(?:[·•] )?(?:creator|créateur)|(?:liked by creator|aimé par le créateur)|for you|pour toi"),
    ("tiktok", 2, r"(?:view|afficher) \d+ (?:reply|replies|réponses?)|view more replies.*"),
    ("facebook", 3, r"(?:top|super|rising) fan|fan régulier|(?:view|voir) (?:more|plus de) (?:comments|commentaires)"),
    ("facebook", 3, r".+ (?:replied|a répondu)(?: [·•] .+)?|write a comment.*|écrivez un commentaire.*"),
    ("facebook", 2, r"\d+ ?\w{1,4}\.? ?(?:like|j'aime) ?(?:reply|répondre).*"),
    ("facebook", 1, r"like|j'aime|all comments|tous les commentaires|most relevant|les plus pertinents"),
)
_KNOWN = tuple((network, weight, re.compile(pattern)) for network, weight, pattern in _SIGNS)
_MOST_LINES = 2_000
_LONG_AGO = re.compile(
    r"(?:il y a )?\d+ (?:seconde|minute|heure|jour|semaine|moi|an|second|hour|day|week|month|year)s?(?: ago)?.*"
)
_SHORT_AGO = re.compile(r"(?:\d+[smhdw] ago|il y a \d+ (?:s|min|h|j|sem)\.?)|(?:20\d\d-)?\d{1,2}-\d{1,2}")


def network_of(lines: Sequence[Line]) -> str:
    """Return the platform id that the most lines speak for, or "" when none does."""
    votes: Counter[str] = Counter()
    reacted = any(line.says == "reaction" for line in lines[:_MOST_LINES])
    for place, line in enumerate(lines[:_MOST_LINES]):
        if len(line.text) > LONGEST:
            continue
        folded = fold(line.text)
        bare = folded.bare
        for network, weight, pattern in _KNOWN:
            if pattern.fullmatch(folded.text.strip()) or pattern.fullmatch(bare):
                votes[network] += weight
        if line.says == "time":
            before = [one.says for one in lines[max(0, place - 2) : place]]
            follows = lines[place + 1].says if place + 1 < len(lines) else ""
            votes["tiktok"] += 2 * (follows == "reply" and bool(_SHORT_AGO.fullmatch(bare)))
            votes["facebook"] += follows == "reaction"
            votes["linkedin"] += 2 * (follows == "words" and reacted)
            if "handle" in before:
                votes["youtube" if _LONG_AGO.fullmatch(bare) else "x"] += 3
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else ""
