"""The local models kept in the home.

A model is one GGUF file, copied (never moved) under `HOME/models/` with a small TOML beside it that holds what its
header said and its SHA-256. It refuses a file whose header it can't read, a copy that does not fit on the disk, and
half a copy: the file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aparte import paths, settings
from aparte.engine import beside
from aparte.engine.gguf import read_header
from aparte.engine.memory import CONTEXT
from aparte.errors import Trouble
from aparte.nouns import ModelFile
from aparte.records import plain
from aparte.records import read as read_record
from aparte.tomltext import toml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aparte.engine.gguf import Header

FOLDER = "models"
_CHUNK = 1 << 20
_SPARE_BYTES = 50_000_000
"""What the disk keeps free after a copy: drafts must always find room."""
_BESIDE_BYTES = 200_000_000
"""What the engine takes beside the weights (`gguf.Header.ram_bytes`)."""
_UNSAFE = re.compile(r"[^\w.+-]+", re.ASCII)
_LONGEST_NAME = 80


def listed(home: Path) -> tuple[ModelFile, ...]:
    """Return the models of the home whose file is there, by name. A description that can't be read is left out."""
    found = [_described(path) for path in (home / FOLDER).glob("*.toml")]
    there = [model for model in found if model and (model.address or model_path(home, model).is_file())]
    return tuple(sorted(there, key=lambda model: model.name.casefold()))


def find(home: Path, name: str) -> ModelFile:
    """Return the model `name` (or its file's name). Raises Trouble("model.unknown") naming those that are there."""
    models = listed(home)
    for model in models:
        if name in {model.name, model.file}:
            return model
    raise Trouble("model.unknown", name=name, known=", ".join(model.name for model in models) or "-")


def chosen(home: Path) -> ModelFile | None:
    """Return the model in use, or None: none was chosen, or its file is gone."""
    wanted = settings.load(home).model
    return next((model for model in listed(home) if model.name == wanted), None) if wanted else None


def model_path(home: Path, model: ModelFile) -> Path:
    """Return where the file of `model` is; for a server's model, its description."""
    return home / FOLDER / (model.file or f"{model.name}.toml")


def least_bytes(model: ModelFile) -> int:
    """Return the memory that the weights alone take: what is left with the smallest context."""
    return int(model.size_bytes * 1.05) + _BESIDE_BYTES


def add(
    home: Path,
    file: Path,
    progress: Callable[[float], None] = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    sha256: str = "",
    name: str = "",
) -> ModelFile:
    """Copy a GGUF file into the home and return what it is; one that is already there is returned as it stands.

    progress gets 0..1. sha256: what the file must have, "" when nobody said. name: what to call it, the file's own name
    without one. Raises Trouble: file.missing, model.bad_… (its header), model.no_space, model.cancelled,
    model.bad_copy (read back, it differs), download.wrong_bytes (not the fingerprint), file.unreadable,
    file.unwritable; nothing is then left behind. The first model added is
    put to use.
    """
    header = read_header(file)
    folder = paths.private_dir(home / FOLDER)
    room_for(folder, header.file_bytes)
    part = folder / f".{os.getpid()}.part"
    try:
        found = _copy(file, part, header.file_bytes, progress, cancelled)
        if sha256 and found != sha256:
            raise Trouble("download.wrong_bytes", name=file.name, expected=sha256[:12], found=found[:12])
        return keep(home, part, found, name or file.stem)
    except OSError as error:
        raise Trouble("file.unwritable", path=error.filename or folder, reason=error.strerror or error) from None
    finally:
        part.unlink(missing_ok=True)


def keep(home: Path, part: Path, sha256: str, name: str) -> ModelFile:
    """Make a model of `part`, a whole file in the models' folder or below, and return it; `part` is then gone.

    sha256: its fingerprint. One that is already there is returned as it stands. The first model is put to use.
    Raises Trouble: model.bad_… (its header), OSError as the system does.
    """
    model = next((one for one in listed(home) if one.sha256 == sha256), None)
    if model is None:
        # The copy is what will be loaded: it is read again, for the first file may have changed meanwhile.
        model = _kept(home / FOLDER, part, read_header(part), sha256, name)
    part.unlink(missing_ok=True)
    if chosen(home) is None:
        use(home, model)
    return model


