"""`aparte doctor`: versions, paths, model, engine, integrity of what is kept, and what left this machine."""

from __future__ import annotations

import platform
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from aparte import __version__, net, netlog, paths
from aparte.cli import DONE, NO
from aparte.cli.imported import written
from aparte.errors import Trouble
from aparte.i18n import _, ngettext, number
from aparte.messages import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `doctor`."""
    commands.add("doctor", doctor, _("versions, paths, engine, integrity, network state"))


def doctor(arguments: argparse.Namespace) -> int:
    """Print the state of the installation; 1 when something is damaged."""
    report = examine(paths.home())
    if getattr(arguments, "json", False):
        sys.stdout.write(written(report) + "\n")
    else:
        sys.stdout.write("\n".join(_spoken(report)) + "\n")
    return NO if report["problems"] else DONE


def examine(home: Path) -> dict[str, Any]:
    """Return the report of `doctor --json`. Damage is in `problems`, what is merely absent in `notes`."""
    problems: list[str] = []
    notes: list[str] = []
    from aparte.cli.servers import servers_data

    _settings(home, problems)
    archive = _archive(home, problems, notes)
    return {
        "version": __version__,
        "python": platform.python_version(),
        "paths": {
            "home": str(home),
            "models": str(home / "models"),
            "logs": str(home / "logs"),
            "spaces": str(home / "spaces"),
            "shipped": str(paths.shipped()),
        },
        "archive": archive,
        "engine": _engine(notes),
        "model": _model(home, notes),
        "machine": _machine(),
        "network": _network(home),
        "servers": servers_data(home),
        "problems": problems,
        "notes": notes,
    }


def _machine() -> dict[str, Any]:
    from aparte.engine.hardware import look
    from aparte.records import plain

    data: dict[str, Any] = plain(look())
    return data


def _network(home: Path) -> dict[str, Any]:
    """Return what the ledger says since another machine was last let in, by whichever of our programs."""
    ledger, kept = net.ledger(), netlog.figures(home)
    return {
        "sealed": ledger.sealed,
        "sockets_opened": kept.sockets_opened,
        "bytes_out": kept.bytes_out,
        "bytes_in": kept.bytes_in,
        "loopback_requests": kept.loopback_requests,
        "since": kept.since or ledger.since,
    }


def _settings(home: Path, problems: list[str]) -> None:
    from aparte.settings import load

    with _noted(problems):
        load(home)


def _archive(home: Path, problems: list[str], notes: list[str]) -> dict[str, Any]:
    from aparte.archive.spaces import folders

    posts, worst, encrypted = 0, "ok", False
    for folder in folders(home):
        closed = _is_closed(folder, problems, notes)
        encrypted = encrypted or closed is not None
        count, integrity = (0, "ok") if closed else _space(folder, problems)
        posts += count
        worst = worst if integrity == "ok" else integrity
    return {"posts": posts, "integrity": worst, "encrypted": encrypted}


def _is_closed(folder: Path, problems: list[str], notes: list[str]) -> bool | None:
    """Tell whether an encrypted space can't be opened here and now, which is no damage; None: it is not encrypted."""
    from aparte.archive.encrypt import unfinished
    from aparte.archive.keys import data_key

    try:
        encrypted = data_key(folder) is not None
    except Trouble as trouble:
        damaged = trouble.code in {"space.bad_keys", "file.unreadable"}
        (problems if damaged else notes).append(say(trouble.code, trouble.params))
        return True
    if encrypted:
        problems.extend(say("space.unfinished", {"path": path}) for path in unfinished(folder))
    return False if encrypted else None


