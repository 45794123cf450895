"""Models on their way: what is being fetched, what of it is already here, and what it must be in the end.

Decision: downloads of our own making. Each is two files under HOME/models/downloads/: the bytes so far (`.part`) and
what is known of them (`.toml`: address, the server's mark of this version, size, fingerprint), so that any cut, and the
end of the program, loses at most what the disk had not yet confirmed. Set aside: the system's download tools, which
can't be asked to prove what they fetched; and a cache of the hub's own library, which calls home.
"""

from __future__ import annotations

import os
import tomllib
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from aparte import addresses, paths
from aparte.engine.catalogue import FOLDER, safe_name
from aparte.errors import Trouble
from aparte.locking import held
from aparte.netlog import now
from aparte.records import plain, read, record
from aparte.tomltext import toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BELOW = "downloads"
PINS = "pins.toml"
_FINGERPRINT = 64


@record
class Download:
    """One model on its way.

    name: what it will be called. address: where it is published; source: where it is fetched from, often the same.
    hosts: the machines the user agreed to reach. sha256: what it must be, "" when nobody published it. about_bytes: the
    size the user agreed to, 0 when none was known. size_bytes: what the server announced, 0 before it was asked. etag,
    modified: its mark of this version. kept_bytes: those the disk confirmed. state: "paused", "failed" (`why`, a code
    with its parameters) or "under_way"; since: when it came to that.
    """

    name: str
    address: str
    source: str
    hosts: tuple[str, ...]
    sha256: str = ""
    about_bytes: int = 0
    size_bytes: int = 0
    etag: str = ""
    modified: str = ""
    kept_bytes: int = 0
    state: str = "under_way"
    why: str = ""
    params: dict[str, str | int] = field(default_factory=dict)
    since: str = ""

    def stopped(self, trouble: Trouble) -> Download:
        """Return it as stopped by `trouble`; a pause the user asked for is no failure."""
        if trouble.code == "download.paused":
            return replace(self, state="paused", why="", params={}, since=now())
        params = {key: value if isinstance(value, int) else str(value) for key, value in trouble.params.items()}
        return replace(self, state="failed", why=trouble.code, params=params, since=now())


def planned(
    address: str,
    *,
    name: str = "",
    mirror: str = "",
    sha256: str = "",
    about_bytes: int = 0,
    allowed: tuple[str, ...] = (),
) -> Download:
    """Return the download of `address`, fetched from `mirror` if there is one; nothing is asked of anyone.

    mirror: another http(s) address of the same file; one that ends in "/" is a folder that holds it. allowed: more
    hosts that the user agreed to. Raises Trouble: net.bad_address, net.password, download.bad_sha256.
    """
    addresses.checked(address)
    source = address if not mirror else mirror + file_of(address) if mirror.endswith("/") else mirror
    wanted = sha256.strip().lower()
    if wanted and (len(wanted) != _FINGERPRINT or set(wanted) - set("0123456789abcdef")):
        raise Trouble("download.bad_sha256", value=sha256[:80])
    return Download(
        name=safe_name(name or PurePosixPath(file_of(address)).stem),
        address=address,
        source=source,
        hosts=tuple(dict.fromkeys((addresses.host_of(source), *(host.lower() for host in allowed)))),
        sha256=wanted,
        about_bytes=about_bytes,
        since=now(),
    )


def file_of(address: str) -> str:
    """Return the name of the file an address ends in, "model.gguf" when it ends in none."""
    return PurePosixPath(unquote(urlsplit(address).path)).name or "model.gguf"


def begun(home: Path) -> tuple[Download, ...]:
    """Return what is on its way, by name. A description that can't be read is left out."""
    found = [_described(path) for path in folder(home).glob("*.toml")]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.name.casefold()))


def resumed(home: Path, wanted: Download) -> Download:
    """Return `wanted` with what is already here of it, from this source or another.

    Bytes that another source gave are only believed where they can be compared: its marks are not this one's.
    """
    kept = _described(_described_at(home, wanted.name))
    if kept is None or kept.address != wanted.address:
        return wanted
    same = kept.source == wanted.source
    return replace(
        wanted,
        hosts=tuple(dict.fromkeys((*wanted.hosts, *(kept.hosts if same else ())))),
        sha256=wanted.sha256 or kept.sha256,
        about_bytes=wanted.about_bytes or kept.about_bytes,
        size_bytes=kept.size_bytes,
        etag=kept.etag if same else "",
        modified=kept.modified if same else "",
        kept_bytes=kept.kept_bytes,
    )


def save(home: Path, download: Download) -> None:
    """Write what is known of a download. Raises OSError as the system does."""
    paths.write_whole(_described_at(home, download.name), toml(plain(download)).encode())


def discard(home: Path, download: Download) -> None:
    """Forget a download and delete what had come of it. Raises OSError as the system does."""
    for path in (part_of(home, download), _described_at(home, download.name)):
        path.unlink(missing_ok=True)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only one that downloads into this home: two programs must not write one file.

    Raises Trouble("download.elsewhere"), OSError as the system does.
    """
    handle = os.open(folder(home) / ".lock", os.O_CREAT | os.O_RDWR, paths.PRIVATE_FILE)
    with ExitStack() as stack:
        stack.callback(os.close, handle)
        try:
            stack.enter_context(held(handle, wait=False))
        except (BlockingIOError, PermissionError):
            raise Trouble("download.elsewhere") from None
        yield


def pinned(home: Path, address: str) -> str:
    """Return the fingerprint that the file at `address` had when it was first fetched here, or ""."""
    found = _pins(home).get(address, "")
    return found if isinstance(found, str) else ""


def pin(home: Path, address: str, sha256: str) -> None:
    """Remember the fingerprint of what `address` gave. Raises OSError as the system does."""
    paths.write_whole(home / FOLDER / BELOW / PINS, toml({**_pins(home), address: sha256}).encode())


def folder(home: Path) -> Path:
    """Return where downloads are kept, made on first need."""
    return paths.private_dir(home / FOLDER / BELOW)


def part_of(home: Path, download: Download) -> Path:
    """Return the file that holds the bytes so far."""
    return folder(home) / f"{download.name}.part"


def _described_at(home: Path, name: str) -> Path:
    return folder(home) / f"{name}.toml"


def _described(path: Path) -> Download | None:
    if path.name == PINS:
        return None
    try:
        found = read(Download, tomllib.loads(path.read_text(encoding="utf-8")), origin=path)
    except (Trouble, OSError, ValueError):
        return None
    # A name written by hand must not lead out of the folder.
    return found if found.name == path.stem == safe_name(found.name) else None


def _pins(home: Path) -> dict[str, object]:
    try:
        return tomllib.loads((home / FOLDER / BELOW / PINS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
