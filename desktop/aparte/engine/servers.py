"""The models that servers of the user's run: added by address, kept beside the files, asked through the door of `net`.

It refuses to keep what was never reached, to send anywhere but to the address that was typed, and to write a key into
any file: it lives in the keyring, or in APARTE_SERVER_KEY for as long as the program runs.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aparte import net, paths
from aparte.engine import catalogue
from aparte.engine.address import may_be_called, read_address
from aparte.engine.client import Limits
from aparte.engine.server import Server
from aparte.errors import Trouble
from aparte.nouns import ModelFile
from aparte.records import plain
from aparte.secrets import usable_keyring
from aparte.tomltext import toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.engine.address import Address

KEY_VARIABLE = "APARTE_SERVER_KEY"
_SHOWN = 12
"""Names that one line may hold."""


def offered(
    home: Path,
    typed: str,
    *,
    key: str = "",
    opened: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Ask the server at an address which models it has; this is how an address is tried.

    key: "" takes APARTE_SERVER_KEY. opened: the user opened the network for this address. Raises Trouble as
    `address.read_address`, `address.may_be_called` and `Server.models`.
    """
    return _offered(home, read_address(typed), key or os.environ.get(KEY_VARIABLE, ""), opened, cancelled)


def add(home: Path, typed: str, *, remote: str = "", key: str = "", opened: bool = False, name: str = "") -> ModelFile:
    """Keep a model of a server and return it; one that is already there is returned, with what is new of it.

    remote: its name there, not needed when the server has only one. name: what to call it here. Raises Trouble as
    `offered`, and server.choose, server.no_such_model, server.no_keyring, secrets.locked, file.unwritable. The first
    model added is put to use.
    """
    address = read_address(typed)
    secret = key or os.environ.get(KEY_VARIABLE, "")
    remote = _chosen(_offered(home, address, secret, opened, lambda: False), address, remote)
    if key:
        _keep_key(address, key)
    same = next((one for one in catalogue.listed(home) if (one.address, one.remote) == (address.url, remote)), None)
    model = same or ModelFile(
        name=_free_name(home, name or f"{remote.rpartition('/')[2]}-{address.host}"),
        file="",
        sha256="",
        size_bytes=0,
        architecture="",
        layers=0,
        context_tokens=0,
        ram_bytes=0,
        added_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        address=address.url,
        remote=remote,
    )
    model = replace(model, opened=opened and address.reach != "loopback", keyed=bool(secret))
    _write(home, model)
    if catalogue.chosen(home) is None:
        catalogue.use(home, model)
    return model


def shut(home: Path, model: ModelFile) -> None:
    """Close the network for a model's server; the model stays. Raises Trouble("file.unwritable")."""
    _write(home, replace(model, opened=False))


def answers(home: Path, model: ModelFile) -> bool:
    """Tell whether the server answers and still has the model. Raises Trouble as `offered` when it does not answer."""
    return model.remote in _offered(home, read_address(model.address), key_of(model), model.opened, lambda: False)


def key_of(model: ModelFile) -> str:
    """Return the key of a model's server, "" when it wants none. Raises Trouble: server.no_key, secrets.locked."""
    if not model.keyed:
        return ""
    keyring = usable_keyring()
    key = (keyring.get(_secret(model.address)) if keyring else None) or os.environ.get(KEY_VARIABLE, "")
    if not key:
        raise Trouble("server.no_key", name=model.name)
    return key


def forget_key(home: Path, model: ModelFile) -> None:
    """Delete the key of a model's server once no other model of the home is asked there."""
    if not model.keyed or any(one.address == model.address and one != model for one in catalogue.listed(home)):
        return
    keyring = usable_keyring()
    if keyring is not None:
        keyring.delete(_secret(model.address))


def _offered(
    home: Path, address: Address, key: str, opened: bool, cancelled: Callable[[], bool]  # noqa: FBT001 - all are given
) -> tuple[str, ...]:  # fmt: skip
    may_be_called(address, opened=opened)
    with net.opened(home, [address.host], f"model {address.where}") as permit:
        return Server(permit, address, key, Limits()).models(cancelled)


def _write(home: Path, model: ModelFile) -> None:
    path = paths.private_dir(home / catalogue.FOLDER) / f"{model.name}.toml"
    try:
        paths.write_whole(path, toml(plain(model)).encode())
    except OSError as error:
        raise Trouble("file.unwritable", path=path, reason=error.strerror or error) from None


def _chosen(known: tuple[str, ...], address: Address, remote: str) -> str:
    if remote in known:
        return remote
    said = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    if remote:
        raise Trouble("server.no_such_model", where=address.where, name=remote, known=said)
    if len(known) > 1:
        raise Trouble("server.choose", where=address.where, known=said)
    return known[0]


def _keep_key(address: Address, key: str) -> None:
    keyring = usable_keyring()
    if keyring is None:
        raise Trouble("server.no_keyring", variable=KEY_VARIABLE)
    keyring.set(_secret(address.url), key)


def _secret(url: str) -> str:
    return f"server {url}"


def _free_name(home: Path, wanted: str) -> str:
    return catalogue.free_name(paths.private_dir(home / catalogue.FOLDER), wanted)
