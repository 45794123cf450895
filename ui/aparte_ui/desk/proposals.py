"""What is said of a round of rewrites: how many, from whom, how fast; and what was not shown, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import messages
from aparte.i18n import N_, _, ngettext
from aparte_ui import numbers
from aparte_ui.desk.diffcard import Figures

if TYPE_CHECKING:
    from aparte.engine.rewrite import Candidate, Rewrites
    from aparte_ui.desk.session import Session

_REASONS = 3
_ABSENT = {
    "model.none": N_("No model chosen: only rules propose."),
    "engine.missing": N_("The engine is not built: only rules propose."),
    "rewrite.needs_model": N_("Writing in another language takes a model: no rule can do it."),
}
"""What is said in the window, where a button leads to the models, in place of the command that does."""


def summary(rewrites: Rewrites | None) -> str:
    """Return how many versions there are and where they come from; nothing before there are any."""
    if rewrites is None:
        return ""
    count = len(rewrites.candidates)
    said = ngettext("{n} version", "{n} versions", count).format(n=numbers.number(count))
    if rewrites.instead_of is not None:
        return _("{versions} by rules").format(versions=said)
    if rewrites.model == "rules":
        return _("{versions} by rules, no model").format(versions=said)
    return _("{versions} · {seconds} · no network").format(versions=said, seconds=numbers.duration(rewrites.seconds))


def figures_of(
    session: Session, rewrites: Rewrites | None, candidate: Candidate, irony: tuple[int, int] | None
) -> Figures:
    """Return what the card says of a candidate. irony: seats before and after."""
    unvouched = {str(finding.params["fact"]) for finding in session.to_verify}
    before, near = rewrites.voice_before if rewrites else None, candidate.voice
    return Figures(
        irony=irony,
        facts_kept=len(candidate.facts),
        voice=None if near is None else (before.inside if before else None, near.inside, near.of),
        to_verify=sum(fact in unvouched for fact in candidate.facts),
        bland=candidate.bland_words,
    )


def lacks_model(rewrites: Rewrites) -> bool:
    """Tell whether only rules could answer: there is no model, or no engine."""
    return rewrites.note in _ABSENT


def loaded(rewrites: Rewrites | None) -> str:
    """Return the name of the model that was asked, or ""."""
    if rewrites is None or (rewrites.model == "rules" and rewrites.instead_of is None):
        return ""
    return rewrites.instead_of or rewrites.model


def refusals(rewrites: Rewrites) -> str:
    """Return what the engine had to say, and the reasons why versions are not shown, each once."""
    parts = []
    if rewrites.note is not None:
        parts = [_(_ABSENT[rewrites.note]) if lacks_model(rewrites) else messages.say(rewrites.note, {})]
    if rewrites.instead_of is not None:
        parts = [_("No version of {name} passed the checks: rules propose instead.").format(name=rewrites.instead_of)]
    if rewrites.rejected:
        whys = list(dict.fromkeys(messages.say(one.why, one.params) for one in rewrites.rejected))
        parts.append(_("Not shown: {reasons}").format(reasons=" · ".join(whys[:_REASONS])))
    elif not rewrites.candidates and rewrites.note != "rewrite.needs_model":
        parts.append(_("Nothing to propose: no rule applies to this text."))
    return " ".join(parts)
