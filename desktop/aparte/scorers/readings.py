"""The two readings of a risky text ("Au 1er degré … / Au 2d degré …") and the verdict, as codes of `aparte.messages`.

Chosen by speech act and target, from templates: they describe how the text may be heard, never what its author thinks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Cue, Sarcasm
    from aparte.scorers.irony_features import Evidence
    from aparte.text.reading import Reading

_ACTS = {
    "thanks": "thanks",
    "congrats": "congrats",
    "praise": "praise",
    "claim": "praise",
    "cheer": "applause",
    "eager": "eager",
    "welcome": "welcome",
    "promise": "promise",
    "calm": "understatement",
    "ask": "question",
    "formula": "formula",
    "wry": "face",
    "cross": "face",
}
TARGETS = {
    "thanks": frozenset({"wait", "loss", "fault", "price", "service", "nuisance", "patience"}),
    "praise": frozenset({"wait", "loss", "fault", "price", "service", "nuisance", "patience"}),
    "congrats": frozenset({"wait", "loss", "fault", "service", "team"}),
    "eager": frozenset({"wait"}),
    "question": frozenset({"wait"}),
    "understatement": frozenset({"wait"}),
}
"""The targets that have their own pair of sentences; every act also has "any"."""


_BY_REASON = {
    "thanks": "thanks",
    "praise": "praise",
    "eager": "eager",
    "formula": "formula",
    "minimiser": "minimised",
    "maximiser": "enlarged",
    "honours": "enlarged",
    "ceremony": "ceremony",
    "obvious": "obvious",
    "sorry": "apology",
}
"""Why a word of the learned table weighs -> what the text then does."""
_QUOTES = frozenset('«“"')


def pairs() -> list[tuple[str, str]]:
    """Return every (first, second) pair of codes that `two_readings` may give."""
    acts = sorted({*_ACTS.values(), *_BY_REASON.values(), "quoted", "said"})
    return [_pair(act, target) for act in acts for target in sorted(TARGETS.get(act, frozenset()) | {"any"})]


def two_readings(evidence: Evidence, reading: Reading, cues: Sequence[Cue]) -> tuple[str, str]:
    """Return the codes of the first and the second reading.

    By the strongest relation; where none was found, by what the weightiest words do.
    """
    if evidence.act is None:
        return _pair(_act_of(reading, cues), "any")
    act = _ACTS[evidence.act]
    special = _special_target(reading)
    known = TARGETS.get(act, frozenset())
    if special in known:
        return _pair(act, special)
    return _pair(act, evidence.target if evidence.target in known else "any")


def _act_of(reading: Reading, cues: Sequence[Cue]) -> str:
    for cue in cues:
        act = _BY_REASON.get(cue.reason.removeprefix("irony.reason."))
        if act:
            return act
    marks = [token.raw[0] for token in reading.tokens if token.kind == "punct"]
    if marks and marks[-1] == "?":
        return "question"
    return "quoted" if not _QUOTES.isdisjoint(marks) else "said"


def _pair(act: str, target: str | None) -> tuple[str, str]:
    return f"irony.first.{act}_{target}", f"irony.second.{act}_{target}"


def _special_target(reading: Reading) -> str:
    """Return "patience" or "team" when the text names one: what the reader feels aimed at, more than the situation."""
    if any("patience" in hit.entry or "patient" in hit.entry for hit in reading.found("irony.reason")):
        return "patience"
    return "team" if any(hit.entry in _TEAM for hit in reading.found("irony.people")) else ""


_TEAM = frozenset({"équipe", "équipes", "team", "teams", "staff", "crew"})


def verdict(sarcasm: Sarcasm, reading: Reading) -> str:
    """Return the code of the sentence above the seats."""
    if sarcasm.abstained:
        return f"irony.verdict.{sarcasm.why}"
    if sarcasm.missed is not None:
        return "irony.verdict.joke_missed" if sarcasm.level == "low" else "irony.verdict.joke_seen"
    if sarcasm.level == "low":
        return f"irony.verdict.sincere_{_sincere_act(reading)}"
    act = sarcasm.readings[0].split(".")[-1].split("_")[0] if sarcasm.readings else "any"
    spoken = act if act in _VERDICT_ACTS else "any"
    return f"irony.verdict.{sarcasm.level}_{spoken}"


_VERDICT_ACTS = frozenset({"thanks", "congrats", "praise", "question"})


def _sincere_act(reading: Reading) -> str:
    for kind, act in (("sorry", "apology"), ("thanks", "thanks"), ("congrats", "congrats"), ("wish", "wish")):
        if reading.found(f"irony.{kind}"):
            return act
    return "any"


def verdicts() -> list[str]:
    """Return every code that `verdict` may give."""
    acts = sorted(_VERDICT_ACTS | {"any"})
    judged = [f"{grade}_{act}" for grade in ("high", "medium") for act in acts]
    sincere = [f"sincere_{act}" for act in ("apology", "thanks", "congrats", "wish", "any")]
    silent = ["empty", "too_short", "language", "no_context", "joke_missed", "joke_seen"]
    return [f"irony.verdict.{code}" for code in [*judged, *sincere, *silent]]