def _space(folder: Path, problems: list[str]) -> tuple[int, str]:
    """Return how many posts a space holds and the integrity of its archive. What is damaged hides nothing else."""
    from aparte.archive.spaces import Space, space_at
    from aparte.archive.store import examine_archive
    from aparte.gate.log import verify
    from aparte.nouns import Brand

    space = Space(folder=folder, brand=Brand(id=folder.name, name=folder.name))
    with _noted(problems):
        space = space_at(folder)
    posts, state = 0, "damaged"
    with _noted(problems):
        posts, state = examine_archive(space.archive_path)
        if state != "ok":
            problems.append(f"{space.archive_path}: {state}")
    with _noted(problems):
        _drafts(space, problems)
        log = verify(folder)
        if not log.intact:
            problems.append(say("log.broken", {"path": space.log_path, "what": log.said()}))
    return posts, state


def _drafts(space: Space, problems: list[str]) -> None:
    from aparte.archive.database import integrity
    from aparte.drafts.drafts_schema import open_drafts

    if space.drafts_path.exists():
        with closing(open_drafts(space.folder)) as drafts:
            state = integrity(drafts)
        if state != "ok":
            problems.append(f"{space.drafts_path}: {state}")


@contextmanager
def _noted(problems: list[str]) -> Iterator[None]:
    """Note as a problem what can't be read, and go on."""
    try:
        yield
    except Trouble as trouble:
        problems.append(say(trouble.code, trouble.params))
    except OSError as error:
        problems.append(f"{error.filename or '?'}: {error.strerror or error}")


def _engine(notes: list[str]) -> dict[str, Any]:
    from aparte.engine.backends import probe

    state = probe()
    if not state.available:
        notes.append(say("engine.missing", {}))
    return {"available": state.available, "backend": state.backend, "gpu": state.gpu, "threads": state.threads}


def _model(home: Path, notes: list[str]) -> dict[str, Any] | None:
    from aparte.engine.catalogue import chosen

    try:
        model = chosen(home)
    except Trouble:
        # Which model was chosen stands in the settings: what can't be read of them is already a problem.
        return None
    if model is None:
        notes.append(say("model.none", {}))
        return None
    if model.address:
        return {"name": model.name, "address": model.address, "remote": model.remote}
    return {"name": model.name, "file": model.file, "sha256": model.sha256, "bytes": model.size_bytes}


def _spoken(report: dict[str, Any]) -> list[str]:
    from aparte.cli.servers import spoken_servers

    posts = report["archive"]["posts"]
    lines = [
        f"Aparté {report['version']}, Python {report['python']}",
        report["paths"]["home"],
        ngettext("{n} post, integrity: {state}", "{n} posts, integrity: {state}", posts).format(
            n=posts, state=report["archive"]["integrity"]
        ),
        _machine_said(report["machine"], report["engine"]),
        _network_said(report["network"]),
    ]
    lines += spoken_servers(report["servers"])
    lines += [f"· {note}" for note in report["notes"]]
    lines += [f"✗ {problem}" for problem in report["problems"]]
    return lines


def _machine_said(machine: dict[str, Any], engine: dict[str, Any]) -> str:
    gigabytes = [_("not known") if machine[key] is None else f"{machine[key] / 1e9:.1f}" for key in ("total", "free")]
    card = _("the engine can use a graphics card") if engine["gpu"] else _("the engine uses no graphics card")
    sets = ", ".join(machine["instructions"]) or _("instruction sets not known")
    cores = ngettext("{n} core", "{n} cores", machine["cores"]).format(n=number(machine["cores"]))
    said = _("{total} GB of memory, {free} free; {cores}; {sets}; {card}")
    return said.format(total=gigabytes[0], free=gigabytes[1], cores=cores, sets=sets, card=card)


def _network_said(network: dict[str, Any]) -> str:
    if not network["sockets_opened"]:
        return _("Sealed: no other machine was called.")
    return _("Sealed again: since {since}, {n} connections that you opened, {out} bytes out, {incoming} in.").format(
        since=network["since"],
        n=number(network["sockets_opened"]),
        out=number(network["bytes_out"]),
        incoming=number(network["bytes_in"]),
    )
