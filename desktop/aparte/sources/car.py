"""Content-addressed archives (CAR v1): which blocks a file holds, and the one of an address, read when asked for.

A block is believed when its bytes have the SHA-256 that its address claims; an address made with another hash can't be
checked here, and is taken as it is. Nothing is read at the length a file claims, only at the one it has.

Formats: ipld.io/specs/transport/car/carv1, ipld.io/specs/codecs/dag-cbor, github.com/multiformats/cid.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import cbor2

if TYPE_CHECKING:
    from typing import BinaryIO

LONGEST_BLOCK = 4 * 2**20
"""Bytes: the protocol that writes these files allows 1 MB a record."""
MOST_BLOCKS = 1_500_000
"""Each costs some 200 bytes of memory to find again."""

_LENGTHS = 2 * LONGEST_BLOCK
"""A place is one number, to be small: where the block begins, times this, plus its length."""
_LINK = 42
"""The one CBOR tag of DAG-CBOR: an address, after a zero byte."""
_SHA2_256, _SHA2_256_BYTES = 0x12, 32
_LONGEST_NUMBER = 10
"""Bytes of an unsigned varint of 64 bits."""
_LONGEST_ADDRESS = 100


class BadBlock(Exception):  # noqa: N818 - the file is at fault
    """A block is missing, is not what its address says, or is no DAG-CBOR. code, params: as in Refused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Car:
    """An open CAR file. roots: where trees begin; cut_at: the byte where it stops being one, None when it is whole."""

    def __init__(self, file: BinaryIO) -> None:
        """Look where each block lies. Raises BadBlock when the file does not begin as a CAR does."""
        self._file = file
        self._end = file.seek(0, os.SEEK_END)
        file.seek(0)
        self.roots = roots_of(file)
        self._places: dict[bytes, int] = {}
        self.cut_at = self._look()

    def value(self, address: bytes) -> object:
        """Return what the block at this address holds; links in it are addresses. Raises BadBlock."""
        if address not in self._places:
            raise BadBlock("missing_block")
        start, length = divmod(self._places[address], _LENGTHS)
        self._file.seek(start)
        data = self._file.read(length)
        codes = _codes(address)
        if codes and codes[1] == _SHA2_256 and not address.endswith(hashlib.sha256(data).digest()):
            raise BadBlock("bad_block")
        return decoded(data)

    def _look(self) -> int | None:
        """Note where each block lies. Returns where the file stops being a CAR, None when it is one to its end."""
        file, at = self._file, self._file.tell()
        while at < self._end:
            file.seek(at)
            head = file.read(_LONGEST_NUMBER + _LONGEST_ADDRESS)
            length = _number(head, 0)
            address = length and _address(head[length[1] :])
            if not length or not address or length[0] < len(address) or at + length[1] + length[0] > self._end:
                return at
            block = length[0] - len(address)
            if block <= LONGEST_BLOCK:
                self._places[address] = (at + length[1] + len(address)) * _LENGTHS + block
            if len(self._places) > MOST_BLOCKS:
                raise BadBlock("too_many_blocks", most=MOST_BLOCKS)
            at += length[1] + length[0]
        return None


def roots_of(file: BinaryIO) -> list[bytes]:
    """Read the header of a CAR and return its roots. Raises BadBlock when it has none."""
    head = file.read(_LONGEST_NUMBER)
    length = _number(head, 0)
    if not length or not 0 < length[0] <= LONGEST_BLOCK:
        raise BadBlock("no_car")
    file.seek(length[1])
    header = decoded(file.read(length[0]))
    roots = header.get("roots") if isinstance(header, dict) and header.get("version") == 1 else None
    addresses = [root for root in roots if isinstance(root, bytes)] if isinstance(roots, list) else []
    if not addresses:
        raise BadBlock("no_car")
    return addresses


def decoded(data: bytes) -> object:
    """Decode DAG-CBOR. Raises BadBlock for what is none."""
    try:
        value: object = cbor2.loads(
            data, tag_hook=_link, allow_indefinite=False, allow_duplicate_keys=False, strict_hashable_types=True
        )
    except (cbor2.CBORError, ValueError, OverflowError, RecursionError, TypeError):
        raise BadBlock("bad_block") from None
    return value


def _link(tag: cbor2.CBORTag, *_: object) -> object:
    value = tag.value
    return value[1:] if tag.tag == _LINK and isinstance(value, bytes) and value[:1] == b"\0" else None


def _number(data: bytes, at: int) -> tuple[int, int] | None:
    """Read an unsigned varint: its value, and where it ends."""
    value = 0
    for place, byte in enumerate(data[at : at + _LONGEST_NUMBER]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    return None


def _codes(address: bytes) -> tuple[int, int, int, int] | None:
    """Return the codec, the hash, its length and where it begins, of an address (CID version 0 or 1)."""
    if address[:2] == bytes((_SHA2_256, _SHA2_256_BYTES)):
        return 0x70, _SHA2_256, _SHA2_256_BYTES, 2
    numbers, at = [], 0
    for _ in range(4):
        number = _number(address, at)
        if number is None:
            return None
        numbers.append(number[0])
        at = number[1]
    return (numbers[1], numbers[2], numbers[3], at) if numbers[0] == 1 else None


def _address(data: bytes) -> bytes | None:
    """Return the address that stands at the beginning of a block."""
    codes = _codes(data)
    end = codes[3] + codes[2] if codes else 0
    return data[:end] if codes and end <= min(len(data), _LONGEST_ADDRESS) else None
