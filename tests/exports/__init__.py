"""Exports as the networks give them, written by us: the files of each, and what puts them in a zip."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write `files` into a zip at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def damaged(value: object) -> bytes:
    """Write a value as Meta does: ASCII JSON in which each byte of UTF-8 is a character, in keys too."""
    return json.dumps(_damaged(value), indent=2).encode()


def _damaged(value: object) -> object:
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [_damaged(one) for one in value]
    if isinstance(value, dict):
        return {str(_damaged(key)): _damaged(one) for key, one in value.items()}
    return value
