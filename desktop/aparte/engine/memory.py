"""How much memory is free, and whether a model fits in it: asked before anything is loaded.

A context too large for the memory makes llama.cpp struggle for half a minute before it says so, and the whole machine
with it. It refuses to guess: where the system does not say what is free, nothing is refused.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    from aparte.engine.gguf import Header

CONTEXT = 4096
"""Tokens: voice, rules, the longest draft of the twelve platforms and its rewrite fit in it."""
SMALLEST_CONTEXT = 1024
BLOCK = 256
"""Contexts are multiples of this. Source: llama.cpp pads them to it."""
SHARE = 0.85
"""Of the available memory: what is left keeps the desktop alive."""
_MB = 1_000_000


def available_bytes() -> int | None:
    """Return the memory a program may take without pushing others out, or None where the system does not say."""
    try:
        asked = {"linux": _linux, "win32": _windows, "darwin": _darwin}.get(sys.platform)
        return asked() if asked else None
    except (OSError, ValueError, AttributeError):
        return None


def context_for(header: Header, wanted: int = CONTEXT, available: int | None = None) -> int:
    """Return the largest context, at most `wanted` and what the model was trained for, that fits in memory.

    available: bytes, None when unknown (nothing is then refused). Raises Trouble("model.too_big") with the numbers,
    fits_mb among them: the size of a file of this kind that would fit.
    """
    context = max(BLOCK, min(wanted, header.context) // BLOCK * BLOCK)
    if available is None:
        return context
    while header.ram_bytes(context) > SHARE * available and context > SMALLEST_CONTEXT:
        context = max(SMALLEST_CONTEXT, context // 2 // BLOCK * BLOCK)
    need = header.ram_bytes(context)
    if need > SHARE * available:
        raise Trouble(
            "model.too_big",
            name=header.name or header.architecture,
            need_mb=need // _MB,
            free_mb=available // _MB,
            allowed_mb=int(SHARE * available) // _MB,
            fits_mb=max(0, int(SHARE * available) - (need - header.file_bytes)) // _MB,
        )
    return context


def _linux() -> int | None:
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _darwin() -> int | None:
    """Return free, purgeable and file-backed pages. Not tried on a Mac: no such machine was at hand."""
    system = ctypes.CDLL(None)

    def number(name: str) -> int:
        value, size = ctypes.c_uint64(0), ctypes.c_size_t(8)
        if system.sysctlbyname(name.encode(), ctypes.byref(value), ctypes.byref(size), None, 0):
            raise OSError(name)
        return value.value

    pages = ("vm.page_free_count", "vm.page_purgeable_count", "vm.page_pageable_external_count")
    return sum(map(number, pages)) * number("hw.pagesize")


def _windows() -> int | None:
    """Ask GlobalMemoryStatusEx. Not tried on Windows: no such machine was at hand."""

    class Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            *[
                (name, ctypes.c_uint64)
                for name in ("total", "available", "page_total", "page", "own_total", "own", "extended")
            ],
        ]

    status = Status(length=ctypes.sizeof(Status))
    found = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined,unused-ignore]  # Windows only
    return int(status.available) if found else None
