"""Scroll a million rows in the real window, off screen: what a step costs, and when a far row is shown.

    python tests/measures/archive_scroll.py [--posts 1000000] [--folder DIR] [--steps 300]

A step moves the list by one row and paints it; a leap goes anywhere and waits until each row on screen is there. Times
are by the clock: the list is read in another thread. With --folder the archive of archive_million.py is reused.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop"), str(ROOT / "ui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication  # noqa: E402 - the platform is chosen first

from aparte_ui.archive.postmodel import HIT_ROLE  # noqa: E402 - the checkout's own package, found just above
from aparte_ui.archive.view import Archive as ArchivePlace  # noqa: E402
from tests.measures.archive_million import build  # noqa: E402
from tests.measures.window import Measured  # noqa: E402

if TYPE_CHECKING:
    from aparte_ui.archive.postlist import PostList

GOAL_STEP_MS, GOAL_SHOWN_MS = 16, 100
LEAPS = 40


def rows_shown(listed: PostList) -> range:
    """Return the numbers of the rows on screen."""
    first = listed.indexAt(listed.viewport().rect().topLeft()).row()
    last = listed.indexAt(listed.viewport().rect().bottomLeft()).row()
    return range(max(0, first), (last if last >= 0 else listed.model().rowCount() - 1) + 1)


def is_whole(listed: PostList) -> bool:
    """Tell whether every row on screen is there."""
    return all(listed.model().index(row, 0).data() is not None for row in rows_shown(listed))


def steps(listed: PostList, count: int) -> list[tuple[float, float]]:
    """Scroll row by row; return the milliseconds of each step and its painting: by the clock, and of this thread."""
    bar, spent = listed.verticalScrollBar(), []
    height = listed.sizeHintForRow(0)
    for _step in range(count):
        began = perf_counter(), thread_time()
        bar.setValue(bar.value() + height)
        listed.viewport().repaint()
        spent.append(((perf_counter() - began[0]) * 1_000, (thread_time() - began[1]) * 1_000))
        # What was read meanwhile is taken in between two steps, as between two turns of a wheel.
        QCoreApplication.processEvents()
    return spent


def leaps(window: Measured, listed: PostList, count: int) -> list[float]:
    """Go to random rows; return how long it took until all on screen was there, in milliseconds."""
    chance, spent = random.Random(3), []
    for _leap in range(count):
        began = perf_counter()
        listed.verticalScrollBar().setValue(chance.randrange(listed.verticalScrollBar().maximum()))
        listed.viewport().repaint()
        window.wait(lambda: is_whole(listed))
        spent.append((perf_counter() - began) * 1_000)
    return spent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the archive is built once and kept")
    parser.add_argument("--steps", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"archive-{given.posts}.db"
        if not path.exists():
            build(path, given.posts)
        with Measured(Path(name) / "home") as window:
            space = window.window.workspace.space
            assert space is not None
            shutil.copy(path, space.archive_path)
            measure(window, given.posts, given.steps)


def measure(window: Measured, posts: int, count: int) -> None:
    """Open the archive in the window, scroll, and print."""
    began = perf_counter()
    window.window.go("archive")
    place = window.window.place_of("archive")
    assert isinstance(place, ArchivePlace)
    listed, model = place.results.list, place.results.model
    window.wait(lambda: model.rowCount() > 0 and is_whole(listed))
    first = perf_counter() - began
    window.wait(lambda: model.rowCount() == posts)
    whole = perf_counter() - began
    print(f"{posts:,} rows: the first are shown after {first * 1_000:.0f} ms, the bar is as long after {whole:.2f} s")
    assert model.index(0).data(HIT_ROLE) is not None
    clock, own = zip(*steps(listed, count), strict=True)
    medians = f"{statistics.median(own):.1f} ms of this thread, {statistics.median(clock):.1f} by the clock"
    print(f"a step of one row: median {medians}")
    print(f"  its 95th {statistics.quantiles(own, n=20)[-1]:.1f} ms of this thread (goal {GOAL_STEP_MS}, median)")
    shown = leaps(window, listed, LEAPS)
    print(
        f"a leap to any row, until all is shown: median {statistics.median(shown):.0f} ms, "
        f"longest {max(shown):.0f} (goal {GOAL_SHOWN_MS})"
    )


if __name__ == "__main__":
    main()
