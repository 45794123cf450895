"""How soon a model lets go: from the press of Stop to the end of the request, on a model of a billion weights.

    python -m tests.measures.engine_cancel [--model FILE.gguf] [--rounds N]

Half of the stops fall inside the reading of the prompt, at any moment of it; half between two tokens of the answer.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte.engine.client import Engine, Limits  # noqa: E402 - the checkout's own package, found just above
from aparte.engine.wire import Done, Text  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from tests.measures.random_model import model_file, random_model  # noqa: E402

GOAL_PROMPT_MS, GOAL_TOKEN_MS = 200.0, 50.0
RULES = "Keep every number, date and name. "
PATIENT = Limits(first_token_s=600.0, between_tokens_s=300.0)


def main() -> int:
    """Measure both kinds of stop; 1 when the worst of either is over its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with (default: a random one, 620 MB)")
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.model or random_model(Path(scratch, "random.gguf"))
        engine = Engine(limits=PATIENT)
        try:
            engine.load(model_file(path), str(path))
            inside = [in_prompt(engine, turn) for turn in range(given.rounds)]
            between = [between_tokens(engine, turn) for turn in range(given.rounds)]
            usable = next(iter(engine.chat([("user", "again")], max_tokens=4))) is not None
        finally:
            engine.stop()
    stopped = [ms for ms in inside if ms is not None]
    report("inside the prompt", stopped, GOAL_PROMPT_MS)
    report("between two tokens", between, GOAL_TOKEN_MS)
    print(f"usable afterwards              {'yes' if usable else 'no'}, the same process")
    return int(max(stopped) > GOAL_PROMPT_MS or max(between) > GOAL_TOKEN_MS)


def in_prompt(engine: Engine, turn: int) -> float | None:
    """Stop while a prompt is being read; None when the first token was faster than the stop."""
    pressed: list[float] = []

    def press() -> None:
        pressed.append(perf_counter())
        engine.cancel()

    # Another beginning each time: what was read once would not be read again.
    messages = [("system", f"{turn} " + RULES * 12), ("user", "one")]
    timer = threading.Timer(random.Random(turn).uniform(0.05, 1.0), press)
    timer.start()
    heard: list[Text | Done] = []
    with suppress(Trouble):
        heard = list(engine.chat(messages, max_tokens=300))
    ended = perf_counter()
    timer.join()
    return None if any(isinstance(part, Text) for part in heard) else (ended - pressed[0]) * 1000


def between_tokens(engine: Engine, turn: int) -> float:
    """Stop once the answer has begun."""
    parts = engine.chat([("user", "go on")], max_tokens=300, seed=turn)
    for _words in range(random.Random(turn).randint(1, 5)):
        next(parts)
    pressed = perf_counter()
    engine.cancel()
    with suppress(Trouble):
        list(parts)
    return (perf_counter() - pressed) * 1000


def report(what: str, values: list[float], goal: float) -> None:
    """Print the middle and the worst."""
    print(
        f"stop {what:<24}  median {median(values):5.1f} ms, worst {max(values):5.1f} of {len(values)}"
        f" (goal: at most {goal:.0f})"
    )


if __name__ == "__main__":
    sys.exit(main())
