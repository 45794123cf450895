"""Whether typing feels a model at work: gaps of the window's own 5 ms timer while a billion weights generate.

    python -m tests.measures.engine_gaps [--model FILE.gguf] [--seconds N]

The real window, off screen, with its draft open. Idle and generating (default threads) are interleaved three times, so
that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "ui"), str(ROOT)]

from aparte.engine.backends import default_threads  # noqa: E402 - the checkout's own package, found just above
from aparte.engine.client import Engine, Limits  # noqa: E402
from aparte.engine.wire import Done, Text  # noqa: E402
from tests.measures.random_model import model_file, random_model  # noqa: E402
from tests.measures.ticks import Ticks, percentile  # noqa: E402
from tests.measures.window import Measured, draft_of  # noqa: E402

if TYPE_CHECKING:
    from aparte_ui.app import App

ROUNDS, GOAL = 3, 2.0
PATIENT = Limits(first_token_s=600.0, between_tokens_s=300.0)
_ENDLESS = 3_000
"""Tokens: more than any laptop writes in a turn, and they fit the context."""


def main() -> int:
    """Measure, and return 1 when the ratio is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with (default: a random one, 620 MB)")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each turn")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.model or random_model(Path(scratch, "random.gguf"))
        with Measured(Path(scratch, "home")) as measured:
            measured.put(draft_of(600, "fr"))
            idle, busy, tokens = turns(measured, path, given.seconds)
    for what, gaps in (("idle", idle), ("generating", busy)):
        print(
            f"{what:<12} {len(gaps)} ticks, median {percentile(gaps, 0.5):5.1f} ms, "
            f"99 % {percentile(gaps, 0.99):5.1f}, most {max(gaps):5.1f}"
        )
    ratio = percentile(busy, 0.99) / percentile(idle, 0.99)
    print(f"99th percentile, generating     {ratio:.2f} of idle's (goal: at most {GOAL:.0f}), with")
    print(f"                                {default_threads()} threads and {tokens} tokens written meanwhile")
    return int(ratio > GOAL)


def turns(measured: Measured, path: Path, seconds: float) -> tuple[list[float], list[float], int]:
    """Return the gaps while idle, those while generating, and how many tokens were written."""
    engine = Engine(limits=PATIENT)
    app = measured.app
    ready: list[bool] = []
    app.prompter.do(lambda: engine.load(model_file(path), str(path)), lambda _nothing: ready.append(True))
    measured.wait(lambda: bool(ready))
    ticks, idle, busy, tokens = Ticks(), [], [], 0
    try:
        for turn in range(ROUNDS):
            rest(measured, ticks, seconds)
            idle += ticks.taken()
            answer = Answer(app, engine, turn)
            measured.wait(answer.has_begun)
            rest(measured, ticks, seconds)
            busy += ticks.taken()
            engine.cancel()
            measured.wait(answer.is_over)
            ticks.taken()
            tokens += answer.tokens
    finally:
        ticks.stop()
        engine.stop()
    return idle, busy, tokens


class Answer:
    """An endless answer, read in the prompter's lane."""

    def __init__(self, app: App, engine: Engine, seed: int) -> None:
        """Ask for it."""
        self._first: list[Text | Done] = []
        self._end: list[Done] = []
        words = engine.chat([("user", "go on")], max_tokens=_ENDLESS, seed=seed)
        app.prompter.do(lambda: next(words), self._first.append)
        app.prompter.do(lambda: [part for part in words if isinstance(part, Done)], self._end.extend)

    def has_begun(self) -> bool:
        """Tell whether its first words are there."""
        return bool(self._first)

    def is_over(self) -> bool:
        """Tell whether it ended."""
        return bool(self._end)

    @property
    def tokens(self) -> int:
        """How many tokens were written."""
        return self._end[0].tokens


def rest(measured: Measured, ticks: Ticks, seconds: float) -> None:
    """Let the window run for a while."""
    ticks.taken()
    until = monotonic() + seconds
    measured.wait(lambda: monotonic() > until)


if __name__ == "__main__":
    sys.exit(main())
