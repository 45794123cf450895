"""An assessment as the JSON of the command line: the one place that knows its keys.

Sentences are said in the user's language; everything else is the same in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aparte.messages import say
from aparte.scorers.sentiment import label_of

if TYPE_CHECKING:
    from aparte.cli.lines import Identifier
    from aparte.nouns import Assessment, Finding, Fit, Sarcasm, Sensitivity, Sentiment, Tone

_DIGITS = 6


def assessment_data(
    assessment: Assessment, identifier: Identifier | None, *, for_brand: bool = False
) -> dict[str, Any]:
    """Return the assessment as plain data, every key of the contract present.

    for_brand: a client was named. Its voice is then a key; nothing measures one yet, so nothing is said of it.
    """
    sentiment, emotion = assessment.sentiment, assessment.emotion
    voice: dict[str, Any] = {"voice": {"match": None, "differs": []}} if for_brand else {}
    return {
        "id": identifier,
        "text": assessment.text,
        "lang": assessment.language,
        "truncated_at": assessment.truncated_at,
        "sentiment": {
            "score": round(sentiment.score, _DIGITS),
            "label": sentiment.label,
            "abstained": sentiment.abstained,
            "why": sentiment.why,
            "as_meant": _as_meant(sentiment),
        },
        "tone": _tone(assessment.tone),
        "emotion": {"dominant": emotion.dominant, "scores": _rounded(emotion.scores)},
        "sarcasm": _sarcasm(assessment.sarcasm),
        "sensitivity": _sensitivity(assessment.sensitivity),
        "fit": {name: _fit(fit) for name, fit in assessment.fit.items()},
        **voice,
    }


def _as_meant(sentiment: Sentiment) -> dict[str, Any] | None:
    if sentiment.as_meant is None:
        return None
    return {"score": round(sentiment.as_meant, _DIGITS), "label": label_of(sentiment.as_meant)}


def _rounded(scores: Any) -> dict[str, float]:
    return {name: round(value, _DIGITS) for name, value in scores.items()}


def _tone(tone: Tone) -> dict[str, Any]:
    return {
        "dominant": tone.dominant,
        "scores": _rounded(tone.scores),
        "register": tone.register,
        "address": tone.address,
        "promotional": tone.promotional,
        "urgent": tone.urgent,
        "axes": _rounded(tone.axes),
        "abstained": tone.abstained,
        "why": tone.why,
    }


def _sarcasm(sarcasm: Sarcasm) -> dict[str, Any]:
    rank = sarcasm.rank
    return {
        "risk": sarcasm.risk,
        "low": sarcasm.low,
        "high": sarcasm.high,
        "level": sarcasm.level,
        "calibrated": sarcasm.calibrated,
        "rank": {"higher_than": rank.higher_than, "of": rank.of, "against": rank.against} if rank else None,
        "missed": sarcasm.missed,
        "abstained": sarcasm.abstained,
        "why": sarcasm.why,
        "bias": sarcasm.bias,
        "rest": sarcasm.rest,
        "cues": [
            {"start": cue.start, "end": cue.end, "text": cue.text, "weight": cue.weight, "reason": say(cue.reason, {})}
            for cue in sarcasm.cues
        ],
        "without": [
            {"start": one.start, "end": one.end, "text": one.text, "risk": one.risk} for one in sarcasm.without
        ],
    }


def _sensitivity(sensitivity: Sensitivity) -> dict[str, Any]:
    return {
        "flag": sensitivity.flag,
        "findings": [
            {
                "category": finding.category,
                "severity": finding.severity,
                "confirm": finding.confirm,
                "rule": finding.code,
                "start": finding.span.start,
                "end": finding.span.end,
                "reason": sentence(finding),
                "confidence": finding.confidence,
                "source": finding.source,
                "as_of": finding.as_of,
            }
            for finding in sensitivity.findings
        ],
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {
        "verdict": fit.verdict,
        "length": fit.length,
        "limit": fit.limit,
        "unit": fit.unit,
        "parts": list(fit.parts),
        "findings": [finding_data(finding) for finding in fit.findings],
    }


def fit_data(fit: Fit, identifier: Identifier | None) -> dict[str, Any]:
    """Return one answer of `aparte fit --jsonl`."""
    return {
        "id": identifier,
        "platform": fit.platform,
        "length": fit.length,
        "limit": fit.limit,
        "verdict": fit.verdict,
        "parts": list(fit.parts),
        "entities": {kind: [[span.start, span.end] for span in spans] for kind, spans in fit.entities.items()},
        "findings": [finding_data(finding) for finding in fit.findings],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding of a platform, with its sentence."""
    return {
        "rule": finding.code,
        "severity": finding.severity,
        "confirm": finding.confirm,
        "message": sentence(finding),
        "start": finding.span.start,
        "end": finding.span.end,
        "fix": finding.fix,
        "source": finding.source,
        "as_of": finding.as_of,
    }


def sentence(finding: Finding) -> str:
    """Say what the finding found, in the user's language."""
    return say(finding.message or finding.code, finding.params)
