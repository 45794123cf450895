"""What one line of the copy log says: who, when, where, how sure, and what was examined; never the text itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from aparte.records import plain, record
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from aparte.nouns import Assessment, SignOff


@record
class LogLine:
    """One copy. kind: "signed" passed the gate, "working_copy" did not (a plain Ctrl+C of a whole draft).

    text_hmac: HMAC-SHA256 of the text, under the key whose first digits are `key`. by: "hand", or the model whose words
    are in the text. scores: sarcasm risk, sentiment, tone; None when the text was copied before it was assessed.
    late: written, and not yet confirmed in drafts.db.
    """

    number: int
    at: str
    person: str
    platform: str
    kind: Literal["signed", "working_copy"]
    draft: str | None
    text_hmac: str
    key: str
    chars: int
    by: str
    verdict: str | None
    scores: Mapping[str, object] | None
    findings: tuple[str, ...]
    examined: Mapping[str, str]
    overrides: Mapping[str, str]
    hash: str
    late: bool = False


def content_of(
    sign_off: SignOff, assessment: Assessment | None, overrides: Mapping[str, str], text_hmac: str, key: str
) -> dict[str, object]:
    """Return what a line says, in the order it is written; the chain adds number, previous hash and hash."""
    fit = assessment.fit.get(sign_off.platform) if assessment else None
    found = [*fit.findings] if fit else []
    if assessment:
        found += assessment.sensitivity.findings
    return {
        "at": sign_off.signed_at,
        "person": without_lone_surrogates(sign_off.person),
        "platform": sign_off.platform,
        "kind": "signed" if sign_off.checked else "working_copy",
        "draft": sign_off.draft_id,
        "text_hmac": text_hmac,
        "key": key,
        "chars": len(sign_off.text),
        "by": without_lone_surrogates(sign_off.by),
        "verdict": fit.verdict if fit else None,
        "scores": _scores(assessment) if assessment else None,
        "findings": list(dict.fromkeys(finding.code for finding in found)),
        "examined": _clean(sign_off.examined),
        "overrides": _clean(overrides),
    }


def line_of(content: Mapping[str, object], *, late: bool = False) -> LogLine:
    """Read one sealed line back; what a line of another version lacks is empty."""

    def words(key: str) -> dict[str, str]:
        found = content.get(key)
        return {str(code): str(answer) for code, answer in found.items()} if isinstance(found, Mapping) else {}

    scores, findings, chars = content.get("scores"), content.get("findings"), content.get("chars")
    return LogLine(
        number=int(str(content["n"])),
        at=str(content.get("at", "")),
        person=str(content.get("person", "")),
        platform=str(content.get("platform", "")),
        kind="signed" if content.get("kind") == "signed" else "working_copy",
        draft=_optional(content.get("draft")),
        text_hmac=str(content.get("text_hmac", "")),
        key=str(content.get("key", "")),
        chars=chars if isinstance(chars, int) else 0,
        by=str(content.get("by", "")),
        verdict=_optional(content.get("verdict")),
        scores=scores if isinstance(scores, Mapping) else None,
        findings=tuple(map(str, findings)) if isinstance(findings, list) else (),
        examined=words("examined"),
        overrides=words("overrides"),
        hash=str(content.get("hash", "")),
        late=late,
    )


def _scores(assessment: Assessment) -> dict[str, object]:
    sarcasm = assessment.sarcasm
    return {
        "sarcasm": None if sarcasm.abstained else round(sarcasm.risk, 3),
        "sarcasm_level": sarcasm.level,
        "sentiment": None if assessment.sentiment.abstained else round(assessment.sentiment.score, 3),
        "tone": None if assessment.tone.abstained else assessment.tone.dominant,
    }


def _clean(answers: Mapping[str, str]) -> dict[str, str]:
    return {code: without_lone_surrogates(answer) for code, answer in plain(dict(answers)).items()}


def _optional(value: object) -> str | None:
    return None if value is None else str(value)
