"""A model fetched from a server that cuts every megabyte, changes, lies, ignores ranges, falls silent: what held.

    python tests/measures/downloads.py [--cuts 50]

A real GGUF of a little more than `--cuts` megabytes is served on loopback by `tests/hostile.py`. Figure of the issue:
50 cuts survived, one wrong byte refused, always a clear state. Printed beside it: how many bytes were asked for twice
(peer: a download that starts again after each cut), and the processor time against plain hashing of the same bytes.
Exit status 1 when something does not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte import messages  # noqa: E402 - the checkout's own package, found just above
from aparte.engine import catalogue, downloads  # noqa: E402
from aparte.engine.transfer import Transfer  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from tests.core.engine.tiny import tiny_model  # noqa: E402
from tests.hostile import Hostile, serving  # noqa: E402

MB = 1 << 20
LAYER_BYTES = 12_600_000
"""What one layer of width 512 weighs in the tiny model's 32-bit weights."""


@dataclass
class Outcome:
    """What became of one download: the code it ended with ("" for whole), whether the bytes are right, and its cost."""

    code: str
    whole: bool
    kept: bool
    requests: int
    served: int
    cpu_s: float


def fetched(hostile: Hostile, expected: bytes, *, sha256: str = "") -> Outcome:
    """Download once into a fresh home."""
    with tempfile.TemporaryDirectory() as folder, serving(hostile):
        home = Path(folder)
        download = downloads.planned(hostile.address, sha256=sha256)
        cpu, code = time.thread_time(), ""
        try:
            Transfer(home, download, stall_s=1.0, delays_s=(0.05,) * 4).run()
        except Trouble as trouble:
            code = trouble.code
            assert code in messages.codes(), f"{code} has no sentence"
        took = time.thread_time() - cpu
        models = catalogue.listed(home)
        whole = bool(models) and catalogue.model_path(home, models[0]).read_bytes() == expected
        begun = downloads.begun(home)
        return Outcome(code, whole, bool(begun and begun[0].kept_bytes), len(hostile.requests), hostile.served, took)


def main() -> int:
    """Print each case and whether it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=50)
    cuts: int = parser.parse_args().cuts
    with tempfile.TemporaryDirectory() as folder:
        layers = cuts * MB // LAYER_BYTES + 1
        model = tiny_model(Path(folder) / "tiny.gguf", width=512, layers=layers).read_bytes()
        other = tiny_model(Path(folder) / "other.gguf", width=64).read_bytes()
    sha256 = hashlib.sha256(model).hexdigest()
    held = _cuts(model, sha256, cuts)
    plain = Hostile(model, cut_every=MB, cuts=1)
    held &= _wrong_byte(model, sha256)
    changed = model[:-9] + bytes(9)
    cases = (
        ("changes after the first cut", replace(plain, change_to=other), other, ""),
        (
            "changes under the same mark",
            replace(plain, change_to=changed, mark_lies=True),
            b"",
            "wrong_bytes",
        ),
        ("announces 1 MB too much", replace(plain, cut_every=0, announce=MB), model, ""),
        ("announces 1 MB too little", replace(plain, cut_every=0, announce=-MB), b"", "wrong_bytes"),
        ("ignores Range, cut once", replace(plain, honours_range=False), model, ""),
        ("ignores Range, cut each time", replace(plain, honours_range=False, cuts=999), b"", "no_resume"),
        ("answers another range", replace(plain, shifts_range=5), b"", "lies"),
        ("falls silent", replace(plain, cut_every=0, stall_at=3 * MB), model, ""),
        ("gives no mark of the version", replace(plain, marks="", cuts=999), model, ""),
        ("busy twice (503)", replace(plain, statuses=[503, 503]), model, ""),
        ("gone (404)", replace(plain, statuses=[404]), b"", "gone"),
        ("sends on to a host nobody agreed to", replace(plain, redirect="http://x.example/"), b"", "other_host"),
    )
    for name, hostile, expected, code in cases:
        fresh = replace(hostile, requests=[], statuses=list(hostile.statuses))
        found = fetched(fresh, expected, sha256="" if expected is other else sha256)
        good = found.code.endswith(code) and found.whole is not bool(code) and bool(found.code) is bool(code)
        held &= good
        state = "whole" if found.whole else f"refused: {found.code}{', what came is kept' if found.kept else ''}"
        print(f"{'ok ' if good else 'NOT'} {name}: {state} ({found.requests} requests)")
    return 0 if held else 1


def _cuts(model: bytes, sha256: str, cuts: int) -> bool:
    found = fetched(Hostile(model, cut_every=MB), model, sha256=sha256)
    start = time.thread_time()
    hashlib.sha256(model).hexdigest()
    plain = time.thread_time() - start
    survived = found.requests - 1
    good = found.whole and survived >= cuts
    again = found.served - len(model)
    restarts = sum(range(1, survived + 1)) * MB
    print(f"{'ok ' if good else 'NOT'} {survived} cuts survived (goal {cuts}), {len(model) / 1e6:.0f} MB whole")
    print(f"    bytes asked for twice: {again} (starting again after each cut: {restarts / 1e6:.0f} MB)")
    print(f"    processor time {found.cpu_s:.2f} s, {found.cpu_s / plain:.1f} times that of hashing the same bytes")
    return good


def _wrong_byte(model: bytes, sha256: str) -> bool:
    places = (4, len(model) // 2, len(model) - 1)
    refused = [fetched(Hostile(model, cut_every=9 * MB, flip=place), model, sha256=sha256) for place in places]
    good = all(one.code == "download.wrong_bytes" and not one.whole and not one.kept for one in refused)
    print(f"{'ok ' if good else 'NOT'} one wrong byte at {len(places)} places: refused each time, nothing kept")
    return good


if __name__ == "__main__":
    sys.exit(main())
