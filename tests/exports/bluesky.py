"""Bluesky repositories written by the tests: blocks, a tree of keys, a commit."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import cbor2

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DID = "did:plc:ecitpbo7au23utwtflptr5vs"
POST = "app.bsky.feed.post"


def varint(number: int) -> bytes:
    """Write an unsigned varint."""
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def address(data: bytes) -> bytes:
    """Return the address of a block: CID 1, DAG-CBOR, SHA-256."""
    return bytes((1, 0x71, 0x12, 32)) + hashlib.sha256(data).digest()


def link(to: bytes) -> cbor2.CBORTag:
    """Return a link to an address, as DAG-CBOR writes it."""
    return cbor2.CBORTag(42, b"\0" + to)


class Blocks:
    """The blocks of a file under way, by their addresses, in the order they were added."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}

    def add(self, value: object) -> bytes:
        """Add a value and return its address."""
        data = cbor2.dumps(value)
        self.kept[address(data)] = data
        return address(data)

    def tree(self, records: Sequence[tuple[str, bytes]]) -> bytes:
        """Add a tree of these keys, sorted, three levels and more; the keys of a node share their beginnings."""
        middle = len(records) // 2
        here, before, after = records[middle : middle + 2], records[:middle], records[middle + 2 :]
        entries, last = [], b""
        for key, value in here:
            name = key.encode()
            shared = next((n for n in range(len(last), 0, -1) if name.startswith(last[:n])), 0)
            entries.append({"p": shared, "k": name[shared:], "v": link(value), "t": None})
            last = name
        if after:
            entries[-1]["t"] = link(self.tree(after))
        return self.add({"l": link(self.tree(before)) if before else None, "e": entries})


def record(text: str, at: str = "2026-01-20T09:00:00.000Z", **more: object) -> dict[str, Any]:
    """Return a post."""
    return {"$type": POST, "text": text, "createdAt": at, "langs": ["fr"], **more}


def car(root: bytes, blocks: Mapping[bytes, bytes]) -> bytes:
    """Write the file."""
    header = cbor2.dumps({"roots": [link(root)], "version": 1})
    parts = [varint(len(header)), header]
    for where, data in blocks.items():
        parts += [varint(len(where) + len(data)), where, data]
    return b"".join(parts)


def commit(blocks: Blocks, top: bytes, did: str = DID) -> bytes:
    """Add the commit of a tree and return its address."""
    return blocks.add({"did": did, "version": 3, "data": link(top), "rev": "3n2", "prev": None, "sig": b"s" * 64})


def repository(records: Mapping[str, object], blocks: Blocks | None = None) -> bytes:
    """Write a whole repository; records: by key, "app.bsky.feed.post/3n2…"."""
    blocks = blocks or Blocks()
    kept = [(key, blocks.add(value)) for key, value in sorted(records.items())]
    return car(commit(blocks, blocks.tree(kept)), blocks.kept)


def files() -> dict[str, bytes]:
    """Return a repository with every kind of record."""
    uri = f"at://{DID}/{POST}/3n2a"
    records = {
        f"{POST}/3n2a": record("Nouvel arrivage 🧶"),
        f"{POST}/3n2b": record("Oui", reply={"parent": {"uri": uri}, "root": {"uri": uri}}),
        f"{POST}/3n2c": record("", embed={"images": [{"alt": "La cour"}]}),
        "app.bsky.feed.repost/3n2d": {"subject": {"uri": uri, "cid": "x"}, "createdAt": "2026-01-21T00:00:00Z"},
        "app.bsky.feed.like/3n2e": {"subject": {"uri": uri}, "createdAt": "2026-01-21T00:00:00Z"},
    }
    return {"repo.car": repository(records)}
