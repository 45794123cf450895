"""What the columns of a table are called, in French, in English and by the tools that export them.

Names are compared without case, accents or punctuation. It refuses to guess from the cells: a table whose columns say
nothing is for the person to name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aparte.archive.export import CSV_HEADER
from aparte.archive.words import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split(", "))
    for field, names in {
        "text": (
            "text, texte, full text, post message, message, contenu du post, contenu, content, post text, "
            "share commentary, tweet text, tweet, post, publication, commentaire, comment text, comment, "
            "legende, caption, verbatim, avis, review, hit sentence, snippet, extrait, opening text, body, "
            "corps, description, mention"
        ),
        "date": (
            "created at, date, date gmt, date utc, publishing date, date de publication, published at, "
            "published, publie le, posted at, sent at, date sent, timestamp, horodatage, datetime, date "
            "time, date heure, comment create timestamp, created, cree le, time, heure"
        ),
        "time": "publishing time, time, heure, heure de publication",
        "author": (
            "author, auteur, auteure, user, username, user name, utilisateur, screen name, handle, pseudo, "
            "influencer, profile, profil, compte, account, nom, name, from, de"
        ),
        "platform": (
            "platform, plateforme, network, social network, reseau, reseau social, canal, channel, source, "
            "media type, service"
        ),
        "url": (
            "url, link, lien, permalink, permalien, post permalink, share link, post link, lien du post, "
            "adresse, address"
        ),
        "id": "id, post id, tweet id, comment id, identifiant, identifier, message id",
        "lang": "lang, language, langue",
        "title": "title, titre, headline, objet",
        "kind": "kind",
        "form": "form",
        "brand": "brand",
        "reply_to": "reply to, in reply to, in reply to id, parent comment id, en reponse a",
    }.items()
}
"""The best name first: a table with a column \"full text\" and another \"snippet\" is read by the first."""


class Columns(NamedTuple):
    """Which column holds what. places: field -> index. ours: `aparte export` wrote it."""

    places: Mapping[str, int]
    ours: bool


def columns_of(header: Sequence[str]) -> Columns | None:
    """Return what the columns of `header` hold, or None when none of them holds a text."""
    places = places_of(header)
    return Columns(places, ours=tuple(header) == CSV_HEADER) if "text" in places else None


def places_of(header: Sequence[str]) -> dict[str, int]:
    """Return field -> column, for each field that a name of `header` tells."""
    names = [normal(cell) for cell in header]
    places: dict[str, int] = {}
    for field, known in _NAMES.items():
        place = next(
            (names.index(name) for name in known if name in names and names.index(name) not in places.values()), None
        )
        if place is not None:
            places[field] = place
    return places


def recognised(row: Sequence[str]) -> int:
    """Return how many cells of `row` are names of columns we know."""
    return sum(1 for cell in row if normal(cell) in _ALL)


def normal(name: str) -> str:
    """Return a column's name as it is compared: "Date (GMT)" and "date_gmt" are both "date gmt"."""
    spaced = "".join(char if char.isalnum() else " " for char in fold(_split_camel(name)))
    return " ".join(spaced.split())


def _split_camel(name: str) -> str:
    if name.isupper() or " " in name:
        return name
    return "".join(
        f" {char}" if char.isupper() and place and not name[place - 1].isupper() else char
        for place, char in enumerate(name)
    )


_ALL = frozenset(name for names in _NAMES.values() for name in names)
