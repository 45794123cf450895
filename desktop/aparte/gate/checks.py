"""What is still open before a copy: each finding becomes a row that is done, needs a tick, or needs a typed line.

Pure, and the same for the window and the command line. It refuses three short cuts: an error never passes without a
line typed for this very text (no memory of an earlier answer), a tick can't stand for a line, and a signature holds for
one text: a changed letter voids it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aparte.errors import Trouble
from aparte.nouns import SignOff
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aparte.nouns import Assessment, Brand, Draft, Finding, Fit, Sarcasm

CheckState = Literal["done", "answer", "tick"]
BY_HAND = "hand"
FACTS = "facts"
"""The row of what is not in the brief. Source: DESIGN.md, the gate."""
NO_ALT_TEXT = "alt-text-missing"
"""The culture check that owns alternative texts. Source: shared table of culture checks, PLATFORMS.md."""


@record
class Check:
    """One row of the gate, once per code. findings: all that share the code, to be shown in the text.

    state: done, or open: "answer" needs a typed line, "tick" a look. blocked: an error; its answer is not remembered.
    remembered: the reason given for this rule and client in the last 30 days; the row is then done. message and params:
    the sentence of a row without a finding.
    """

    code: str
    state: CheckState
    message: str
    params: Mapping[str, object]
    findings: tuple[Finding, ...] = ()
    blocked: bool = False
    remembered: str | None = None


def checks(
    assessment: Assessment,
    platform: str,
    draft: Draft,
    *,
    brand: Brand | None = None,
    overrides: Mapping[str, str] | None = None,
    models: Iterable[str] = (),
    misspelled: int | None = None,
    to_verify: Sequence[Finding] = (),
) -> tuple[Check, ...]:
    """Return every row of the gate for the text of `assessment` on `platform`: what is open first, then what passed.

    overrides: code -> reason, as `settings.remembered` gives it. models: whose accepted words are in the text.
    misspelled: unknown words, None when spelling is off; shown, never asked: names and slang are unknown too.
    to_verify: facts nobody vouched for; together they ask for one look.
    """
    fit = assessment.fit.get(platform)
    found = (*assessment.sensitivity.findings, *(fit.findings if fit else ()))
    rows = [*_from_findings(found, overrides or {}), _irony(assessment.sarcasm, draft, overrides or {})]
    if fit:
        rows.append(_done("rules", "gate.rules", **_rules(fit)))
    if not assessment.sensitivity.findings:
        rows.append(_done("sensitive", "gate.sensitive"))
    if draft.media and not any(finding.code == NO_ALT_TEXT for finding in found):
        rows.append(_done("alt-text", "gate.alt_text"))
    if to_verify:
        said = dict.fromkeys(str(finding.params["fact"]) for finding in to_verify)
        rows.append(Check(code=FACTS, state="tick", message="gate.facts", params={"facts": ", ".join(said)}))
    if misspelled is not None:
        rows.append(_done("spelling", "gate.spelling_marked" if misspelled else "gate.spelling", count=misspelled))
    rows += [_done(f"model:{model}", "gate.by_model", model=model) for model in models]
    if brand is not None and brand.read_aloud:
        rows.append(Check(code="read-aloud", state="tick", message="gate.read_aloud", params={}))
    return tuple(sorted(rows, key=lambda row: _ORDER[row.state]))


def open_points(rows: Iterable[Check]) -> tuple[Check, ...]:
    """Return the rows that need the person: none means that one key copies at once."""
    return tuple(row for row in rows if row.state != "done")


def may_copy(rows: Iterable[Check], answers: Mapping[str, str]) -> bool:
    """Say whether each open row has its answer: for a tick its code is enough, for a line it must not be blank."""
    return not unanswered(rows, answers)


def unanswered(rows: Iterable[Check], answers: Mapping[str, str]) -> tuple[Check, ...]:
    """Return the open rows that still wait."""
    return tuple(row for row in open_points(rows) if not _is_answered(row, answers))


def sign(
    rows: Iterable[Check],
    answers: Mapping[str, str],
    *,
    text: str,
    platform: str,
    person: str,
    signed_at: str,
    draft_id: str | None = None,
    models: Iterable[str] = (),
) -> SignOff:
    """Sign exactly `text`. Raises Trouble("gate.open", count=…) while a row waits for its answer."""
    rows = tuple(rows)
    waiting = unanswered(rows, answers)
    if waiting:
        raise Trouble("gate.open", count=len(waiting))
    return SignOff(
        draft_id=draft_id,
        platform=platform,
        text=text,
        person=person,
        by=", ".join(models) or BY_HAND,
        examined={row.code: answers.get(row.code, row.remembered or "").strip() for row in rows},
        checked=True,
        signed_at=signed_at,
    )


def working_copy(
    *, text: str, platform: str, person: str, signed_at: str, draft_id: str | None = None, models: Iterable[str] = ()
) -> SignOff:
    """Note that a whole draft left without the gate (Ctrl+C): logged as a working copy, nothing examined."""
    return SignOff(
        draft_id=draft_id,
        platform=platform,
        text=text,
        person=person,
        by=", ".join(models) or BY_HAND,
        examined={},
        checked=False,
        signed_at=signed_at,
    )


def stands(sign_off: SignOff, text: str, platform: str) -> bool:
    """Say whether a signature still holds: the same letters, for the same platform."""
    return sign_off.text == text and sign_off.platform == platform


def overridden(rows: Iterable[Check], answers: Mapping[str, str]) -> dict[str, str]:
    """Return the findings that were passed with a reason, now or remembered: code -> reason, for the log."""
    given = {row.code: answers.get(row.code, row.remembered or "").strip() for row in rows if row.findings}
    return {code: reason for code, reason in given.items() if reason}


_ORDER: dict[CheckState, int] = {"answer": 0, "tick": 1, "done": 2}


def _from_findings(found: Iterable[Finding], overrides: Mapping[str, str]) -> Iterator[Check]:
    """Give one row for each code that asks something: errors, and warnings. Advice never asks."""
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.severity != "advice":
            by_code.setdefault(finding.code, []).append(finding)
    for code, same in by_code.items():
        blocked = any(finding.severity == "error" for finding in same)
        asks = blocked or any(finding.confirm for finding in same)
        remembered = None if blocked else overrides.get(code)
        yield Check(
            code=code,
            state="done" if remembered is not None else "answer" if asks else "tick",
            message=same[0].message or code,
            params=same[0].params,
            findings=tuple(same),
            blocked=blocked,
            remembered=remembered,
        )


def _irony(sarcasm: Sarcasm, draft: Draft, overrides: Mapping[str, str]) -> Check:
    """Ask for a look when a sincere draft sounds like irony; a playful one means it."""
    if sarcasm.abstained:
        return _done("irony", "gate.irony_unknown")
    if draft.intent == "playful":
        return _done("irony", "gate.irony_playful")
    if sarcasm.level != "high":
        return _done("irony", "gate.irony_low")
    remembered = overrides.get("irony")
    state: CheckState = "tick" if remembered is None else "done"
    return Check(code="irony", state=state, message="gate.irony", params={}, remembered=remembered)


def _rules(fit: Fit) -> dict[str, int]:
    broken = len({finding.code for finding in fit.findings})
    return {"passed": max(0, fit.checked - broken), "of": fit.checked}


def _done(code: str, message: str, **params: object) -> Check:
    return Check(code=code, state="done", message=message, params=params)


def _is_answered(row: Check, answers: Mapping[str, str]) -> bool:
    if row.state == "tick":
        return row.code in answers
    return bool(answers.get(row.code, "").strip())
