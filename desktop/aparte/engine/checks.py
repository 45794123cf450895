"""What a wording must pass before anyone sees it: the same checks as her own text, the fact lock, and some honesty.

One function a reason, the first that applies is told. It refuses to mend: what fails is not shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aparte.drafts.assess import assess
from aparte.engine.diff import changes, likeness, same_words
from aparte.engine.disguised import strange_signs
from aparte.engine.facts import lock
from aparte.engine.proposals import Candidate, Refusal
from aparte.engine.turned import turned
from aparte.messages import say
from aparte.scorers.disguise import HIDDEN, unmasked
from aparte.scorers.rank import SAME_RISK
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.engine.facts import Lock
    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment, Finding, Language

_TWIN = 0.95
"""Likeness by words from which two wordings are one: two words changed in forty."""
_ROUNDING = 1e-9
_LEAK_WORDS = 8
"""So many words in a row of the instructions are no accident; an ordinary sentence shares four or five at most."""
_BROKEN = "\ufffd"
_MARKUP = re.compile(
    r"<\|[^|>]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?think>|<(?:start|end)_of_turn>|</?(?:draft|brouillon)>|```"
)


class Examiner:
    """Judges wordings of one draft, in turn; remembers those it accepted."""

    def __init__(
        self, brief: Brief, draft: Assessment, own_risks: Sequence[float] | None, instructions: Iterable[str] = ()
    ) -> None:
        """Judge against `draft`. instructions: what the model was told, which must not come back as a wording."""
        self._brief, self.draft = brief, draft
        self._own_risks = own_risks
        known = _runs(brief.text) | _runs(brief.facts)
        self._told = frozenset(run for text in instructions for run in _runs(text)) - known
        self._harsh = harsh_words(brief.text, draft.language)
        self.accepted: list[Candidate] = []

    def examine(self, text: str, *, by_model: bool) -> Candidate | Refusal:
        """Return the wording as a candidate, or why it is refused."""
        for why, params in self._by_words(text, by_model=by_model):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        held = lock(self._brief.text, text, self.draft.language, self._brief.facts)
        for why, params in self._by_facts(text, held):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        after = self._assessed(text)
        for why, params in self._by_assessment(after):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        candidate = Candidate(
            text=text,
            assessment=after,
            delta=self._delta(after),
            changes=changes(self._brief.text, text),
            facts=held.kept,
        )
        self.accepted.append(candidate)
        return candidate

    def ranked(self) -> tuple[Candidate, ...]:
        """Return what was accepted: the best for the goal first, then the least risky, then the least changed."""
        return tuple(
            sorted(
                self.accepted,
                key=lambda one: (
                    self.distance(one.assessment),
                    self._risk(one.assessment),
                    -likeness(self._brief.text, one.text),
                ),
            )
        )

    def distance(self, assessment: Assessment) -> float:
        """Return how far a text is from the goal: less is better."""
        if self._brief.goal == "shorter":
            return assessment.fit[self._brief.platform].length
        if self._brief.goal == "warmer":
            return -assessment.tone.axes.get("warm", 0.0)
        if self._brief.goal == "clearer":
            return words_per_sentence(assessment.text)
        return self._risk(assessment)

    def _by_words(self, text: str, *, by_model: bool) -> Iterator[tuple[str, dict[str, object]]]:
        if not text.strip():
            yield "empty", {}
        if _BROKEN in text or strange_signs(text, self._brief.text):
            yield "unprintable", {}
        if _MARKUP.search(text) or not self._told.isdisjoint(_runs(text)):
            yield "leak", {}
        if text == self._brief.text or (by_model and same_words(text, self._brief.text)):
            yield "same", {}
        if any(one.text == text or (by_model and likeness(one.text, text) >= _TWIN) for one in self.accepted):
            yield "twin", {}
        words = harsh_words(text, self.draft.language) - self._harsh
        if words:
            yield "harsh", {"words": ", ".join(sorted(words))}
        language = self.draft.language
        if language != "other" and detect(text, hint=language) != language:
            yield "language", {}

    def _by_facts(self, text: str, held: Lock) -> Iterator[tuple[str, dict[str, object]]]:
        if held.lost:
            yield "lost", {"facts": ", ".join(held.lost)}
        if held.added:
            yield "added", {"facts": ", ".join(held.added)}
        words = turned(self._brief.text, text, self.draft.language)
        if words:
            yield "turned", {"words": ", ".join(words)}

    def _by_assessment(self, after: Assessment) -> Iterator[tuple[str, dict[str, object]]]:
        fit = after.fit[self._brief.platform]
        if fit.length > fit.limit:
            yield "too_long", {"count": fit.length, "limit": fit.limit}
        had = {finding.code for finding in _grave(self.draft)}
        for finding in _grave(after):
            if finding.code not in had:
                yield "finding", {"what": say(finding.message or finding.code, finding.params)}
        yield from self._by_irony(after)
        if not self._serves_goal(after):
            yield f"not_{self._brief.goal.replace('-', '_')}", {}

    def _by_irony(self, after: Assessment) -> Iterator[tuple[str, dict[str, object]]]:
        before = self.draft.sarcasm
        if after.sarcasm.abstained and not before.abstained:
            yield "unjudged", {}
        if self._brief.occasion.intent == "playful":
            return
        if before.abstained:
            # The draft was too short to be judged: there is no figure to stay under, so nothing may be heard at all.
            if after.sarcasm.level != "low":
                yield "risk", {}
        elif after.sarcasm.level != "low" and after.sarcasm.risk > before.risk + _ROUNDING:
            # What sounds as sincere as four posts in five is no risk, whatever a learned table gives each word of it.
            yield "risk", {}

    def _serves_goal(self, after: Assessment) -> bool:
        goal, before = self._brief.goal, self.draft
        if goal == "less-risky" and (before.sarcasm.level == "low" or before.sarcasm.abstained):
            # There was no risk to lower: not raising it is enough.
            return True
        if goal == "warmer" and (before.tone.abstained or after.tone.abstained):
            return True
        now, then = self.distance(after), self.distance(before)
        if goal == "clearer":
            return now <= then
        # A risk that is lower by less than any word's accident is not lower to anybody's ear.
        return now < then - (SAME_RISK if goal == "less-risky" else _ROUNDING)

    def _risk(self, assessment: Assessment) -> float:
        """Return what is to be lowered: the risk of irony or, for a joke on purpose, of its being missed."""
        missed = assessment.sarcasm.missed
        return assessment.sarcasm.risk if missed is None else missed

    def _assessed(self, text: str) -> Assessment:
        return assess(
            text,
            occasion=self._brief.occasion,
            platforms=[self._brief.platform],
            lang=self.draft.language,
            own_risks=self._own_risks,
        )

    def _delta(self, after: Assessment) -> dict[str, float | None]:
        before, platform = self.draft, self._brief.platform
        irony = before.sarcasm.abstained or after.sarcasm.abstained
        mood = before.sentiment.abstained or after.sentiment.abstained
        return {
            "sarcasm": None if irony else after.sarcasm.risk - before.sarcasm.risk,
            "sentiment": None if mood else after.sentiment.score - before.sentiment.score,
            "length": after.fit[platform].length - before.fit[platform].length,
        }


def harsh_words(text: str, language: Language) -> frozenset[str]:
    """Return the words of the lists of insults in `text`, in disguise or not, whoever they are meant for."""
    reading = Reading(text, language)
    listed = [hit for name in HIDDEN for hit in reading.hits.get(name, ())]
    return frozenset(text[hit.start : hit.end].casefold() for hit in (*listed, *unmasked(reading)))


def words_per_sentence(text: str) -> float:
    """Return the mean length of the sentences of `text`, in words."""
    words = len(re.findall(r"\w+(?:['’-]\w+)*", text))
    return words / len(re.split(r"(?<=[.!?…])\s+|\n+", text.strip()))


def _grave(assessment: Assessment) -> list[Finding]:
    found = (*assessment.sensitivity.findings, *(one for fit in assessment.fit.values() for one in fit.findings))
    return [finding for finding in found if finding.severity != "advice"]


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + _LEAK_WORDS]) for at in range(len(words) - _LEAK_WORDS + 1))
