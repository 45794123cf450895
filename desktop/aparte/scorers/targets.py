"""Whom a hard word is aimed at: the reader, somebody else, the author, a thing, or nobody.

A list says "idiot"; this module says whether it is thrown at a person, because « je suis idiot », "a stupid mistake"
and « il m'a traité d'idiot » hurt nobody. It reads grammar words around the hit and refuses to guess intentions.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading, Token

Aim = Literal["reader", "other", "self", "nobody"]

CLEAR = 0.8
"""From this weight a word names a person whatever stands around it; below, a frame or "you are" must say so."""

_SECOND = word_set(
    "tu t' te toi ton ta tes vous votre vos you you're you've you'll your u ur ya y'all yourself yourselves youre"
)
_SECOND_TAILS = ("-tu", "-toi", "-vous")
_FIRST = word_set("je j' moi me m' mon ma mes i i'm i've i'll i'd im me my myself nous on we we're our")
_THIRD = word_set("il elle ils elles lui leur he she they him her them he's she's they're his their")
_BE = word_set(
    "es êtes est sont étais était étiez restes fais are is were was you're he's she's they're youre be being ur r"
)
_BETWEEN = word_set(
    "un une des le la les de d' qu' que ne n' vraiment trop très si tellement complètement juste bien quand même tous "
    "toutes tout toute gros grosse sacré sacrée bel belle petit petite vrai vraie vrais pauvre sale putain encore plus "
    "a an the so such really just all absolute absolutely complete total totally utter fucking bloody real little both "
    "pure proper nothing but too very worst pire pires damn big fat stupid dumb"
)
_BEFORE_BE = word_set("n' ne people guys lot all tous toutes lads folks")
_POINTING = word_set("ce cet cette ces this that these those")
_REACH = 6
"""Tokens between a person and what is said of them."""
_first_token = attrgetter("first")


def hits_within(hits: Sequence[Hit], first: int, last: int) -> Sequence[Hit]:
    """Return those of `hits` (in the order of the text) that begin at a token of first..last."""
    return hits[bisect_left(hits, first, key=_first_token) : bisect_left(hits, last + 1, key=_first_token)]


def aim_of(reading: Reading, hit: Hit) -> Aim:
    """Return whom `hit` (an insult) is aimed at.

    "nobody" when it is quoted, reported or denied, or when its sentence shows no person; a word of full weight always
    names one.
    """
    scope = scope_of(reading)
    if scope.quoted(hit.first, hit.last) or scope.reported(hit.first) or scope.negated(hit.first, hit.last):
        return "nobody"
    first, last = scope.sentence(hit.first)
    person = _nearest_person(reading.tokens, first, hit.first)
    if person == "self":
        return "self"
    said_of = _framed(reading, hit, first) or _predicate(reading, hit, first) or _vocative(reading, hit, first, last)
    if said_of is None and hit.weight >= 1 and hit.category != "insult.mild":
        said_of = _person_around(reading, hit, first, last)
    return said_of or "nobody"


def speaks_to_reader(reading: Reading, first: int, last: int) -> bool:
    """Return whether the tokens first..last name the reader: a second person or a mention."""
    return any(_is_second(token) for token in reading.tokens[first : last + 1])


def _is_second(token: Token) -> bool:
    low = token.low
    return token.kind == "mention" or low in _SECOND or low.endswith(_SECOND_TAILS)


def _nearest_person(tokens: list[Token], first: int, index: int) -> Aim | None:
    """Whose pronoun stands last before `index`, within a few words."""
    for token in reversed(tokens[max(first, index - _REACH) : index]):
        if _is_second(token):
            return "reader"
        if token.low in _FIRST:
            return "self"
        if token.low in _THIRD:
            return "other"
    return None


def _framed(reading: Reading, hit: Hit, first: int) -> Aim | None:
    """« espèce de … », « bande de … », "you absolute …", "what an …"."""
    for frame in hits_within(reading.hits.get("insult.frame", ()), hit.first - _REACH, hit.first):
        if frame.last == hit.first - 1 and frame.weight + hit.weight > 1.4 and not _describes_a_thing(reading, hit):
            to_reader = speaks_to_reader(reading, first, hit.last)
            return "reader" if to_reader or _standalone(reading, frame.first, hit.last) else "other"
    return None


def _describes_a_thing(reading: Reading, hit: Hit) -> bool:
    """Return whether a noun follows, so that the word is its adjective: "what a stupid mistake"."""
    if hit.category != "insult.mild" or hit.last + 1 >= len(reading.tokens):
        return False
    after = reading.tokens[hit.last + 1]
    return after.kind == "word" and not _is_second(after) and after.low not in _AFTER_A_PERSON


_AFTER_A_PERSON = word_set("qui que qu' et ou va who that and or he she they at in is are ce ces cette ta ton")


def _predicate(reading: Reading, hit: Hit, first: int) -> Aim | None:
    """« tu es vraiment … », "he's such a …", « Le patron est un … »: a person, a form of be, a few small words."""
    tokens = reading.tokens
    index = hit.first - 1
    insulting = {
        other.first
        for category in ("insult.mild", "insult.strong")
        for other in hits_within(reading.hits.get(category, ()), first, hit.first)
    }
    while index >= first and hit.first - index <= _REACH and (tokens[index].low in _BETWEEN or index in insulting):
        index -= 1
    if index >= first and _is_second(tokens[index]) and _asks_if_you_are(tokens, index, first):
        return "reader"
    if index < first or tokens[index].low not in _BE:
        return None
    be = tokens[index]
    while index > first and tokens[index - 1].low in _BEFORE_BE:
        index -= 1
    before = tokens[index - 1] if index > first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if _is_second(be) or (before is not None and _is_second(before)) or (after is not None and after.low == "you"):
        return "reader"
    named = {other.last for other in hits_within(reading.hits.get("target.third", ()), first, index)}
    if not named.isdisjoint(range(max(first, index - _REACH), index + 1)):
        return "other" if hit.weight >= CLEAR else None
    if before is not None and before.kind == "word" and before.raw[0].isupper() and hit.weight >= 0.9:
        return "other" if index - 1 > first or reading.language == "en" or before.raw[1:].islower() else None
    return None


def _asks_if_you_are(tokens: list[Token], index: int, first: int) -> bool:
    """« Es-tu … », "are you …"."""
    return tokens[index].low in _INVERTED or (index > first and tokens[index - 1].low in _BE)


_INVERTED = word_set("es-tu êtes-vous")


def _vocative(reading: Reading, hit: Hit, first: int, last: int) -> Aim | None:
    """« …, connard ! », "@x idiot", a sentence that is nothing but the word."""
    if hit.weight < CLEAR:
        return None
    tokens = reading.tokens
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    closed = after is None or hit.last == last or after.kind in ("punct", "emoji", "mention")
    if not closed:
        return None
    if before is not None and before.kind == "mention":
        return "reader"
    opened = hit.first == first or (before is not None and before.raw[0] in ",:;-")
    if not opened:
        return None
    alone = _standalone(reading, hit.first, hit.last)
    return "reader" if alone or speaks_to_reader(reading, first, last) or _is_second(tokens[0]) else None


def _standalone(reading: Reading, first: int, last: int) -> bool:
    begin, end = scope_of(reading).sentence(first)
    return first == begin and all(token.kind != "word" for token in reading.tokens[last + 1 : end + 1])


def _person_around(reading: Reading, hit: Hit, first: int, last: int) -> Aim:
    if speaks_to_reader(reading, first, last):
        return "reader"
    before = reading.tokens[hit.first - 1].low if hit.first > first else ""
    return "reader" if before not in _POINTING and _is_second(reading.tokens[0]) else "other"
