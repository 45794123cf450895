"""`aparte model add http://…`: a model that a server of the user's runs, beside the files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.cli import DONE, NO
from aparte.errors import Trouble
from aparte.i18n import _
from aparte.messages import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.nouns import ModelFile


def register_add(parser: argparse.ArgumentParser) -> None:
    """Add the options of `model add`."""
    parser.add_argument("file", metavar="FILE", help="a GGUF file, or the address of a server: http://127.0.0.1:8080")
    parser.add_argument("--model", default="", metavar="ID", help="a server's model, when it has several")
    parser.add_argument("--name", default="", metavar="NAME", help="what to call a server's model here")
    parser.add_argument("--key-file", metavar="F", help="a file with the server's key; it goes to the keyring")
    parser.add_argument("--open-network", action="store_true", help="let drafts go to this server on another computer")


def add_server(arguments: argparse.Namespace) -> int:
    """Reach the server, choose its model, and keep it."""
    from aparte.engine import servers

    key = _key(arguments.key_file) if arguments.key_file else ""
    model = servers.add(
        paths.home(),
        arguments.file,
        remote=arguments.model,
        key=key,
        opened=arguments.open_network,
        name=arguments.name,
    )
    if getattr(arguments, "json", False):
        data = {
            "name": model.name,
            "sha256": None,
            "bytes": None,
            "address": model.address,
            "remote": model.remote,
            "network_opened": model.opened,
        }
        print(json.dumps(data, ensure_ascii=False))
        return DONE
    print(_("Added: {name} ({model} at {address}).").format(name=model.name, model=model.remote, address=model.address))
    if model.opened:
        print(_("Your drafts are sent there when you ask for a rewrite; nothing else opens the network."))
    return DONE


def verify_server(home: Path, model: ModelFile, *, as_json: bool) -> int:
    """Ask the server whether it still has the model; 1 when it has not."""
    from aparte.engine import servers

    same = servers.answers(home, model)
    if as_json:
        print(json.dumps({"name": model.name, "sha256": None, "ok": same}, ensure_ascii=False))
    else:
        print(_("{name}: the server answers and has this model.").format(name=model.name)
              if same else say("server.gone", {"name": model.name}))  # fmt: skip
    return DONE if same else NO


def servers_data(home: Path) -> list[dict[str, Any]]:
    """Return the addresses that the user typed, and whether each may be called now: the only ones that ever are."""
    from aparte import net
    from aparte.engine import catalogue
    from aparte.engine.address import read_address

    found = []
    reach: str
    for model in catalogue.listed(home):
        if model.address:
            try:
                reach = read_address(model.address).reach
            except Trouble:
                # A description that was spoilt by hand: nothing is ever called by it.
                reach = "unknown"
            allowed = reach == "loopback" or (reach != "unknown" and model.opened and not net.sealed_by_environment())
            found.append({"name": model.name, "address": model.address, "reach": reach, "allowed": allowed})
    return found


def spoken_servers(servers: list[dict[str, Any]]) -> list[str]:
    """Say a line for each address that the user typed."""
    said = {
        "loopback": _("{address} is allowed: a server on this computer, for the model {name}."),
        "lan": _("{address} is allowed: you opened the network for the model {name}."),
        "": _("{address} is refused: the network is closed for the model {name}."),
    }
    return [
        said[(one["reach"] if one["reach"] == "loopback" else "lan") if one["allowed"] else ""].format(**one)
        for one in servers
    ]


def _key(file: str) -> str:
    from pathlib import Path

    path = Path(file).expanduser()
    try:
        key = path.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror or error) from None
    except UnicodeDecodeError as error:
        raise Trouble("file.not_utf8", path=path, byte=error.start) from None
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise Trouble("server.bad_key", path=path)
    return key
