"""Rules about hurting people: insults, hate, threats, calls to harass, words of self-harm.

Each rule starts from words found in the text and asks who is meant, who is quoted and what is denied. Identity words
alone never make a finding, and answering hate is not hate. It describes the message and refuses to label a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.nouns import Finding, Span
from aparte.scorers.disguise import unmasked
from aparte.scorers.targets import CLEAR, aim_of, hits_within, speaks_to_reader
from aparte.text.scope import scope_of, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aparte.nouns import Severity
    from aparte.text.lexicon import Hit
    from aparte.text.reading import Reading

REPEATED_FROM = 3
"""The same insult, or the same person beside insults, this many times is a pile-on and no longer one hard word."""

_LONGEST_IDIOM = 6
_GROUP_REACH = 9
"""Tokens between a group and what is said of it."""
_LINKS = word_set(
    "sont est étaient seront = sont-ils are is were re they're all tous toutes que como like comme c'est c'"
)
_SOFTENERS = word_set(
    "traités traitées traité victimes treated called portrayed seen considered considérés vus fuient flee"
)
_OBJECTS_FR = word_set("te t' vous")
_OTHERS_FR = word_set("le la l' les lui")
_FUTURE_FR = word_set("vais va allons vont vas")
_OBJECTS_EN = word_set("you u ya him her them your his their")
_FUTURE_EN = word_set("will i'll we'll ill gonna going ima imma shall 'll")
_FIRST_EN = word_set("i i'm i'll we we'll we're im ima imma")
_ARTICLES = word_set("a an some the one more another un une des le la les du de")
_LIVELY = word_set("de of laughing rire to wrong right on set tired gorgeous at")


def findings(reading: Reading) -> Iterator[Finding]:
    """Yield the findings of hostility in `reading`, quoted, reported and denied words left out."""
    hits = reading.hits
    hidden = unmasked(reading)
    yield from _insults(reading, hidden)
    if "hate.slur" in hits or any(hit.category == "hate.slur" for hit in hidden):
        yield from _slurs(reading, hidden)
    if "group" in hits or "hate.phrase" in hits:
        yield from _hate(reading)
    if "threat.verb" in hits or "threat.phrase" in hits:
        yield from _threats(reading)
    if "harass.call" in hits:
        yield from _calls(reading)
    if "selfharm.own" in hits or "selfharm.incite" in hits:
        yield from _self_harm(reading)


def in_idiom(reading: Reading, hit: Hit) -> bool:
    """Return whether `hit` is part of a set phrase that means something else ("spic and span", « tuer le temps »)."""
    idioms = hits_within(reading.hits.get("idiom", ()), hit.first - _LONGEST_IDIOM, hit.last)
    return any(hit.first <= idiom.last for idiom in idioms)


def _finding(code: str, severity: Severity, category: str, hit: Hit, confidence: float) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        scorer="sensitivity",
        span=Span(start=hit.start, end=hit.end),
        confirm=severity != "advice",
        category=category,
        confidence=confidence,
    )


def _spoken_by_others(reading: Reading, hit: Hit) -> bool:
    """Quoted, reported or denied: not what this text says."""
    scope = scope_of(reading)
    return (
        in_idiom(reading, hit)
        or scope.quoted(hit.first, hit.last)
        or scope.reported(hit.first)
        or scope.negated(hit.first, hit.last)
    )


def _insults(reading: Reading, hidden: list[Hit]) -> Iterator[Finding]:
    hits = reading.found("insult.strong", "insult.mild")
    hits = sorted([*hits, *(h for h in hidden if h.category.startswith("insult."))], key=lambda h: h.start)
    aimed = []
    covered = -1
    for hit in hits:
        if hit.start < covered or in_idiom(reading, hit):
            continue
        aim = aim_of(reading, hit)
        if aim in ("reader", "other"):
            covered = hit.end
            aimed.append(hit)
            strong = hit.category == "insult.strong"
            yield _finding(
                "insult.directed" if aim == "reader" else "insult.person",
                "error" if strong else "warning",
                "insult",
                hit,
                (0.9 if aim == "reader" else 0.75) * (1.0 if strong else 0.85),
            )
    for hit in reading.hits.get("insult.phrase", ()):
        following = reading.tokens[hit.last + 1].kind if hit.last + 1 < len(reading.tokens) else ""
        if not _spoken_by_others(reading, hit) and following != "number":
            aimed.append(hit)
            yield _finding("insult.directed", "error" if hit.weight >= CLEAR else "warning", "insult", hit, 0.9)
    yield from _repeated(reading, aimed)


def _repeated(reading: Reading, aimed: list[Hit]) -> Iterator[Finding]:
    if len(aimed) < REPEATED_FROM:
        return
    mentions = [token.low for token in reading.tokens if token.kind == "mention"]
    words = [hit.entry for hit in aimed]
    if max((mentions.count(name) for name in mentions), default=0) >= REPEATED_FROM or any(
        words.count(word) >= REPEATED_FROM for word in words
    ):
        whole = Span(start=0, end=len(reading.text))
        yield Finding(
            code="harassment.repeated",
            severity="error",
            scorer="sensitivity",
            span=whole,
            confirm=True,
            category="harassment",
            confidence=0.8,
        )


def _slurs(reading: Reading, hidden: list[Hit]) -> Iterator[Finding]:
    for hit in [*reading.hits.get("hate.slur", ()), *(h for h in hidden if h.category == "hate.slur")]:
        scope = scope_of(reading)
        apart = in_idiom(reading, hit) or scope.quoted(hit.first, hit.last) or scope.reported(hit.first)
        if not apart and not _reclaimed(reading, hit):
            yield _finding("hate.slur", "error", "hate", hit, 0.6 + 0.3 * hit.weight)


def _reclaimed(reading: Reading, hit: Hit) -> bool:
    """« Je suis pédé et fier », "as a dyke myself": a word somebody says of themselves."""
    around = {token.low for token in reading.tokens[max(0, hit.first - 5) : hit.last + 2]}
    return bool(around & _OWN) and not speaks_to_reader(reading, max(0, hit.first - 5), hit.first)


_OWN = word_set("je j' suis nous sommes i i'm im am we we're us myself moi my fellow proud fier fière fiers")


def _hate(reading: Reading) -> Iterator[Finding]:
    for hit in reading.hits.get("hate.phrase", ()):
        if not _spoken_by_others(reading, hit) and not _answered(reading, hit):
            yield _finding("hate.excluding", "error" if hit.weight >= 1 else "warning", "hate", hit, 0.85 * hit.weight)
    scope = scope_of(reading)
    groups = reading.hits.get("group", ())
    for call in reading.hits.get("hate.call", ()):
        sentence = scope.sentence(call.first)
        if hits_within(groups, *sentence) and not _spoken_by_others(reading, call) and not _answered(reading, call):
            yield _finding("hate.excluding", "error", "hate", call, 0.85)
    yield from _verbs_and_crowds(reading, groups)
    for said in reading.hits.get("hate.dehumanise", ()):
        near = hits_within(groups, said.first - 2 * _GROUP_REACH, said.last + _GROUP_REACH)
        if any(_says_of(reading, group, said) for group in near):
            yield _finding("hate.generalising", "error", "hate", said, 0.8)
            return


def _verbs_and_crowds(reading: Reading, groups: Sequence[Hit]) -> Iterator[Finding]:
    """« Les … volent », "… steal": a group does evil; « trop d'… ici »: a group is too many."""
    for verb in reading.hits.get("hate.verb", ()):
        beside = hits_within(groups, verb.first - 2, verb.first - 1)
        if beside and not _spoken_by_others(reading, verb) and not _answered(reading, verb):
            yield _finding("hate.generalising", "error", "hate", verb, 0.7)
    for many in reading.hits.get("hate.toomany", ()):
        for group in hits_within(groups, many.last + 1, many.last + 1):
            after = reading.tokens[group.last + 1].low if group.last + 1 < len(reading.tokens) else "."
            if after in _HERE and not _spoken_by_others(reading, many) and not _answered(reading, many):
                yield _finding("hate.excluding", "warning", "hate", many, 0.6)


