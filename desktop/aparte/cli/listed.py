"""What `aparte model list` shows: the models kept, those on their way, and those one might try, against the memory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aparte.i18n import N_, _, number
from aparte.messages import say
from aparte.records import plain

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.engine.downloads import Download
    from aparte.engine.hardware import Fit, Hardware
    from aparte.engine.offers import Offer
    from aparte.nouns import ModelFile

_MB = 1_000_000
VERDICTS = {
    "fits": N_("fits"),
    "tight": N_("tight"),
    "short": N_("does not fit now"),
    "never": N_("does not fit"),
    "unknown": N_("not known"),
}
"""How a model stands against the memory, in a word."""


def data(home: Path) -> dict[str, Any]:
    """Return the document of `model list --json`."""
    from aparte.cli.audition import findings
    from aparte.engine import catalogue, downloads, hardware, offers

    machine, chosen = hardware.look(), catalogue.chosen(home)
    return {
        "models": [
            {**model_data(model, machine), "chosen": model == chosen, **findings(home, model)}
            for model in catalogue.listed(home)
        ],
        "downloads": [_download_data(one) for one in downloads.begun(home)],
        "offers": [_offer_data(offer, machine) for offer in offers.offers(home)],
        "machine": plain(machine),
    }


def lines(home: Path) -> list[str]:
    """Return the same in words."""
    from aparte.cli.audition import found_lines
    from aparte.engine import catalogue, downloads, hardware, offers

    machine, chosen, models = hardware.look(), catalogue.chosen(home), catalogue.listed(home)
    said = []
    for model in models:
        mark = "→" if model == chosen else " "
        if model.address:
            where = _("{model} at {address}").format(model=model.remote, address=model.address)
            said += [f"{mark} {model.name}  {where}", *(f"    {line}" for line in found_lines(home, model))]
            continue
        needs = _("{size} MB, needs {need} MB of memory").format(
            size=number(model.size_bytes // _MB), need=number(model.ram_bytes // _MB)
        )
        verdict = _(VERDICTS[fit_of(model, machine).verdict])
        said.append(f"{mark} {model.name}  {needs} ({verdict})  {model.licence}".rstrip())
        said += [f"    {line}" for line in found_lines(home, model)]
    if not models:
        said.append(say("model.none", {}))
    said += [_way(one) for one in downloads.begun(home)]
    rows = offers.offers(home)
    free = _("{n} MB free now").format(n=number(machine.free // _MB)) if machine.free else _("not known")
    said += ["", _("Models one might try (about what they weigh, the memory they need, {free}):").format(free=free)]
    width = max((len(offer.name) for offer in rows), default=0)
    return said + [f"  {offer.name:<{width}}  {_offered(offer, machine)}" for offer in rows]


def fit_of(model: ModelFile, machine: Hardware) -> Fit:
    """Weigh a kept model against the memory."""
    from aparte.engine.catalogue import least_bytes
    from aparte.engine.hardware import fit

    return fit(model.ram_bytes, least_bytes(model), machine.free, machine.total)


def model_data(model: ModelFile, machine: Hardware) -> dict[str, Any]:
    """Return a kept model as the contract's JSON has it."""
    return {
        "name": model.name,
        "file": model.file or None,
        "sha256": model.sha256 or None,
        "bytes": model.size_bytes or None,
        "architecture": model.architecture or None,
        "layers": model.layers or None,
        "context_tokens": model.context_tokens or None,
        "ram_bytes": model.ram_bytes or None,
        "licence": model.licence,
        "added_at": model.added_at,
        "address": model.address or None,
        "remote": model.remote or None,
        "network_opened": model.opened,
        "fit": None if model.address else fit_data(fit_of(model, machine)),
    }


def fit_data(found: Fit) -> dict[str, Any]:
    """Return how a model stands against the memory, in bytes."""
    return {
        "verdict": found.verdict,
        "need_bytes": found.need,
        "least_bytes": found.least,
        "free_bytes": found.free,
        "missing_bytes": found.missing,
    }


def _download_data(one: Download) -> dict[str, Any]:
    why = say(one.why, one.params) if one.why else None
    return {
        "name": one.name,
        "address": one.address,
        "source": one.source,
        "bytes": one.kept_bytes,
        "of_bytes": one.size_bytes or one.about_bytes or None,
        "state": one.state,
        "why": why,
        "since": one.since,
    }


def _offer_data(offer: Offer, machine: Hardware) -> dict[str, Any]:
    found: dict[str, Any] = plain(offer)
    found["bytes"] = found.pop("size_bytes")
    found["checked_on"] = offer.checked_on.isoformat()
    return {
        **found,
        "ram_bytes": offer.need_bytes(),
        "estimated": offer.is_estimated,
        "old": offer.is_old(datetime.now(UTC).date()),
        "fit": fit_data(offer.fit(machine.free, machine.total)),
    }


def _offered(offer: Offer, machine: Hardware) -> str:
    verdict = offer.fit(machine.free, machine.total).verdict
    about = "≈ " if offer.is_estimated else ""
    old = _("looked at {day}, long ago") if offer.is_old(datetime.now(UTC).date()) else _("looked at {day}")
    return "  ".join(
        (
            _("{size} MB").format(size=number(offer.size_bytes // _MB)).rjust(8),
            f"{about}{_('{size} MB').format(size=number(offer.need_bytes() // _MB))}: {_(VERDICTS[verdict])}",
            f"{offer.laptop}  {offer.licence}; {offer.note} ({old.format(day=offer.checked_on.isoformat())})",
        )
    )


def _way(one: Download) -> str:
    total = one.size_bytes or one.about_bytes
    come = _("{done} of {total} MB").format(done=number(one.kept_bytes // _MB), total=number(total // _MB))
    state = say(one.why, one.params) if one.why else _("goes on with “aparte model get {name}”").format(name=one.name)
    return f"… {one.name}  {come}  {state}"
