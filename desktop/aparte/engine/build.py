"""Builds llama.cpp once for this machine and installs it: `make engine`, and the same button of the model page.

llama-cpp-python comes as source: a C++ compiler and some minutes are needed, once. The wheel is kept outside the
checkout, keyed by version, kind of build and processor (the default build uses every instruction of the processor it
was made on). A kept wheel that no longer starts is thrown away and built anew. It refuses to touch anything but the
interpreter it runs in.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from aparte import i18n, messages
from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKAGE = "llama-cpp-python"
EXPECTED_S = 430.0
"""About what a build takes on two cores (measured: 400 to 450 s); only used to show how far it is."""
GPU_FLAGS = {
    "cpu": "",
    "vulkan": "-DGGML_VULKAN=ON",
    "cuda": "-DGGML_CUDA=ON",
    "metal": "-DGGML_METAL=ON",
    "hip": "-DGGML_HIP=ON",
}
_COMPILER_ERROR = re.compile(r": (?:fatal )?error: |^CMake Error")
_FOLDERS = re.compile(r"(?:/[^\s/:]+)+/(?=[^\s/:]+:\d)")
_NO_AMX = "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
"""For processors with tile registers (no laptop's): compiled by GCC 12, llama.cpp 0.3.36's use of them dies with SIGILL
at the first quantised product (seen on a Xeon: the registers are used before they are configured)."""
_TICK_S = 1.0


@record
class BuildStep:
    """How far the build is. phase: ready, found, building, installing, done. fraction: 0..1 of the expected time."""

    phase: str
    fraction: float
    elapsed_s: float


def build(lock: Path, cache: Path, gpu: str = "cpu") -> Iterator[BuildStep]:
    """Install the engine of `lock` (a hashed requirements file), building it if no kept wheel fits.

    Closing the iterator cancels: the compiler is stopped and nothing half-made is kept. Raises Trouble when there is no
    compiler or no pip, or when the build fails (its last line is named).
    """
    began = monotonic()
    pinned, others = _split(lock)
    version = pinned.split("==")[1].split()[0]
    if gpu == "cpu" and _installed() == version:
        yield BuildStep(phase="ready", fraction=1.0, elapsed_s=0.0)
        return
    folder = cache / f"{PACKAGE}-{version}-{gpu}-{_machine_key()}"
    wheel = next(folder.glob("*.whl"), None)
    if wheel is not None:
        yield BuildStep(phase="found", fraction=0.9, elapsed_s=monotonic() - began)
        _install(wheel, others)
        if _installed() == version:
            yield BuildStep(phase="done", fraction=1.0, elapsed_s=monotonic() - began)
            return
        shutil.rmtree(folder)
    yield from _compile(pinned, folder, GPU_FLAGS[gpu], began)
    yield BuildStep(phase="installing", fraction=0.95, elapsed_s=monotonic() - began)
    _install(next(folder.glob("*.whl")), others)
    if _installed() != version:
        raise Trouble("engine.wont_start", version=version)
    yield BuildStep(phase="done", fraction=1.0, elapsed_s=monotonic() - began)


def _compile(pinned: str, folder: Path, flags: str, began: float) -> Iterator[BuildStep]:
    if getattr(sys, "frozen", False):
        raise Trouble("engine.no_builder")
    if not any(shutil.which(compiler) for compiler in ("c++", "g++", "clang++", "cl")):
        raise Trouble("engine.no_compiler", command=_compiler_command())
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="building-") as scratch:
        requirement = Path(scratch, "engine.txt")
        requirement.write_text(pinned, encoding="utf-8")
        # pip's own cache knows a wheel by its source alone: it would hand out one that was built with other flags.
        command = [*_PIP, "--no-cache-dir", "wheel", "--no-deps", "--require-hashes", "-r", str(requirement)]
        command += ["-w", f"{scratch}/out"]
        output = Path(scratch, "output.log")
        yield from _run(command, _settings(flags), output, began)
        Path(scratch, "out").replace(folder)


def _settings(flags: str) -> dict[str, str]:
    """Return the environment of the build; the person's own flags come last, and win."""
    settings = {"CMAKE_ARGS": flags} if flags else {}
    if "amx" in _processor():
        settings |= {name: f"{_NO_AMX} {os.environ.get(name, '')}".strip() for name in ("CFLAGS", "CXXFLAGS")}
    return settings


def _run(command: Sequence[str], more: dict[str, str], output: Path, began: float) -> Iterator[BuildStep]:
    with output.open("wb") as log:
        child = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **more}, start_new_session=True
        )
        try:
            while True:
                try:
                    status = child.wait(_TICK_S)
                    break
                except subprocess.TimeoutExpired:
                    elapsed = monotonic() - began
                    yield BuildStep(phase="building", fraction=min(0.9, elapsed / EXPECTED_S), elapsed_s=elapsed)
        finally:
            if child.poll() is None:
                _stop(child)
    if status != 0:
        raise Trouble("engine.build_failed", reason=_reason(output.read_text(errors="replace")))


