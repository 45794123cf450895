"""`aparte doctor`: versions, paths, model, engine, integrity of what is kept, and what left this machine."""

from __future__ import annotations

import json
import platform
import sys
from typing import TYPE_CHECKING, Any

from aparte import __version__, net, paths
from aparte.cli import DONE, NO
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte.messages import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `doctor`."""
    commands.add("doctor", doctor, "versions, paths, engine, integrity, network state")


def doctor(arguments: argparse.Namespace) -> int:
    """Print the state of the installation; 1 when something is damaged."""
    report = examine(paths.home())
    if getattr(arguments, "json", False):
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_spoken(report)) + "\n")
    return NO if report["problems"] else DONE


def examine(home: Path) -> dict[str, Any]:
    """Return the report of `doctor --json`. Damage is in `problems`, what is merely absent in `notes`."""
    problems: list[str] = []
    notes: list[str] = []
    _settings(home, problems)
    archive = _archive(home, problems)
    ledger = net.ledger()
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
        "network": {
            "sealed": ledger.sealed,
            "sockets_opened": ledger.sockets_opened,
            "bytes_out": ledger.bytes_out,
            "since": ledger.since,
        },
        "problems": problems,
        "notes": notes,
    }


def _settings(home: Path, problems: list[str]) -> None:
    from aparte.settings import load

    try:
        load(home)
    except Trouble as trouble:
        problems.append(say(trouble.code, trouble.params))


def _archive(home: Path, problems: list[str]) -> dict[str, Any]:
    from aparte.archive.spaces import spaces
    from aparte.archive.store import examine_archive
    from aparte.gate.log import verify

    posts, worst = 0, "ok"
    for space in spaces(home):
        try:
            count, integrity = examine_archive(space.archive_path)
        except Trouble as trouble:
            count, integrity = 0, say(trouble.code, trouble.params)
        posts += count
        if integrity != "ok":
            worst = integrity
            problems.append(f"{space.archive_path}: {integrity}")
        log = verify(space.folder)
        if not log.intact:
            problems.append(say("log.broken", {"path": space.log_path, "what": log.said()}))
    return {"posts": posts, "integrity": worst, "encrypted": False}


def _engine(notes: list[str]) -> dict[str, Any]:
    from aparte.engine.backends import probe

    state = probe()
    if not state.available:
        notes.append(say("engine.missing", {}))
    return {"available": state.available, "backend": state.backend, "gpu": state.gpu, "threads": state.threads}


def _model(home: Path, notes: list[str]) -> dict[str, Any] | None:
    from aparte.engine.catalogue import chosen

    model = chosen(home)
    if model is None:
        notes.append(say("model.none", {}))
        return None
    return {"name": model.name, "file": model.file, "sha256": model.sha256, "bytes": model.size_bytes}


def _spoken(report: dict[str, Any]) -> list[str]:
    posts = report["archive"]["posts"]
    lines = [
        f"Aparté {report['version']}, Python {report['python']}",
        report["paths"]["home"],
        ngettext("{n} post, integrity: {state}", "{n} posts, integrity: {state}", posts).format(
            n=posts, state=report["archive"]["integrity"]
        ),
        _("Sealed: no socket to another machine can be opened by this version."),
    ]
    lines += [f"· {note}" for note in report["notes"]]
    lines += [f"✗ {problem}" for problem in report["problems"]]
    return lines
