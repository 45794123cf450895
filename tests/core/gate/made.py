"""Assessments and signatures made for the tests of the gate: only what a test names differs from a quiet text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aparte.nouns import (
    Assessment,
    Emotion,
    Finding,
    Fit,
    Sarcasm,
    Sensitivity,
    Sentiment,
    SignOff,
    Span,
    Tone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "Le marché de Noël ouvre samedi à 10 h."


def finding(code: str, severity: Any = "error", **other: Any) -> Finding:
    return Finding(code=code, severity=severity, scorer="test", span=Span(start=0, end=2), **other)


def assessment(
    fit_findings: Sequence[Finding] = (),
    sensitive: Sequence[Finding] = (),
    *,
    text: str = TEXT,
    **irony: Any,
) -> Assessment:
    sarcasm: dict[str, Any] = {
        "risk": 0.1,
        "low": 0.05,
        "high": 0.2,
        "level": "low",
        "calibrated": False,
        "rank": None,
        "missed": None,
        "bias": -2.0,
        "rest": 0.0,
    }
    return Assessment(
        text=text,
        language="fr",
        truncated_at=None,
        sentiment=Sentiment(score=0.4, label="positive"),
        tone=Tone(
            dominant="joyful",
            scores={"joyful": 0.8},
            register="neutral",
            address="none",
            promotional=False,
            urgent=False,
            axes={},
        ),
        emotion=Emotion(dominant="joy", scores={"joy": 0.8}),
        sarcasm=Sarcasm(**(sarcasm | irony)),
        sensitivity=Sensitivity(flag=bool(sensitive), findings=tuple(sensitive)),
        fit={
            "x": Fit(
                platform="x",
                verdict="blocked" if any(f.severity == "error" for f in fit_findings) else "ready",
                length=len(text),
                limit=280,
                unit="weighted characters",
                parts=(text,),
                findings=tuple(fit_findings),
                entities={},
                checked=11,
            )
        },
    )


def sign_off(text: str = TEXT, **other: Any) -> SignOff:
    fields: dict[str, Any] = {
        "draft_id": "d1",
        "platform": "x",
        "text": text,
        "person": "Camille",
        "by": "hand",
        "examined": {"irony": ""},
        "checked": True,
        "signed_at": "2026-11-23T22:00:00Z",
    }
    return SignOff(**(fields | other))
