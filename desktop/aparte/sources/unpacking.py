"""Bundles of files read in place, never unpacked to disk, whatever they claim.

What a bundle claims is not believed: a member is read only as far as the size of the whole file makes credible, its
name never becomes a path, links and devices are left out. So zip-slip has nothing to slip into, and a bomb ends early.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import stat
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from aparte.sources.base import Skipped, Unreadable, writable
from aparte.sources.bundles import Bundle, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

SLACK_BYTES = 64 * 2**20
MOST_RATIO = 200
"""A bundle is read up to SLACK_BYTES + MOST_RATIO times its size: text shrinks 5 to 60 times, a bomb 1,000 times."""
MOST_MEMBERS = 200_000
_ENCRYPTED = 0x1
_WILD = re.compile(r"^[A-Za-z]:|[\x00-\x1f\x7f]")
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    gzip.BadGzipFile,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    ValueError,
)


def opened(path: Path) -> Bundle | None:
    """Return the bundle at `path`: a folder, a zip, a tar (gzip, bzip2, xz) or None for any other file.

    Raises Unreadable for a damaged or encrypted one, OSError when it can't be read.
    """
    if path.is_dir():
        return _Folder(path)
    with path.open("rb") as file:
        head = file.read(512)
    with _damage_told():
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _Zip(path)
        if head[257:262] == b"ustar":
            return _Tar(path, path.open("rb"))
        unpacked = _unpacked(path, head)
        return None if unpacked is None else _Tar(path, unpacked)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Turn what a spoilt file makes the unpackers raise into a refusal; a failing disk stays what it is."""
    try:
        yield
    except _DAMAGE as error:
        raise Unreadable("damaged", reason=str(error)) from None
    except OSError as error:
        # bz2 says "Invalid data stream" as an OSError: one that comes from no system call bears no number.
        if error.errno is not None:
            raise
        raise Unreadable("damaged", reason=str(error)) from None


def _unpacked(path: Path, head: bytes) -> BinaryIO | None:
    plain: object = None
    if head.startswith(b"\x1f\x8b"):
        plain = gzip.open(path)  # noqa: SIM115 - closed with the bundle
    elif head.startswith(b"BZh"):
        plain = bz2.open(path)  # noqa: SIM115
    elif head.startswith(b"\xfd7zXZ"):
        plain = lzma.open(path)  # noqa: SIM115
    # Each of the three reads as a BinaryIO, and typeshed says so of none.
    return cast("BinaryIO | None", plain)


def alone(path: Path) -> Bundle:
    """Return a file that was taken out of its export, as a bundle of that one member."""
    return _Folder(path.parent, only=path.name)


