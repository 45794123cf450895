"""What is said of a round of rewrites: how many, from whom, how fast; and what was not shown, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import messages
from aparte.i18n import _, ngettext
from aparte_ui import numbers

if TYPE_CHECKING:
    from aparte.engine.rewrite import Rewrites

_REASONS = 3


def summary(rewrites: Rewrites | None) -> str:
    """Return how many versions there are and where they come from; nothing before there are any."""
    if rewrites is None:
        return ""
    count = len(rewrites.candidates)
    said = ngettext("{n} version", "{n} versions", count).format(n=numbers.number(count))
    if rewrites.model == "rules":
        return _("{versions} by rules, no model").format(versions=said)
    return _("{versions} · {seconds} · no network").format(versions=said, seconds=numbers.duration(rewrites.seconds))


def refusals(rewrites: Rewrites) -> str:
    """Return what the engine had to say, and the reasons why versions are not shown, each once."""
    parts = [messages.say(rewrites.note, {})] if rewrites.note else []
    if rewrites.rejected:
        whys = list(dict.fromkeys(messages.say(one.why, one.params) for one in rewrites.rejected))
        parts.append(_("Not shown: {reasons}").format(reasons=" · ".join(whys[:_REASONS])))
    elif not rewrites.candidates:
        parts.append(_("Nothing to propose: no rule applies to this text."))
    return " ".join(parts)
