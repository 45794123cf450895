"""How the engine's process behaves on her machine: it gives way, leaves no traces, and knows nothing it need not know.

Called first in the child, before llama.cpp is imported. It refuses to inherit: of the environment only what finds
libraries, a temporary folder and graphics cards stays, so no token reaches that process and no GGML_… changes it.
"""

from __future__ import annotations

import os
import signal
import sys

NICE = 10
"""Typing must always win over generating. Source: at nice 10 the window showed no gap over 50 ms (measured)."""
KEPT = frozenset(
    {
        "PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE",
        "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES",
        "VK_ICD_FILENAMES", "VK_DRIVER_FILES",
    }
)  # fmt: skip
_DUMPABLE = 4
"""prctl's PR_SET_DUMPABLE. Source: linux/prctl.h."""


def behave() -> None:
    """Give way to everything else, ignore Ctrl+C (the parent decides), write no core dump, drop the environment."""
    _scrub()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _never_dump()


def _scrub() -> None:
    for name in [name for name in os.environ if name.upper() not in KEPT]:
        del os.environ[name]
    # An abort would start gdb otherwise, which needs seconds and prints what is in memory.
    os.environ["GGML_NO_BACKTRACE"] = "1"


def _never_dump() -> None:
    """Forbid dumps also to a program that catches them (systemd-coredump, apport): the memory holds her draft."""
    import ctypes

    ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)
