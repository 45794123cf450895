"""`aparte model`: the local models, kept in the home: list, add, get, verify, use, remove, bench, audition."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from aparte import paths
from aparte.cli import DONE, NO, fetched
from aparte.errors import Trouble
from aparte.i18n import _
from aparte.messages import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.cli import Commands

_MB = 1_000_000


def register(commands: Commands) -> None:
    """Add `model`."""
    action = commands.group("model", "the local models: files of your own, kept and run on this machine")
    from aparte.cli.audition import audition, register_audition
    from aparte.cli.servers import register_add

    register_audition(action("audition", audition, "hear a model on 24 fixed drafts, and count what passes"))
    action("list", list_models, "the models you have, and some you might try")
    register_add(action("add", add, "copy a GGUF file into the home, or use a server that already runs"))
    for name, run, summary in (
        ("verify", verify, "check that a model's file is still the one that was added"),
        ("use", use, "write with this model"),
        ("remove", remove, "delete a model's copy"),
        ("bench", bench, "how fast a model is on this machine"),
    ):
        parser = action(name, run, summary)
        parser.add_argument("name", metavar="NAME")
        if name == "bench":
            parser.add_argument("--threads", type=int, metavar="N")
        if name in {"use", "bench"}:
            parser.add_argument("--insist", action="store_true", help="load it again although it crashed the engine")
    fetched.add_get(action)


def list_models(arguments: argparse.Namespace) -> int:
    """List the models of the home, what is on its way, then the catalogue, each against the memory free now."""
    from aparte.cli import listed

    home = paths.home()
    if _wants_json(arguments):
        return _print_json(listed.data(home))
    print("\n".join(listed.lines(home)))
    return DONE


def add(arguments: argparse.Namespace) -> int:
    """Copy one file into the home, or keep a server's model; 2, with one line, when it is no usable model."""
    from pathlib import Path

    from aparte.cli.servers import add_server
    from aparte.engine import catalogue
    from aparte.engine.address import looks_like_one

    if looks_like_one(arguments.file):
        return add_server(arguments)
    model = catalogue.add(paths.home(), Path(arguments.file).expanduser(), progress=_percent)
    if _wants_json(arguments):
        return _print_json({"name": model.name, "sha256": model.sha256, "bytes": model.size_bytes})
    print(_("Added: {name} ({size} MB, SHA-256 {sha256}).").format(
        name=model.name, size=model.size_bytes // _MB, sha256=model.sha256
    ))  # fmt: skip
    return DONE


def verify(arguments: argparse.Namespace) -> int:
    """Read the whole file again, or ask the server; 1 when it differs."""
    from aparte.cli.servers import verify_server
    from aparte.engine import catalogue

    home = paths.home()
    model = catalogue.find(home, arguments.name)
    if model.address:
        return verify_server(home, model, as_json=_wants_json(arguments))
    same = catalogue.verify(home, model, progress=_percent)
    if _wants_json(arguments):
        _print_json({"name": model.name, "sha256": model.sha256, "ok": same})
    else:
        print(_("{name}: the file is the one that was added.").format(name=model.name)
              if same else say("model.differs", {"name": model.name}))  # fmt: skip
    return DONE if same else NO


def use(arguments: argparse.Namespace) -> int:
    """Put a model to use."""
    from aparte.engine import catalogue

    home = paths.home()
    model = catalogue.find(home, arguments.name)
    _insist(arguments, catalogue.model_path(home, model))
    catalogue.use(home, model)
    if _wants_json(arguments):
        return _print_json({"name": model.name})
    print(_("Rewrites now come from {name}.").format(name=model.name))
    return DONE


def remove(arguments: argparse.Namespace) -> int:
    """Delete the copy in the home; the file it came from is untouched."""
    from aparte.engine import catalogue

    home = paths.home()
    model = catalogue.find(home, arguments.name)
    catalogue.remove(home, model)
    if _wants_json(arguments):
        return _print_json({"name": model.name, "bytes": model.size_bytes})
    if model.address:
        print(_("Removed: {name}. The server itself was not touched.").format(name=model.name))
    else:
        print(_("Removed: {name} ({size} MB freed).").format(name=model.name, size=model.size_bytes // _MB))
    return DONE


def bench(arguments: argparse.Namespace) -> int:
    """Run one prompt and one answer through the engine's process, and print what they took."""
    from aparte.cli.audition import speed_data, spoken_speed
    from aparte.engine import bench as measure
    from aparte.engine import catalogue
    from aparte.engine.prompter import Prompter
    from aparte.records import plain

    if arguments.threads is not None and arguments.threads < 1:
        raise Trouble("usage", what="--threads: at least 1", command="model bench")
    home = paths.home()
    model = catalogue.find(home, arguments.name)
    _insist(arguments, catalogue.model_path(home, model))
    engine = Prompter(home)
    try:
        speed = measure.bench(
            engine, model, str(catalogue.model_path(home, model)), threads=arguments.threads, progress=_percent
        )
    finally:
        engine.stop()
    found = measure.keep(home, model, speed).found
    if _wants_json(arguments):
        return _print_json({**speed_data(speed), **plain(found)})
    print(spoken_speed(speed))
    return DONE


def _insist(arguments: argparse.Namespace, path: Path) -> None:
    if arguments.insist:
        from aparte.engine.quarantine import Quarantine

        Quarantine().release(path)


def _percent(fraction: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{fraction:4.0%}", end="\r" if fraction >= 1 else "", file=sys.stderr, flush=True)


def _wants_json(arguments: argparse.Namespace) -> bool:
    return bool(getattr(arguments, "json", False))


def _print_json(data: object) -> int:
    print(json.dumps(data, ensure_ascii=False))
    return DONE
