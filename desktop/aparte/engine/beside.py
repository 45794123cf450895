"""What is kept beside a model's description: its measured speed, its audition, each with what it was found with.

One JSON file a finding, `HOME/models/<name>.<kind>.json`, written whole. It refuses to show what it can't read or what
belongs to another file of the same name: such a finding counts as absent.
"""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aparte import paths
from aparte.errors import Trouble
from aparte.records import plain, read, record

if TYPE_CHECKING:
    from aparte.nouns import ModelFile

FOLDER = "models"
KINDS = ("bench", "audition", "audition-begun")
ENGINE_PACKAGE = "llama-cpp-python"
SERVER = "server"
"""Stands in the place of the engine's version for a model that a server runs."""
_R = TypeVar("_R")


@record
class Circumstances:
    """When, with which engine and on which machine something was found.

    at: ISO 8601, UTC. engine: "llama-cpp-python 0.3.36", or "server". machine: the processor's name × its cores.
    """

    at: str
    engine: str
    machine: str

    def still_holds(self, model: ModelFile) -> bool:
        """Tell whether a finding was made with the engine and on the machine that would run the model now."""
        now = circumstances(model)
        return (self.engine, self.machine) == (now.engine, now.machine)


def circumstances(model: ModelFile) -> Circumstances:
    """Return those of this moment. The engine is not started: its version is read from the installation."""
    return Circumstances(
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        engine=SERVER if model.address else _engine_version(),
        machine=_machine(),
    )


def keep(home: Path, model: ModelFile, kind: str, finding: object) -> None:
    """Write a record beside the model's description. Raises Trouble("file.unwritable"): an earlier one then stands."""
    path = _path(home, model, kind)
    try:
        paths.write_whole(path, json.dumps(plain(finding), ensure_ascii=False).encode("utf-8", "replace"))
    except OSError as error:
        raise Trouble("file.unwritable", path=path, reason=error.strerror or error) from None


def kept(home: Path, model: ModelFile, kind: str, shape: type[_R]) -> _R | None:
    """Return what was kept, or None: there is nothing, or nothing that this version can read."""
    path = _path(home, model, kind)
    try:
        return read(shape, json.loads(path.read_bytes()), origin=path)
    except (OSError, ValueError, Trouble):
        return None


def forget(home: Path, model: ModelFile, *kinds: str) -> None:
    """Delete findings, all of them without `kinds`. Raises OSError as the system does."""
    for kind in kinds or KINDS:
        _path(home, model, kind).unlink(missing_ok=True)


def _path(home: Path, model: ModelFile, kind: str) -> Path:
    return home / FOLDER / f"{model.name}.{kind}.json"


def _engine_version() -> str:
    try:
        return f"{ENGINE_PACKAGE} {metadata.version(ENGINE_PACKAGE)}"
    except metadata.PackageNotFoundError:
        return ENGINE_PACKAGE


def _machine() -> str:
    return f"{_processor()} ×\N{NO-BREAK SPACE}{os.cpu_count() or 1}"


def _processor() -> str:
    """Return the processor's own name where the system tells it, else its kind."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    except OSError:
        pass
    return platform.processor() or platform.machine()
