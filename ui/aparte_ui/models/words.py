"""The sentences of the models' place: what this computer has room for, what is done to a file, and how that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _, ngettext
from aparte_ui import numbers

if TYPE_CHECKING:
    from aparte.nouns import ModelFile
    from aparte_ui.models.machine import Machine


def about_here(machine: Machine, used: ModelFile | None, largest: str = "") -> str:
    """Say how much memory and how many cores there are, and whether the model in use fits.

    largest: the heaviest model of the list that fits, named as long as none is in use.
    """
    cores = ngettext("{n} core", "{n} cores", machine.cores).format(n=numbers.number(machine.cores))
    if machine.free is None:
        here = _("{cores}; this system does not say how much memory is free.").format(cores=cores)
    elif machine.total is None:
        here = _("{free} of memory free right now, {cores}.").format(free=numbers.size(machine.free), cores=cores)
    else:
        here = _("{total} of memory, {free} free right now, {cores}.").format(
            total=numbers.size(machine.total), free=numbers.size(machine.free), cores=cores
        )
    if used is None:
        return here + " " + _("The largest of the list that fits is {name}.").format(name=largest) if largest else here
    verdicts = {
        "fits": _("The model in use fits."),
        "tight": _("The model in use fits with a shorter memory."),
        "short": _("The model in use does not fit."),
        "never": _("The model in use does not fit."),
        "unknown": "",
    }
    return f"{here} {verdicts[machine.room_for(used)]}"


def under_way(what: str, name: str) -> str:
    """Say what is being done to a model: "add", "verify", "measure", "hear" or "remove"."""
    titles = {
        "add": _("Checking and copying {name}"),
        "verify": _("Reading {name} again"),
        "measure": _("Measuring {name}"),
        "hear": _("{name} at the audition"),
        "remove": _("Removing {name}"),
    }
    return titles[what].format(name=name)


def done(what: str, name: str) -> str:
    """Say that it is done."""
    said = {
        "add": _("{name} was added: checked and copied."),
        "get": _("{name} has arrived, checked. The network is closed again."),
        "verify": _("{name} is unchanged since it was added."),
        "measure": _("{name} was measured."),
        "hear": _("{name} was heard on every draft."),
        "remove": _("{name} was removed."),
    }
    return said[what].format(name=name)


def not_done(what: str, name: str) -> str:
    """Say that it failed."""
    titles = {
        "add": _("{name} was not added"),
        "get": _("{name} was not downloaded"),
        "verify": _("{name} could not be verified"),
        "measure": _("{name} could not be measured"),
        "hear": _("The audition of {name} stopped"),
        "remove": _("{name} was not removed"),
    }
    return titles[what].format(name=name)


def way_out(what: str) -> str:
    """Return the word of the button that tries something else."""
    ways = {
        "add": _("Choose another file…"),
        "verify": _("Verify"),
        "measure": _("Measure"),
        "hear": _("Go on"),
        "remove": _("Remove…"),
    }
    return ways[what]


def removal(model: ModelFile) -> str:
    """Say what removing a model does, and what it leaves."""
    if model.address:
        return _("Aparté no longer asks it; the server itself is not touched. Its key leaves the keyring.")
    freed = _("Its copy here is deleted and {size} come free; the file you added it from is not touched.")
    return freed.format(size=numbers.size(model.size_bytes))
