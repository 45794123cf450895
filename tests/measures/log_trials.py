"""Tamper with a copy log at random, and count what `verify` misses.

    python tests/measures/log_trials.py [--trials 1000]

Each trial changes one byte, drops a line, or cuts the tail at any byte, on a log of random length. Exit status 1 when
one of them passes unseen, or when the untouched log does not.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte.gate.log import FILE, Log, verify  # noqa: E402 - the checkout's own package, found just above
from aparte.secrets import LogKey  # noqa: E402
from tests.core.gate.made import assessment, sign_off  # noqa: E402

SPACES = 10
LONGEST = 30


def tampered(whole: bytes, dice: random.Random) -> tuple[str, bytes]:
    """Return what was done, and the bytes that are left."""
    kind = dice.choice(["byte changed", "line dropped", "tail cut"])
    if kind == "byte changed":
        at = dice.randrange(len(whole))
        return kind, whole[:at] + bytes([(whole[at] + dice.randrange(1, 256)) % 256]) + whole[at + 1 :]
    if kind == "line dropped":
        lines = whole.splitlines(keepends=True)
        del lines[dice.randrange(len(lines))]
        return kind, b"".join(lines)
    return kind, whole[: dice.randrange(len(whole))]


def trials(folder: Path, count: int, dice: random.Random) -> tuple[Counter[str], Counter[str]]:
    """Tamper `count` times with the log at `folder`; return how often each way was tried, and missed."""
    tried: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    path = folder / FILE
    whole = path.read_bytes()
    for _trial in range(count):
        kind, left = tampered(whole, dice)
        path.write_bytes(left)
        tried[kind] += 1
        missed[kind] += verify(folder).intact
    path.write_bytes(whole)
    return tried, missed


def main() -> int:
    """Make the logs, run the trials and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1000)
    given = parser.parse_args()
    dice = random.Random(3)
    tried: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as root:
        for number in range(SPACES):
            folder = Path(root) / str(number)
            log = Log(folder, LogKey(secret=dice.randbytes(32), kept_in="file"))
            for line in range(dice.randrange(1, LONGEST)):
                log.append(sign_off(f"texte {line}", person="Éléonore"), assessment())
            some_tried, some_missed = trials(folder, given.trials // SPACES, dice)
            tried += some_tried
            missed += some_missed
            if not verify(folder).intact:
                missed["untouched log refused"] += 1
    for kind, count in sorted(tried.items()):
        print(f"{kind}: {count - missed[kind]} of {count} found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
