"""llama.cpp's own llama-bench, built once from the source of the installed llama-cpp-python, as the peer of our speeds.

The source distribution is asked of pip, one target is compiled (about ten minutes on two cores, niced), and the program
is kept under ~/.cache/aparte, keyed by version and machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from aparte.engine.build import PACKAGE

FLAGS = (
    "-DCMAKE_BUILD_TYPE=Release",
    # GCC 12 makes the tiles of AMX kill the process at the first quantised product: they are left out, as in the wheel.
    "-DCMAKE_C_FLAGS=-U__AMX_INT8__",
    "-DCMAKE_CXX_FLAGS=-U__AMX_INT8__",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_OPENSSL=OFF",
    "-DLLAMA_BUILD_SERVER=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_EXAMPLES=OFF",
)
"""Those of the wheel (a native release build) but for what a benchmark does not need; one static program."""


@dataclass(frozen=True)
class Peer:
    """Tokens a second, one value a repetition."""

    prompt: tuple[float, ...]
    generation: tuple[float, ...]


def llama_bench() -> Path:
    """Return the program, building it first where it is not kept yet. Raises CalledProcessError when that fails."""
    number = version(PACKAGE)
    kept = Path.home() / ".cache" / "aparte" / f"llama-bench-{number}-{sysconfig.get_platform()}" / "llama-bench"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
            _built(_source(number, Path(scratch)), Path(scratch, "build")).replace(kept)
    return kept


def measured(program: Path, model: Path, *, threads: int, prompt: int, generation: int, repetitions: int = 1) -> Peer:
    """Return what llama-bench says of `model`: `prompt` tokens read and `generation` tokens written, each timed.

    As in our process: no mmap, nice 10; the batches are llama-bench's own choice.
    """
    sizes = ["-t", str(threads), "-p", str(prompt), "-n", str(generation), "-r", str(repetitions)]
    done = run(program, model, *sizes)
    rows = {bool(row["n_gen"]): tuple(row["samples_ts"]) for row in json.loads(done)}
    return Peer(prompt=rows[False], generation=rows[True])


def run(program: Path, model: Path, *options: str) -> str:
    """Return the JSON that llama-bench prints, run with `options`."""
    command = [str(program), "-m", str(model), "-lm", "none", "-o", "json", *options]
    done = subprocess.run(["nice", "-n", "10", *command], capture_output=True, text=True, check=True)
    return done.stdout


def _source(number: str, scratch: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", PACKAGE]
    subprocess.run([*pip, "-d", str(scratch), f"{PACKAGE}=={number}"], check=True, stdout=sys.stderr)
    (archive,) = scratch.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(scratch, filter="data")
    return next(scratch.glob("*/vendor/llama.cpp"))


def _built(source: Path, build: Path) -> Path:
    def niced(*command: str) -> None:
        subprocess.run(["nice", "-n", "19", *command], check=True, stdout=sys.stderr)

    niced("cmake", "-S", str(source), "-B", str(build), *FLAGS)
    niced("cmake", "--build", str(build), "--target", "llama-bench", "--parallel", str(os.cpu_count() or 1))
    return build / "bin" / "llama-bench"


if __name__ == "__main__":
    sys.stdout.write(f"{llama_bench()}\n")
