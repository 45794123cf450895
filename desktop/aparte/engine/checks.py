"""What a wording must pass before anyone sees it: the same checks as her own text, the fact lock, and some honesty.

One function a reason, the first that applies is told. It refuses to mend: what fails is not shown.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from aparte.drafts.assess import assess
from aparte.drafts.voice import Match, VoiceBand
from aparte.engine.diff import changes, likeness, same_words
from aparte.engine.disguised import strange_signs
from aparte.engine.facts import lock
from aparte.engine.goals import BY_NAME
from aparte.engine.proposals import Candidate, Refusal
from aparte.engine.serving import ROUNDING, nearness, over, risk, serves
from aparte.engine.turned import turned
from aparte.messages import say
from aparte.scorers.blandness import BLAND_FROM, OwnPhrases, blandness
from aparte.scorers.disguise import HIDDEN, unmasked
from aparte.text.language import detect
from aparte.text.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aparte.engine.facts import Lock
    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment, Finding, Language

    Why = Iterator[tuple[str, dict[str, object]]]

_TWIN = 0.95
"""Likeness by words from which two wordings are one: two words changed in forty."""
_LEAK_WORDS = 8
"""So many words in a row of the instructions are no accident; an ordinary sentence shares four or five at most."""
_BROKEN = "\ufffd"
_MARKUP = re.compile(
    r"<\|[^|>]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?think>|<(?:start|end)_of_turn>|```"
    r"|</?(?:draft|brouillon|exemple|example|message)>"
)


class Examiner:
    """Judges wordings of one draft, in turn; remembers those it accepted."""

    def __init__(
        self, brief: Brief, draft: Assessment, own_risks: Sequence[float] | None, told: Iterable[str] = ()
    ) -> None:
        """Judge against `draft`. told: what the model was told, which must not come back as a wording."""
        self._brief, self.draft = brief, draft
        self._own_risks = own_risks
        self.goal = BY_NAME[brief.goal]
        self.language: Language = self.goal.into or draft.language
        known = _runs(brief.text) | _runs(brief.facts)
        self._told = frozenset(run for text in told for run in _runs(text)) - known
        # An answer has no right to the words of what it answers.
        self._harsh = frozenset() if self.goal.kind == "answer" else harsh_words(brief.text, draft.language)
        self.accepted: list[Candidate] = []

    def examine(self, text: str, *, by_model: bool, repaired: bool = False) -> Candidate | Refusal:
        """Return the wording as a candidate, or why it is refused."""
        for why, params in self._by_words(text, by_model=by_model):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        held = lock(self._brief.text, text, self.draft.language, self._brief.facts, self.language)
        for why, params in self._by_facts(text, held):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        after = self._assessed(text)
        for why, params in self._by_assessment(after):
            return Refusal(text=text, why=f"refused.{why}", params=params)
        bland = blandness(text, self.language, self._own_phrases)
        candidate = Candidate(
            text=text,
            assessment=after,
            delta=self._delta(after),
            changes=changes(self._brief.text, text),
            facts=held.kept,
            facts_kept=not held.lost,
            repaired=repaired,
            voice=self._voice.match(text),
            bland=bland.value,
            bland_words=tuple(text[span.start : span.end] for span in bland.phrases),
        )
        self.accepted.append(candidate)
        return candidate

    def ranked(self) -> tuple[Candidate, ...]:
        """Return what was accepted, the best first.

        The nearest to the goal, then the least bland, the nearest to the client's voice, the least risky, and the
        least changed.
        """
        return tuple(
            sorted(
                self.accepted,
                key=lambda one: (
                    nearness(self._brief, one.assessment),
                    round(one.bland, 1),
                    -round(one.voice.match, 1) if one.voice else 0.0,
                    risk(one.assessment),
                    -likeness(self._brief.text, one.text),
                ),
            )
        )

    @property
    def voice_before(self) -> Match | None:
        """How near the draft is to the client's own posts; None with too few of them, or when it is no draft."""
        if self.goal.kind == "answer" or self.goal.into:
            return None
        return self._voice.match(self._brief.text)

    @cached_property
    def _voice(self) -> VoiceBand:
        return VoiceBand(self._brief.own, self.language)

    @cached_property
    def _own_phrases(self) -> OwnPhrases:
        return OwnPhrases(self._brief.own)

    @cached_property
    def _bland_before(self) -> float:
        return blandness(self._brief.text, self.draft.language, self._own_phrases).value

    def _by_words(self, text: str, *, by_model: bool) -> Why:
        if not text.strip():
            yield "empty", {}
        if _BROKEN in text or strange_signs(text, self._brief.text):
            yield "unprintable", {}
        if _MARKUP.search(text) or not self._told.isdisjoint(_runs(text)):
            yield "leak", {}
        if text == self._brief.text or (by_model and self.goal.kind != "thread" and same_words(text, self._brief.text)):
            yield "same", {}
        if any(one.text == text or (by_model and likeness(one.text, text) >= _TWIN) for one in self.accepted):
            yield "twin", {}
        words = harsh_words(text, self.language) - self._harsh
        if words:
            yield "harsh", {"words": ", ".join(sorted(words))}
        if self.language != "other" and detect(text, hint=self.language) != self.language:
            yield "language", {}

    def _by_facts(self, text: str, held: Lock) -> Why:
        if held.lost and not self.goal.may_lose:
            yield "lost", {"facts": ", ".join(held.lost)}
        if held.added:
            yield "added", {"facts": ", ".join(held.added)}
        # An answer may well say the contrary of what it answers: "it is not open" of "why is it open?".
        words = () if self.goal.kind == "answer" else turned(self._brief.text, text, self.draft.language, self.language)
        if words:
            yield "turned", {"words": ", ".join(words)}

    def _by_assessment(self, after: Assessment) -> Why:
        beyond = over(self._brief, after)
        if beyond is not None:
            yield "too_long", {"count": beyond[0], "limit": beyond[1]}
        had = set() if self.goal.kind == "answer" else {finding.code for finding in self._grave(self.draft)}
        for finding in self._grave(after):
            if finding.code not in had:
                yield "finding", {"what": say(finding.message or finding.code, finding.params)}
        yield from self._by_irony(after)
        bland = blandness(after.text, self.language, self._own_phrases)
        if bland.value >= BLAND_FROM and bland.value > self._bland_before + ROUNDING:
            words = [after.text[span.start : span.end] for span in bland.phrases]
            yield "bland", {"words": ", ".join(words) or "…"}
        if not serves(self._brief, self.draft, after):
            yield f"not_{self._brief.goal.replace('-', '_')}", {}

    def _by_irony(self, after: Assessment) -> Why:
        before = self.draft.sarcasm
        if after.sarcasm.abstained and not before.abstained and self.goal.is_wording:
            yield "unjudged", {}
        if self._brief.occasion.intent == "playful" or self.goal.kind == "description":
            return
        if before.abstained or self.goal.kind == "answer":
            # There is no figure to stay under, so nothing may be heard at all.
            if after.sarcasm.level != "low":
                yield "risk", {}
        elif after.sarcasm.level != "low" and after.sarcasm.risk > before.risk + ROUNDING:
            # What sounds as sincere as four posts in five is no risk, whatever a learned table gives each word of it.
            yield "risk", {}

    def _grave(self, assessment: Assessment) -> list[Finding]:
        """Return what is wrong with a text; of a description, which is no post, without the platform's rules."""
        fits = () if self.goal.kind == "description" else assessment.fit.values()
        found = (*assessment.sensitivity.findings, *(one for fit in fits for one in fit.findings))
        # Lengths are counted by `over`, part by part where there are several.
        return [one for one in found if one.severity != "advice" and not one.code.endswith(".length")]

    def _assessed(self, text: str) -> Assessment:
        return assess(
            text,
            occasion=self._brief.occasion,
            platforms=[self._brief.platform],
            lang=self.language,
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


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + _LEAK_WORDS]) for at in range(len(words) - _LEAK_WORDS + 1))
