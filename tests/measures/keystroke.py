"""From a key to painted scores in a draft of 3,000 characters, against VADER alone on the same text, in one run.

    python tests/measures/keystroke.py [--keys N] [--posts N]

The window is the real one, off screen. For the second part an import of many posts and a model that writes run
meanwhile, each in its own process. English only is a fair comparison: VADER skips nearly every French word.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop"), str(ROOT / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent, QTextCursor  # noqa: E402
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: E402

from aparte import paths  # noqa: E402 - the checkout's own packages, found just above
from aparte.engine import catalogue  # noqa: E402
from aparte.engine.client import Engine  # noqa: E402
from aparte.engine.wire import Done  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from tests.core.engine.tiny import tiny_model  # noqa: E402
from tests.measures.window import Measured, draft_of  # noqa: E402

CHARS = 3_000
BUSY_KEYS = 120
"""Few enough to end before an import of 50,000 posts does."""


def press(window: Measured, letter: str) -> tuple[float, float]:
    """Press one key and wait until its scores are painted; returns (cpu, wall) milliseconds."""
    page, session = window.desk.page.editor, window.desk.session
    cpu, wall = time.process_time(), time.perf_counter()
    QCoreApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    window.wait(lambda: session.is_read)
    QCoreApplication.processEvents()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def run(window: Measured, keys: int, beside: Callable[[], object] = lambda: None) -> tuple[list[float], list[float]]:
    """Type `keys` letters at the end of the draft, each one read before the next; do `beside` between two keys."""
    page = window.desk.page.editor
    page.moveCursor(QTextCursor.MoveOperation.End)
    taken = []
    for at in range(keys):
        taken.append(press(window, "e " if at % 6 == 5 else "e"))
        beside()
    return [cpu for cpu, _wall in taken], [wall for _cpu, wall in taken]


class Peer:
    """VADER on the whole draft, timed between the keys: this machine's speed changes from one second to the next."""

    def __init__(self, window: Measured) -> None:
        self._window, self._analyzer = window, SentimentIntensityAnalyzer()
        self.taken: list[float] = []

    def __call__(self) -> None:
        """Read the draft once."""
        text, began = self._window.desk.session.text, time.process_time()
        self._analyzer.polarity_scores(text)
        self.taken.append((time.process_time() - began) * 1000)


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


class Writing:
    """A model of 25 million random weights that writes all the while, in the engine's own process."""

    def __init__(self, folder: Path) -> None:
        home = paths.private_dir(folder / "models")
        model = catalogue.add(home, tiny_model(folder / "random.gguf", width=512, layers=12, context=2048))
        self.tokens = 0
        self._engine, self._ended = Engine(), threading.Event()
        self._engine.load(model, str(catalogue.model_path(home, model)))
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        seed = 0
        while not self._ended.is_set():
            seed += 1
            with suppress(Trouble):  # cancelled, at the end
                for answer in self._engine.chat([("user", "Say it otherwise.")], max_tokens=64, seed=seed):
                    self.tokens += answer.tokens if isinstance(answer, Done) else 0

    def __enter__(self) -> Writing:
        """Start, and wait for the first answer."""
        self._thread.start()
        limit = time.monotonic() + 60
        while not self.tokens and time.monotonic() < limit:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel, and end the process."""
        self._ended.set()
        self._engine.cancel()
        self._thread.join()
        self._engine.stop()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--posts", type=int, default=50_000)
    parser.add_argument("--lang", default="en", choices=["en", "fr"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Measured(Path(folder) / "home") as window:
        draft = draft_of(CHARS, given.lang)
        for shape, text in {"in paragraphs": _in_paragraphs(draft), "in one block": draft}.items():
            window.put(text)
            run(window, 10)
            peer = Peer(window)
            cpu, wall = run(window, given.keys, peer)
            median, alone = statistics.median(cpu), statistics.median(peer.taken)
            print(
                f"key to painted scores, {given.lang}, {shape}: {median:.1f} ms cpu,"
                f" {statistics.median(wall):.1f} ms wall, median"
            )
            print(f"VADER on the whole draft: {alone:.1f} ms; ratio {median / alone:.2f} (must be at most 1, goal 0.5)")
        busy = importing(Path(folder) / "home", Path(folder), given.posts)
        with Writing(Path(folder)) as model:
            _cpu, wall = run(window, BUSY_KEYS)
            ran, tokens = busy.poll() is None, model.tokens
        busy.terminate()
        busy.wait()
        print(
            f"while {given.posts:,} posts are imported and a model writes ({tokens:,} tokens so far):"
            f" {statistics.quantiles(wall, n=20)[-1]:.1f} ms wall at the 95th percentile (goal 50)"
            f"{'' if ran else '; the import had ended before the last key'}"
        )


def _in_paragraphs(draft: str) -> str:
    """Return the draft with an empty line after every fifth sentence, as people write 3,000 characters."""
    sentences = re.split(r"(?<=[.!?]) ", draft)
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


if __name__ == "__main__":
    main()
