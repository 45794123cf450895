"""Start to first paint: our window against a bare one of Qt, in the same run. Prints ratios, judges nothing.

python tests/measures/start.py [--runs N]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "sqlite_utils", "sqlite3", "keyring", "llama_cpp", "vaderSentiment", "click", "msgspec")
_COMMON = """
import json, os, resource, sys, time
def said(paint):
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu_s": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024,
                      "loaded": [name for name in NAMES if name in sys.modules]}), flush=True)
    os._exit(0)
""".replace("NAMES", repr(HEAVY))
BARE = (
    _COMMON
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        said(self)
app = QApplication([])
window = Bare()
window.resize(1440, 900)
window.show()
app.exec()
"""
)
OURS = (
    _COMMON
    + """
from aparte import net, paths
net.seal()
from aparte_ui.app import App, prepare
qt = prepare()
from aparte_ui.single import Single
from aparte_ui.mainwindow import MainWindow
class Ours(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        said(self)
single = Single(paths.home())
single.raised_the_first()
window = Ours(App(paths.home(), qt))
window.show()
qt.exec()
"""
)


def run(script: str, home: Path) -> dict[str, object]:
    """Run one start in a process of its own; returns cpu seconds, peak megabytes and the heavy modules it loaded."""
    environment = {
        **os.environ,
        "APARTE_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("desktop", "ui")),
        "PYTHONPYCACHEPREFIX": str(home.parent / "pycache"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the figures, medians of several runs taken in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        for script in (BARE, OURS):
            run(script, home)  # writes the byte code
        pairs = [(run(BARE, home), run(OURS, home)) for _turn in range(runs)]
    bare, ours = (statistics.median(float(str(pair[side]["cpu_s"])) for pair in pairs) for side in (0, 1))
    bare_mb, ours_mb = (statistics.median(float(str(pair[side]["mb"])) for pair in pairs) for side in (0, 1))
    print(f"start to first paint: {ours:.3f} s cpu, bare window {bare:.3f} s: {ours / bare:.2f} times (goal 2.5)")
    print(f"peak memory: {ours_mb:.0f} MB, bare window {bare_mb:.0f} MB (goal 110)")
    print(f"heavy modules loaded before the first paint: {pairs[0][1]['loaded'] or 'none'}")


if __name__ == "__main__":
    main()
