"""From a key to painted scores in a draft of 3,000 characters, against VADER alone on the same text, in one run.

    python tests/measures/keystroke.py [--keys N] [--posts N]

The window is the real one, off screen. An import of many posts runs meanwhile, in its own process, for the second part.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop"), str(ROOT / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent, QTextCursor  # noqa: E402
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

from tests.measures.window import Measured, draft_of  # noqa: E402 - the checkout's own packages, found just above

CHARS = 3_000


def press(window: Measured, letter: str) -> tuple[float, float]:
    """Press one key and wait until its scores are painted; returns (cpu, wall) milliseconds."""
    page, session = window.desk.page.editor, window.desk.session
    cpu, wall = time.process_time(), time.perf_counter()
    QCoreApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    window.wait(lambda: session.is_read)
    QCoreApplication.processEvents()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def run(window: Measured, keys: int) -> tuple[list[float], list[float]]:
    """Type `keys` letters in the middle of the draft, each one read before the next."""
    page = window.desk.page.editor
    page.moveCursor(QTextCursor.MoveOperation.End)
    taken = [press(window, "e " if at % 6 == 5 else "e") for at in range(keys)]
    return [cpu for cpu, _wall in taken], [wall for _cpu, wall in taken]


def vader_ms(text: str) -> float:
    """Return what VADER takes for the whole draft, cpu milliseconds, median of nine."""
    peer, taken = SentimentIntensityAnalyzer(), []
    for _turn in range(9):
        began = time.process_time()
        peer.polarity_scores(text)
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def importing(home: Path, folder: Path, posts: int) -> subprocess.Popen[bytes]:
    """Start an import of `posts` posts, as the archive does it: in a process of its own, politely."""
    source = folder / "posts.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number in range(posts):
            text = f"Publication {number} : la navette de nuit part à {number % 24} h du quai, merci de votre patience."
            file.write(json.dumps({"id": str(number), "text": text, "author": f"a{number % 900}"}) + "\n")
    paths = os.pathsep.join(str(ROOT / part) for part in ("desktop", "ui"))
    command = ["nice", "-n", "10", sys.executable, "-m", "aparte_ui", "--home", str(home), "import", str(source)]
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--posts", type=int, default=50_000)
    parser.add_argument("--lang", default="en", choices=["en", "fr"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Measured(Path(folder) / "home") as window:
        window.put(draft_of(CHARS, given.lang))
        run(window, 10)
        alone = vader_ms(window.desk.session.text)
        cpu, wall = run(window, given.keys)
        median = statistics.median(cpu)
        print(
            f"key to painted scores, {given.lang}: {median:.1f} ms cpu, {statistics.median(wall):.1f} ms wall, median"
        )
        print(f"VADER on the whole draft: {alone:.1f} ms; ratio {median / alone:.2f} (must be at most 1, goal 0.5)")
        busy = importing(Path(folder) / "home", Path(folder), given.posts)
        _cpu, wall = run(window, given.keys)
        ran = busy.poll() is None
        busy.terminate()
        busy.wait()
        print(
            f"while {given.posts:,} posts are imported: {statistics.quantiles(wall, n=20)[-1]:.1f} ms wall at the 95th"
            f" percentile (goal 50){'' if ran else '; the import had ended before the last key'}"
        )


if __name__ == "__main__":
    main()
