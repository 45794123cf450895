"""A clean draft to the clipboard: one key, the line of the log on disk first. Prints milliseconds, judges nothing.

python tests/measures/copying.py [--copies N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop"), str(ROOT / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication  # noqa: E402

from tests.measures.window import Measured  # noqa: E402 - the checkout's own packages, found just above

CLEAN = "Nous ouvrons la salle à dix heures samedi, côté quai."


def copied_ms(window: Measured, number: int) -> tuple[float, float]:
    """Copy a clean draft with its one key; returns (cpu, wall) milliseconds until the clipboard has it."""
    text = f"{CLEAN} Porte {number}."
    window.put(text)
    board = QGuiApplication.clipboard()
    board.setText("")
    cpu, wall = time.process_time(), time.perf_counter()
    window.desk.gate.ask()
    window.wait(lambda: board.text() == text)
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=21)
    copies: int = parser.parse_args().copies
    with tempfile.TemporaryDirectory() as folder, Measured(Path(folder) / "home") as window:
        first = copied_ms(window, 0)
        taken = [copied_ms(window, number) for number in range(1, copies)]
        cpu, wall = (statistics.median(one[side] for one in taken) for side in (0, 1))
        print(f"clean draft to clipboard: {cpu:.1f} ms cpu, {wall:.1f} ms wall (goal 50), median of {len(taken)}")
        print(f"the first one of a session: {first[0]:.1f} ms cpu, {first[1]:.1f} ms wall")


if __name__ == "__main__":
    main()
