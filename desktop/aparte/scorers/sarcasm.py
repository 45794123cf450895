"""The risk that a text is taken for irony, the words it hangs on, and what it would be without them.

A table learned from our own corpus and from people's texts, and hand-set evidence with named reasons, in one sum whose
parts are exact; not called calibrated before enough readers agreed with it (SCORING.md, lesson 5). The level comes from
the rank among sincere posts, not from the risk. Refuses to judge a reply whose parent is missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from aparte.nouns import Sarcasm, Without
from aparte.scorers import irony_cues, irony_marks, irony_table, readings
from aparte.scorers.irony_risk import judge, probability
from aparte.scorers.irony_scene import PREFIX
from aparte.scorers.irony_weights import MAX_WITHOUT, PRIOR
from aparte.scorers.rank import against, level
from aparte.text import rereading
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aparte.nouns import Language, Occasion
    from aparte.scorers.irony_risk import Judgement
    from aparte.scorers.rank import Reference


class SarcasmScorer:
    """Fills `sarcasm`: see `assess_irony`."""

    name = "sarcasm"
    version = "table-2"

    def score(self, reading: Reading, occasion: Occasion) -> Sarcasm:
        """Assess `reading`, ranked against the shipped reference posts."""
        return assess_irony(reading, occasion)


SCORER = SarcasmScorer()
_MAY_CHANGE_SIDES = 500
"""Characters up to which one stretch may decide in which language a text is read."""


def assess_irony(
    reading: Reading,
    occasion: Occasion,
    own_risks: Sequence[float] | None = None,
    *,
    language_heard: bool = False,
    counterfactuals: bool = True,
) -> Sarcasm:
    """Return the irony of a text in its circumstances.

    own_risks: risks (0..1, any order) of the client's own posts; under 100 of them the shipped reference is used.
    language_heard: nobody said the language, it was detected: a short text without a word is then detected again, as a
    mixed one may fall to the other side. counterfactuals: also work out `without`, as many readings again as there are
    cues. Only the first 20,000 characters are read.
    """
    judged = judge(reading, occasion)
    found = _sarcasm(judged, reading, occasion, against(reading.language, own_risks) if not judged.why else None)
    return with_counterfactuals(found, reading, occasion, language_heard=language_heard) if counterfactuals else found


class Asked(NamedTuple):
    """A text of many, with what `assess_irony` takes besides it."""

    reading: Reading
    occasion: Occasion
    language_heard: bool


def assess_ironies(asked: Sequence[Asked], own_risks: Sequence[float] | None = None) -> list[Sarcasm]:
    """Return the irony of many texts as `assess_irony` does each, counterfactuals included.

    The tables hear all texts in one pass, then all places, then all counterfactuals: one by one each hearing costs
    fifteen times as much.
    """
    _listen([(one.reading.heard, one.reading.language) for one in asked])
    judged = [judge(one.reading, one.occasion) for one in asked]
    references = {language: against(language, own_risks) for language in _languages(judged)}
    for language, reference in references.items():
        here = (one for one in judged if one.reading.language == language and not one.why)
        irony_cues.place([one for one in here if level(reference.rank(one.risk)) != "low"], language)
    found = [
        _sarcasm(judgement, one.reading, one.occasion, references.get(one.reading.language))
        for judgement, one in zip(judged, asked, strict=True)
    ]
    cuts = [(_cuts(sarcasm, one.reading), one.reading.language) for sarcasm, one in zip(found, asked, strict=True)]
    _listen([(text, language) for texts, language in cuts for text in texts])
    return [
        with_counterfactuals(sarcasm, one.reading, one.occasion, language_heard=one.language_heard)
        for sarcasm, one in zip(found, asked, strict=True)
    ]


def _languages(judged: Iterable[Judgement]) -> set[Language]:
    return {one.reading.language for one in judged if not one.why}


def _sarcasm(judged: Judgement, reading: Reading, occasion: Occasion, reference: Reference | None) -> Sarcasm:
    """Return what was judged as it is shown, without counterfactuals. reference: None if there is no judgement."""
    if judged.why is not None or reference is None:
        return _abstention(judged.why, occasion)
    place = reference.rank(judged.risk)
    grade = level(place)
    cues = irony_cues.cues(judged, reading.text, learned=grade != "low")
    low, high = irony_table.interval(judged.log_odds, reading.language)
    return Sarcasm(
        risk=judged.risk,
        low=min(low, judged.risk),
        high=max(high, judged.risk),
        level=grade,
        calibrated=False,
        rank=place,
        missed=1.0 - judged.risk if occasion.intent == "playful" else None,
        bias=judged.bias,
        rest=judged.log_odds - judged.bias - sum(cue.weight for cue in cues),
        cues=cues,
        readings=None if grade == "low" else readings.two_readings(judged.evidence, judged.reading, cues),
    )


def risk_without(reading: Reading, start: int, end: int, occasion: Occasion, *, language_heard: bool = False) -> float:
    """Return the risk of the text with the characters start..end (excluded) deleted, scored again from the start."""
    text = reading.whole[:start] + reading.whole[end:]
    language = detect(text) if language_heard and len(text) <= _MAY_CHANGE_SIDES else reading.language
    same = reading.truncated_at is None and language == reading.language and not irony_marks.declared(reading.text)
    cut = rereading.without(reading, start, end, PREFIX) if same else Reading(text, language, reading.names)
    return judge(cut, occasion).risk


def _abstention(why: str | None, occasion: Occasion) -> Sarcasm:
    prior = probability(PRIOR)
    return Sarcasm(
        risk=prior,
        low=0.0,
        high=1.0,
        level="low",
        calibrated=False,
        rank=None,
        missed=1.0 - prior if occasion.intent == "playful" else None,
        bias=PRIOR,
        rest=0.0,
        abstained=True,
        why=why,
    )


def with_counterfactuals(
    found: Sarcasm, reading: Reading, occasion: Occasion, *, language_heard: bool = False
) -> Sarcasm:
    """Return `found` with what the text would be without each of its strongest cues; a low one stays as it is."""
    if found.level == "low":
        return found
    irony_table.listen(_cuts(found, reading), reading.language)
    risks = [
        risk_without(reading, cue.start, cue.end, occasion, language_heard=language_heard)
        for cue in found.cues[:MAX_WITHOUT]
    ]
    without = tuple(
        Without(start=cue.start, end=cue.end, text=cue.text, risk=risk)
        for cue, risk in zip(found.cues, risks, strict=False)
    )
    return replace(found, without=without)


def _cuts(found: Sarcasm, reading: Reading) -> list[str]:
    if found.level == "low":
        return []
    text = reading.heard
    return [text[: cue.start] + text[cue.end :] for cue in found.cues[:MAX_WITHOUT]]


def _listen(texts: Iterable[tuple[str, Language]]) -> None:
    by_language: dict[Language, list[str]] = {"fr": [], "en": []}
    for text, language in texts:
        if language in by_language:
            by_language[language].append(text)
    for language, heard in by_language.items():
        irony_table.listen(heard, language)
