"""`aparte model get`: fetch a model by its name in the list or by its address, after a yes to where it comes from.

Typing an address on loopback is agreeing to it; any other machine is named, with the size, and a yes is asked for on a
terminal, or given by `--yes`. A redirect to another host needs its own yes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aparte import addresses, net, paths
from aparte.cli import DONE
from aparte.errors import Trouble
from aparte.i18n import _, number

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from aparte.engine.downloads import Download
    from aparte.engine.pace import Progress
    from aparte.nouns import ModelFile

_MB = 1_000_000


def add_get(action: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `model get`."""
    parser = action("get", get, "download a model, by its name in the list or by its address; the same command goes on")
    parser.add_argument("name", metavar="NAME|ADDRESS")
    parser.add_argument("--mirror", metavar="ADDRESS|PATH", help="fetch the same file from there")
    parser.add_argument("--sha256", metavar="HEX", default="", help="what the file must be")
    parser.add_argument("--allow-host", metavar="HOST", action="append", default=[], help="a host it may be sent on to")
    parser.add_argument("--yes", action="store_true", help="agree to the host without being asked")
    parser.add_argument("--cancel", action="store_true", help="forget what has come of it")


def get(arguments: argparse.Namespace) -> int:
    """Fetch, check and keep a model; 2, with one line, when it can't be had: what has come is kept."""
    from aparte.engine import downloads

    home = paths.home()
    wanted, local = _wanted(home, arguments)
    if arguments.cancel:
        downloads.discard(home, wanted)
        return _said(arguments, None, wanted)
    model = _here(home, wanted, arguments)
    if model is None:
        model = _copied(home, local, wanted) if local else _fetched(home, wanted, arguments)
    return _said(arguments, model, wanted)


def _wanted(home: Path, arguments: argparse.Namespace) -> tuple[Download, Path | None]:
    """Return what to fetch, and where from when that is a file of this computer."""
    from aparte.engine import downloads, offers

    mirror = arguments.mirror or ""
    local = Path(mirror).expanduser() if mirror and "://" not in mirror else None
    remote = "" if local else mirror
    allowed = tuple(arguments.allow_host)
    if "://" in arguments.name:
        download = downloads.planned(arguments.name, mirror=remote, sha256=arguments.sha256, allowed=allowed)
    elif (offer := offers.find(home, arguments.name)) is not None:
        if not offer.address:
            raise Trouble("download.no_address", name=offer.name)
        download = downloads.planned(
            offer.address,
            name=(offer.file or offer.name).removesuffix(".gguf"),
            mirror=remote,
            sha256=arguments.sha256 or offer.sha256,
            about_bytes=offer.size_bytes,
            allowed=allowed,
        )
    else:
        download = _begun(home, arguments, remote)
    if local is not None and local.is_dir():
        local = local / downloads.file_of(download.address)
    return download, local


def _here(home: Path, wanted: Download, arguments: argparse.Namespace) -> ModelFile | None:
    """Return the model of the list that is here already: nobody is asked for it again."""
    from aparte.engine import catalogue

    if "://" in arguments.name or arguments.sha256:
        return None
    return next((model for model in catalogue.listed(home) if model.name == wanted.name), None)


def _begun(home: Path, arguments: argparse.Namespace, mirror: str) -> Download:
    from aparte.engine import downloads, offers

    for one in downloads.begun(home):
        if one.name == arguments.name:
            source = one.source if not mirror else downloads.planned(one.address, mirror=mirror).source
            hosts = dict.fromkeys((addresses.host_of(source), *one.hosts, *arguments.allow_host))
            return replace(one, source=source, hosts=tuple(hosts), sha256=arguments.sha256 or one.sha256)
    known = ", ".join(offer.name for offer in offers.offers(home)) or "-"
    raise Trouble("model.not_offered", name=arguments.name, known=known)


def _copied(home: Path, local: Path, wanted: Download) -> ModelFile:
    from aparte.engine import catalogue

    return catalogue.add(home, local, _percent, sha256=wanted.sha256, name=wanted.name)


def _fetched(home: Path, wanted: Download, arguments: argparse.Namespace) -> ModelFile:
    from aparte.engine.transfer import Transfer

    agreed = {host for host in wanted.hosts if addresses.is_loopback(host)} | set(arguments.allow_host)
    if arguments.yes:
        agreed.add(addresses.host_of(wanted.source))
    while True:
        _ask(wanted, [host for host in wanted.hosts if host not in agreed])
        agreed.update(wanted.hosts)
        try:
            return Transfer(home, wanted, _progress).run()
        except Trouble as trouble:
            host = str(trouble.params.get("host", ""))
            if trouble.code != "net.other_host" or host in agreed:
                raise
            if not _is_asked():
                raise Trouble("download.sent_on", host=host, asked=trouble.params["asked"]) from None
            wanted = replace(wanted, hosts=(*wanted.hosts, host))
        finally:
            _end_line()


def _ask(wanted: Download, hosts: list[str]) -> None:
    """Ask for a yes to each host. Raises Trouble("download.consent") without one."""
    size = _("about {n} MB").format(n=number(wanted.about_bytes // _MB)) if wanted.about_bytes else _("size not known")
    for host in hosts:
        if net.sealed_by_environment():
            raise Trouble("net.sealed", host=host)
        question = _("Open the network to fetch {name} from {host} ({size})? [y/N]").format(
            name=wanted.name, host=host, size=size
        )
        if not _is_asked() or not _said_yes(question):
            raise Trouble("download.consent", name=wanted.name, host=host, size=size)


def _is_asked() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _said_yes(question: str) -> bool:
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "o", "oui"}


def _progress(progress: Progress) -> None:
    """Show where it is, on a terminal: bytes, speed, time left, or what it waits for."""
    if not sys.stderr.isatty():
        return
    done, total = number(progress.done // _MB), number(progress.total // _MB)
    if progress.phase == "waiting":
        said = _("{done} MB here; the next try in {seconds} s").format(done=done, seconds=round(progress.wait_s))
    elif progress.phase == "checking":
        said = _("reading again what is here: {done} MB").format(done=done)
    elif progress.total:
        said = _("{done} of {total} MB").format(done=done, total=total)
    else:
        said = _("{done} MB").format(done=done)
    if progress.bytes_per_s:
        said += _(", {speed} MB/s").format(speed=f"{progress.bytes_per_s / _MB:.1f}")
    if progress.left_s is not None:
        said += _(", about {minutes} min left").format(minutes=number(max(1, round(progress.left_s / 60))))
    print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)


def _percent(fraction: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{fraction:4.0%}", end="\r" if fraction >= 1 else "", file=sys.stderr, flush=True)


def _end_line() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _said(arguments: argparse.Namespace, model: ModelFile | None, wanted: Download) -> int:
    if getattr(arguments, "json", False):
        data = {"name": wanted.name, "sha256": None, "bytes": 0, "address": wanted.address, "published": False}
        if model is not None:
            data.update(name=model.name, sha256=model.sha256, bytes=model.size_bytes, published=bool(wanted.sha256))
        print(json.dumps(data, ensure_ascii=False))
    elif model is None:
        print(_("{name}: nothing is kept of it.").format(name=wanted.name))
    else:
        print(_("Added: {name} ({size} MB, SHA-256 {sha256}).").format(
            name=model.name, size=number(model.size_bytes // _MB), sha256=model.sha256
        ))  # fmt: skip
        if not wanted.sha256:
            print(_("No SHA-256 was published with it: this one is remembered, a later download must equal it."))
    return DONE
