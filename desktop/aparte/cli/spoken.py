"""An assessment for people at a terminal: short, aligned, in their language.

Never a naked score: each has its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.cli.output import sentence
from aparte.i18n import _, language, ngettext
from aparte.messages import say
from aparte.scorers.sentiment import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.nouns import Assessment, Finding, Fit, Sarcasm, Sentiment

_LABEL_WIDTH = 14


def spoken(assessment: Assessment) -> str:
    """Return the assessment as a few aligned lines."""
    return "\n".join(_lines(assessment))


def _lines(assessment: Assessment) -> Iterator[str]:
    tone, emotion = assessment.tone, assessment.emotion
    yield _row(_("Irony"), irony_line(assessment.sarcasm))
    for cue in assessment.sarcasm.cues[:3]:
        yield _row("", f"{_quoted(cue.text)} {say(cue.reason, {})}")
    yield _row(_("Tone"), _(tone.dominant) if not tone.abstained else say(f"why.{tone.why}", {}))
    yield _row("", ", ".join([_(tone.register), *([] if tone.address == "none" else [tone.address])]))
    yield _row(_("Emotion"), _(emotion.dominant))
    yield _row(_("Sentiment"), _sentiment(assessment.sentiment))
    if assessment.truncated_at:
        yield _row("", _("read up to character {n}").format(n=assessment.truncated_at))
    for finding in assessment.sensitivity.findings:
        yield _row(_("Sensitive"), _finding(finding))
    for fit in assessment.fit.values():
        yield from _fit(fit)


def _sentiment(sentiment: Sentiment) -> str:
    if sentiment.as_meant is None:
        return _(sentiment.label)
    return _("{written}; {meant} if the irony is meant").format(
        written=_(sentiment.label), meant=_(label_of(sentiment.as_meant))
    )


def irony_line(sarcasm: Sarcasm) -> str:
    """Say where the text stands among the posts it is compared with, or why nothing is said."""
    if sarcasm.abstained:
        return say(f"why.{sarcasm.why}", {})
    word = {"low": _("low"), "medium": _("possible"), "high": _("high")}[sarcasm.level]
    if sarcasm.rank is None:
        return word
    percent = round(sarcasm.rank.higher_than * 100)
    if sarcasm.rank.against == "own":
        place = _("sharper than {n} of 100 of your own posts").format(n=percent)
    else:
        place = _("sharper than {n} of 100 sincere posts (yours are still missing)").format(n=percent)
    return f"{word}: {place}" if language() == "en" else f"{word} : {place}"


def _fit(fit: Fit) -> Iterator[str]:
    verdict = {"ready": _("ready"), "adjust": _("to adjust"), "blocked": _("blocked")}[fit.verdict]
    yield _row(fit.platform, f"{verdict}, {fit.length} / {fit.limit}")
    for finding in fit.findings:
        yield _row("", _finding(finding))
    if len(fit.parts) > 1:
        yield _row("", ngettext("{n} part", "{n} parts", len(fit.parts)).format(n=len(fit.parts)))


def _finding(finding: Finding) -> str:
    mark = {"error": "✗", "warning": "!", "advice": "·"}[finding.severity]
    return f"{mark} {sentence(finding)}"


def _quoted(text: str) -> str:
    return f"«\u00a0{text}\u00a0»" if language() == "fr" else f"“{text}”"


def _row(label: str, text: str) -> str:
    return f"{label:<{_LABEL_WIDTH}}{text}"
