"""What this computer has that a model needs: memory, cores, instruction sets. Read from the system, never guessed.

The engine itself is asked in a child process whether it can use a graphics card (`backends.probe`); how much memory
such a card has is not known here, and not said.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path
from typing import Literal

from aparte.engine.memory import SHARE, available_bytes
from aparte.records import record

_X86 = {
    "sse4_2": "SSE4.2", "avx": "AVX", "avx2": "AVX2", "fma": "FMA", "f16c": "F16C", "bmi2": "BMI2",
    "avx_vnni": "AVX-VNNI", "avx512f": "AVX-512", "avx512_vnni": "AVX-512 VNNI", "amx_tile": "AMX",
}  # fmt: skip
_ARM = {"asimd": "NEON", "neon": "NEON", "asimddp": "dot product", "i8mm": "I8MM", "sve": "SVE", "sve2": "SVE2"}
_WINDOWS = {38: "SSE4.2", 39: "AVX", 40: "AVX2", 41: "AVX-512", 19: "NEON", 43: "dot product"}
"""Numbers of IsProcessorFeaturePresent. Source: winnt.h."""
_DARWIN = {
    "hw.optional.avx2_0": "AVX2", "hw.optional.avx512f": "AVX-512", "hw.optional.AdvSIMD": "NEON",
    "hw.optional.arm.FEAT_DotProd": "dot product", "hw.optional.arm.FEAT_I8MM": "I8MM",
}  # fmt: skip


@record
class Hardware:
    """total, free: bytes of memory, None where the system does not say. instructions: those that speed models up."""

    total: int | None
    free: int | None
    cores: int
    processor: str
    instructions: tuple[str, ...]


@record
class Fit:
    """Whether a model fits. need: bytes with its whole context; least: with the smallest.

    verdict: "fits"; "tight": only with a smaller context; "short": not in the memory free now; "never": not in this
    computer's memory at all; "unknown": the system does not say what is free.
    """

    verdict: Literal["fits", "tight", "short", "never", "unknown"]
    need: int
    least: int
    free: int | None

    @property
    def missing(self) -> int:
        """Return the bytes of free memory that even the smallest context lacks, 0 when it fits or nobody knows."""
        return 0 if self.free is None else max(0, int(self.least / SHARE) - self.free)


def look() -> Hardware:
    """Read the figures."""
    return Hardware(
        total=total_bytes(),
        free=available_bytes(),
        cores=cores(),
        processor=_processor(),
        instructions=instructions(),
    )


def fit(need: int, least: int, free: int | None, total: int | None) -> Fit:
    """Weigh what a model needs against the memory, by the rule that guards loading (`memory.context_for`)."""
    verdict: Literal["fits", "tight", "short", "never", "unknown"]
    if total is not None and least > SHARE * total:
        verdict = "never"
    elif free is None:
        verdict = "unknown"
    else:
        verdict = "fits" if need <= SHARE * free else "tight" if least <= SHARE * free else "short"
    return Fit(verdict=verdict, need=need, least=least, free=free)


def total_bytes() -> int | None:
    """Return the memory of this computer, or None where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return _windows_total()


def cores() -> int:
    """Return the processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def instructions(cpuinfo: Path = Path("/proc/cpuinfo")) -> tuple[str, ...]:
    """Return the instruction sets that speed models up and that this processor has, as the system names them.

    Only Linux was tried; Windows and macOS are asked as their documentation says.
    """
    try:
        if sys.platform == "win32":
            has = ctypes.windll.kernel32.IsProcessorFeaturePresent
            found = [name for number, name in _WINDOWS.items() if has(number)]
        elif sys.platform == "darwin":
            found = [name for key, name in _DARWIN.items() if _sysctl(key)]
        else:
            flags = _field(cpuinfo, "flags", "Features").split()
            found = [name for flag, name in {**_X86, **_ARM}.items() if flag in flags]
    except (OSError, AttributeError, ValueError):
        return ()
    return tuple(dict.fromkeys(found))


def _processor() -> str:
    try:
        return _field(Path("/proc/cpuinfo"), "model name", "Model") or platform.processor() or platform.machine()
    except (OSError, ValueError):
        return platform.processor() or platform.machine()


def _field(path: Path, *names: str) -> str:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _colon, value = line.partition(":")
        if name.strip() in names:
            return value.strip()
    return ""


def _sysctl(name: str) -> int:
    value, size = ctypes.c_int64(0), ctypes.c_size_t(8)
    failed = ctypes.CDLL(None).sysctlbyname(name.encode(), ctypes.byref(value), ctypes.byref(size), None, 0)
    return 0 if failed else value.value


def _windows_total() -> int | None:
    """Ask GetPhysicallyInstalledSystemMemory. Not tried on Windows: no such machine was at hand."""
    try:
        kilobytes = ctypes.c_ulonglong(0)
        found = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes))  # type: ignore[attr-defined,unused-ignore]  # Windows only
    except (AttributeError, OSError):
        return None
    return kilobytes.value * 1024 if found else None