def room_for(folder: Path, need_bytes: int) -> None:
    """See that `need_bytes` more fit beside `folder`. Raises Trouble("model.no_space") with the numbers."""
    free = shutil.disk_usage(folder).free
    if need_bytes + _SPARE_BYTES > free:
        raise Trouble("model.no_space", need_mb=need_bytes // 1_000_000, free_mb=free // 1_000_000)


def verify(home: Path, model: ModelFile, progress: Callable[[float], None] = lambda _fraction: None) -> bool:
    """Tell whether the file still has the SHA-256 it was added with. Raises Trouble("file.…") when it can't be read."""
    path = model_path(home, model)
    digest, done = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                progress(min(1.0, done / max(model.size_bytes, 1)))
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror) from None
    return digest.hexdigest() == model.sha256


def use(home: Path, model: ModelFile) -> None:
    """Put `model` to use. Raises Trouble as the settings do."""
    settings.save(home, replace(settings.load(home), model=model.name))


def remove(home: Path, model: ModelFile) -> None:
    """Delete the copy in the home; if it was in use, none is. Raises Trouble("file.unwritable")."""
    from aparte.engine import servers

    path = model_path(home, model)
    try:
        # The description goes last: a file without one would take room that nobody sees.
        beside.forget(home, model)
        if model.address:
            servers.forget_key(home, model)
        path.unlink(missing_ok=True)
        path.with_suffix(".irony.toml").unlink(missing_ok=True)
        path.with_suffix(".toml").unlink(missing_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=path, reason=error.strerror) from None
    now = settings.load(home)
    if now.model == model.name:
        settings.save(home, replace(now, model=""))


def _copy(
    source: Path, target: Path, size: int, progress: Callable[[float], None], cancelled: Callable[[], bool]
) -> str:
    """Copy, hashing on the way, put the bytes on the disk and read them back; return the SHA-256.

    Raises Trouble: file.unreadable (the stick, not the disk), model.bad_copy, model.cancelled; OSError of the target.
    """
    whole = 2 * max(size, 1)

    def told(done: int) -> None:
        if cancelled():
            raise Trouble("model.cancelled")
        progress(min(1.0, done / whole))

    digest, done = hashlib.sha256(), 0
    handle = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, paths.PRIVATE_FILE)
    with os.fdopen(handle, "wb") as out:
        for chunk in _read(source):
            out.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            told(done)
        out.flush()
        os.fsync(out.fileno())
        if hasattr(os, "posix_fadvise"):
            # What is read back must come from the disk, not from the memory that was just written.
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    again = hashlib.sha256()
    for chunk in _read(target):
        again.update(chunk)
        done += len(chunk)
        told(done)
    if again.digest() != digest.digest():
        raise Trouble("model.bad_copy", path=source.name)
    progress(1.0)
    return digest.hexdigest()


def _read(path: Path) -> Iterator[bytes]:
    """Give a file in pieces. Raises Trouble("file.unreadable") when the medium fails."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror or error) from None


def _kept(folder: Path, part: Path, header: Header, sha256: str, stem: str) -> ModelFile:
    name = free_name(folder, stem)
    model = ModelFile(
        name=name,
        file=f"{name}.gguf",
        sha256=sha256,
        size_bytes=header.file_bytes,
        architecture=header.architecture,
        layers=header.blocks,
        context_tokens=header.context,
        ram_bytes=header.ram_bytes(min(CONTEXT, header.context)),
        licence=header.licence[:200],
        added_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    described = folder / f"{name}.toml"
    paths.write_whole(described, toml(plain(model)).encode())
    try:
        part.replace(folder / model.file)
    except OSError:
        with suppress(OSError):
            described.unlink()
        raise
    return model


def safe_name(name: str) -> str:
    """Return a name that any file system takes."""
    return _UNSAFE.sub("-", name).strip(".-")[:_LONGEST_NAME] or "model"


def free_name(folder: Path, stem: str) -> str:
    """Return a name made of `stem` that any file system takes and no model of `folder` has."""
    wanted = safe_name(stem)
    name, number = wanted, 1
    while (folder / f"{name}.gguf").exists() or (folder / f"{name}.toml").exists():
        number += 1
        name = f"{wanted}-{number}"
    return name


def _described(path: Path) -> ModelFile | None:
    try:
        model = read_record(ModelFile, tomllib.loads(path.read_text(encoding="utf-8")), origin=path)
    except (Trouble, OSError, ValueError):
        return None
    # The description may have been edited by hand: the file it names stands beside it, and nowhere else.
    own = model.file == path.with_suffix(".gguf").name
    return model if own or (model.address and not model.file and model.name == path.stem) else None