class _Budget:
    """What may still be read of a bundle, all members together."""

    def __init__(self, size: int) -> None:
        self.left = SLACK_BYTES + MOST_RATIO * size

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise Unreadable("bomb", most=SLACK_BYTES // 2**20, ratio=MOST_RATIO)


class _Counted(io.RawIOBase):
    """A stream of a member that counts what it gives, and turns damage into a refusal."""

    def __init__(self, inner: BinaryIO, budget: _Budget, tally: _Tally) -> None:
        super().__init__()
        self._inner, self._budget, self._tally = inner, budget, tally

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        with _damage_told():
            data = self._inner.read(len(view))
        self._budget.spend(len(data))
        self._tally.read += len(data)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Tally:
    """Bytes read of the bytes that the opened members claim."""

    def __init__(self) -> None:
        self.read, self.claimed = 0, 0

    def fraction(self) -> float:
        return min(1.0, self.read / self.claimed) if self.claimed else 0.0


class _Opened:
    """What all bundles share: members, budget, progress."""

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.members: tuple[Member, ...] = ()
        self.left_out: tuple[Skipped, ...] = ()
        self._budget, self._tally = _Budget(size), _Tally()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read_fraction(self) -> float:
        return self._tally.fraction()

    def close(self) -> None:
        """Let go of the file."""

    def _stream(self, inner: BinaryIO, size: int) -> BinaryIO:
        self._tally.claimed += size
        return io.BufferedReader(_Counted(inner, self._budget, self._tally), 2**16)

    def _keep(self, entries: Iterable[tuple[str, int, str | None]]) -> None:
        """Sort entries (name, size, why it is no regular file) into members and what is left out."""
        members, left_out = [], []
        for count, (name, size, reason) in enumerate(entries):
            if count >= MOST_MEMBERS:
                raise Unreadable("too_many_members", most=MOST_MEMBERS)
            fault = reason or (None if _is_tame(name) else "unsafe_name")
            if fault is None:
                members.append(Member(name, size))
            else:
                left_out.append(Skipped(what=writable(name)[:200], reason=f"import.{fault}"))
        self.members, self.left_out = tuple(members), tuple(left_out)


class _Zip(_Opened):
    def __init__(self, path: Path) -> None:
        super().__init__(path, path.stat().st_size)
        self._zip = zipfile.ZipFile(path)
        # Not is_dir(), which fails on a name that is nothing.
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        self._keep((info.filename, info.file_size, _zip_oddity(info)) for info in infos)

    def open(self, name: str) -> BinaryIO:
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("locked")
        if info.header_offset < 0:
            # A spoilt directory sends us before the file's beginning: an OSError, as if the disk were at fault.
            raise Unreadable("damaged", reason=name)
        with _damage_told():
            inner = self._zip.open(info)
        return self._stream(inner, info.file_size)  # type: ignore[arg-type]  # a ZipExtFile reads as a BinaryIO

    def close(self) -> None:
        self._zip.close()


class _Sips:
    """An unpacked tar that is never read in one gulp: a header can claim gigabytes for a name."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.tell, self.seek, self.close = inner.tell, inner.seek, inner.close

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= SLACK_BYTES:
            raise Unreadable("bomb", most=SLACK_BYTES // 2**20, ratio=MOST_RATIO)
        return self._inner.read(size)


class _Tar(_Opened):
    def __init__(self, path: Path, plain: BinaryIO) -> None:
        super().__init__(path, path.stat().st_size)
        self._plain = plain
        try:
            self._file = tarfile.open(fileobj=cast("BinaryIO", _Sips(plain)), mode="r:")  # noqa: SIM115 - closed with the bundle
            self._infos = {info.name: info for info in self._listed()}
            self._keep((info.name, info.size, _tar_oddity(info)) for info in self._infos.values())
        except BaseException:
            plain.close()
            raise

    def _listed(self) -> Iterator[tarfile.TarInfo]:
        # Listing a packed tar unpacks all of it, so that the budget must already hold here.
        budget = _Budget(self.path.stat().st_size)
        for count, info in enumerate(self._file):
            if count >= MOST_MEMBERS:
                raise Unreadable("too_many_members", most=MOST_MEMBERS)
            budget.spend(512 + info.size)
            if not info.isdir():
                yield info

    def open(self, name: str) -> BinaryIO:
        with _damage_told():
            inner = self._file.extractfile(self._infos[name])
        if inner is None:
            raise Unreadable("damaged", reason=name)
        return self._stream(cast("BinaryIO", inner), self._infos[name].size)

    def close(self) -> None:
        self._file.close()
        self._plain.close()


class _Folder(_Opened):
    def __init__(self, path: Path, only: str | None = None) -> None:
        super().__init__(path / only if only else path, 0)
        self._root = path
        entries = [_entry(path, path / only)] if only else list(_walked(path))
        # Files of the user's own disk are what they claim: no ratio to guard, only what is really there.
        self._budget.left = 2 * sum(size for _, size, _ in entries) + SLACK_BYTES
        self._keep(entries)

    def open(self, name: str) -> BinaryIO:
        path = self._root / name
        return self._stream(path.open("rb"), path.stat().st_size)


def _walked(root: Path) -> Iterator[tuple[str, int, str | None]]:
    for folder, _, names in os.walk(root, followlinks=False):
        for name in sorted(names):
            yield _entry(root, Path(folder) / name)


def _entry(root: Path, path: Path) -> tuple[str, int, str | None]:
    name = path.relative_to(root).as_posix()
    try:
        found = path.lstat()
    except OSError:
        return name, 0, "not_a_file"
    return name, found.st_size, None if stat.S_ISREG(found.st_mode) else "not_a_file"


def _is_tame(name: str) -> bool:
    """Tell whether a name stays inside its bundle: relative, no "..", no drive, no control character."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and not _WILD.search(name)


def _zip_oddity(info: zipfile.ZipInfo) -> str | None:
    mode = info.external_attr >> 16
    return "not_a_file" if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG) else None


def _tar_oddity(info: tarfile.TarInfo) -> str | None:
    return None if info.isreg() else "not_a_file"