_HERE = word_set(". ! , here in ici dans chez around")


def _says_of(reading: Reading, group: Hit, said: Hit) -> bool:
    """« Les … sont des … », "all … are …", « ces … de … »: said of the whole group, by this text."""
    if _spoken_by_others(reading, said) or _spoken_by_others(reading, group) or _answered(reading, said):
        return False
    tokens = reading.tokens
    if group.last < said.first <= group.last + _GROUP_REACH:
        between = [token.low for token in tokens[group.last + 1 : said.first]]
        if any(low in _SOFTENERS or low in ".!?" for low in between):
            return False
        return any(low in _LINKS for low in between)
    if 0 < group.first - said.last <= 3:
        return (
            tokens[said.last + 1].low in ("de", "d'", "of", "like") and tokens[max(0, said.first - 1)].low in _POINTING
        )
    return False


_POINTING = word_set("ces cette ce these those sale sales")


def _answered(reading: Reading, hit: Hit) -> bool:
    """A word against hate in the same sentence: the text answers, it does not say."""
    return bool(hits_within(reading.hits.get("speech.against", ()), *scope_of(reading).sentence(hit.first)))


def _threats(reading: Reading) -> Iterator[Finding]:
    laughing = any(token.kind == "emoji" and token.low in "😂🤣😅😜" for token in reading.tokens)
    for hit in reading.hits.get("threat.phrase", ()):
        following = reading.tokens[hit.last + 1].low if hit.last + 1 < len(reading.tokens) else ""
        if not _spoken_by_others(reading, hit) and following not in _LIVELY and not _answered(reading, hit):
            clear = hit.weight >= CLEAR and not laughing
            yield _finding("threat.phrase", "error" if clear else "warning", "threat", hit, 0.85 if clear else 0.5)
    for hit in reading.hits.get("threat.verb", ()):
        if _spoken_by_others(reading, hit) or not _announces(reading, hit):
            continue
        if hit.weight > 0.6 or "insult.strong" in reading.hits or "insult.phrase" in reading.hits:
            yield _finding(
                "threat.announced", "warning" if laughing else "error", "threat", hit, 0.5 if laughing else 0.85
            )