def _reason(output: str) -> str:
    """Return the first error of a compiler or of CMake without its folders, else the last line that names one."""
    lines = [line.strip() for line in output.splitlines() if "error" in line.lower()]
    told = next((line for line in lines if _COMPILER_ERROR.search(line)), (lines or ["?"])[-1])
    return _FOLDERS.sub("", told)[:200]


def _stop(child: subprocess.Popen[bytes]) -> None:
    # The compilers are grandchildren: the whole group must go, or they run on after a cancel.
    if hasattr(os, "killpg"):
        os.killpg(child.pid, 15)
    else:
        child.terminate()
    child.wait()


_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")


def _install(wheel: Path, others: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        requirements = Path(scratch, "others.txt")
        requirements.write_text(others, encoding="utf-8")
        for arguments in (["--no-deps", "--no-index", "--force-reinstall", str(wheel)],
                          ["--require-hashes", "-r", str(requirements)]):  # fmt: skip
            done = subprocess.run([*_PIP, "install", *arguments], capture_output=True, text=True, check=False)
            if done.returncode:
                raise Trouble("engine.build_failed", reason=(done.stderr.strip().splitlines() or ["?"])[-1][:200])


def _installed() -> str | None:
    """Return the version that starts in a fresh interpreter, or None; a wheel for another processor dies there."""
    program = "import llama_cpp; llama_cpp.llama_supports_gpu_offload(); print(llama_cpp.__version__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def _split(lock: Path) -> tuple[str, str]:
    """Return the engine's own entry of the lock file, and all the others."""
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError as error:
        raise Trouble("file.unreadable", path=lock, reason=error.strerror) from None
    entries = re.findall(r"^\S[^\n]*(?:\n[ \t]+[^\n]*)*", text, re.MULTILINE)
    own = [entry for entry in entries if entry.startswith(PACKAGE + "==")]
    if len(own) != 1:
        raise Trouble("data.bad", where=str(lock), what=f"no single {PACKAGE}== entry")
    return own[0] + "\n", "\n".join(entry for entry in entries if entry is not own[0]) + "\n"


def _machine_key() -> str:
    """Return a short name of this interpreter's platform, of the processor's abilities and of what is done for it."""
    abilities = _processor()
    made_for = f"{abilities} {_NO_AMX}" if "amx" in abilities else abilities
    return f"{sysconfig.get_platform()}-{hashlib.sha256(made_for.encode()).hexdigest()[:8]}"


def _processor() -> str:
    """Return what the processor can do, in the system's words."""
    try:
        cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    return next((line for line in cpuinfo.splitlines() if line.startswith(("flags", "Features"))), platform.processor())


def _compiler_command() -> str:
    if sys.platform == "darwin":
        return "xcode-select --install"
    if sys.platform == "win32":
        return "winget install Microsoft.VisualStudio.2022.BuildTools"
    return "sudo apt install g++"


def main(argv: Sequence[str] | None = None) -> int:
    """Build from the command line (`make engine`), saying how far it is every half minute."""
    i18n.set_language(i18n.preferred())
    parser = argparse.ArgumentParser(prog="aparte.engine.build")
    parser.add_argument("--lock", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--gpu", choices=sorted(GPU_FLAGS), default="cpu")
    given = parser.parse_args(argv)
    said = -30.0
    try:
        for step in build(given.lock, given.cache, given.gpu):
            if step.phase != "building" or step.elapsed_s - said >= 30:
                said = step.elapsed_s
                sys.stdout.write(messages.say(f"build.{step.phase}", {"seconds": round(step.elapsed_s)}) + "\n")
                sys.stdout.flush()
    except Trouble as trouble:
        sys.stderr.write("aparte: " + messages.say(trouble.code, trouble.params) + "\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