def _announces(reading: Reading, hit: Hit) -> bool:
    """Somebody says "I" and the future, and a person is what the verb falls on."""
    tokens = reading.tokens
    before = [token.low for token in tokens[max(0, hit.first - 5) : hit.first]]
    if reading.language == "fr":
        if not before or "si" in before:
            return False
        present = before[-1] in _OBJECTS_FR and before[-2:-1] and before[-2] in ("je", "on", "j'")
        person = before[-1] in _OBJECTS_FR or (before[-1] in _OTHERS_FR and hit.weight >= 1 and "je" in before)
        coming = any(low in _FUTURE_FR for low in before[-3:]) and any(low in ("je", "on", "nous") for low in before)
        following = tokens[hit.last + 1].low if hit.last + 1 < len(tokens) else ""
        person = person or following in ("ta", "ton", "tes", "votre", "vos")
        return bool(present and not hit.entry.endswith("r")) or (person and coming)
    after = [token.low for token in tokens[hit.last + 1 : hit.last + 3]]
    if not after or (after[0] not in _OBJECTS_EN and tokens[hit.last + 1].kind != "mention"):
        return False
    if len(after) > 1 and after[1] in _ARTICLES:
        return False
    return any(low in _FUTURE_EN for low in before) and any(low in _FIRST_EN for low in before)


def _calls(reading: Reading) -> Iterator[Finding]:
    for hit in reading.hits["harass.call"]:
        if not _spoken_by_others(reading, hit):
            yield _finding("harassment.call", "error", "harassment", hit, 0.8)


def _self_harm(reading: Reading) -> Iterator[Finding]:
    for hit in reading.hits.get("selfharm.incite", ()):
        if not _spoken_by_others(reading, hit) and "speech.against" not in reading.hits:
            yield _finding("self_harm.incite", "error", "self_harm", hit, 0.9)
    if "selfharm.support" in reading.hits:
        return
    for hit in reading.hits.get("selfharm.own", ()):
        following = reading.tokens[hit.last + 1].low if hit.last + 1 < len(reading.tokens) else ""
        if not _spoken_by_others(reading, hit) and following not in _LIVELY:
            yield _finding("self_harm.own", "warning", "self_harm", hit, 0.7)
