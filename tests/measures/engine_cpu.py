"""Processor time a token, ours against llama-bench's: what Python costs, on a machine however busy.

    python -m tests.measures.engine_cpu [--model FILE.gguf] [--rounds 3]

`engine` compares tokens a second, which others at work spoil. Here one thread computes and its processor time is read:
for us inside the engine's own code without the pipe (with the part spent in llama.cpp), for llama-bench as the
difference of two runs, so that loading cancels. Ratios are llama-bench / ours: 1 is as fast.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import thread_time
from typing import TYPE_CHECKING, NamedTuple

from aparte.engine.llama import LlamaCpp
from aparte.engine.wire import Chat, Load
from tests.measures.llamabench import llama_bench, run
from tests.measures.random_model import random_model

if TYPE_CHECKING:
    from collections.abc import Sequence

PROMPT_WORDS, ANSWER_TOKENS, LEAST = 40, 16, 2


class Cost(NamedTuple):
    """Milliseconds of the processor a token: all of it, and the part inside llama.cpp."""

    read: float
    read_inside: float
    write: float
    write_inside: float
    prompt_tokens: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        path = given.model or random_model(Path(scratch, "random.gguf"))
        ours, reading, writing = Ours(path), [], []
        for turn in range(given.rounds):
            cost = ours.cost(turn)
            reading.append((_bench(path, prompt=cost.prompt_tokens), cost.read, cost.read_inside))
            writing.append((_bench(path, generation=ANSWER_TOKENS), cost.write, cost.write_inside))
    for what, rows, goal in (("read", reading, 0.90), ("written", writing, 0.95)):
        ratio = median(bench / own for bench, own, _inside in rows)
        python = median(own - inside for _bench_ms, own, inside in rows)
        print(
            f"processor time a token {what:9}{median(row[1] for row in rows):.1f} ms, {python:.2f} of it ours; "
            f"{ratio:.3f} of llama-bench, at least {goal:.2f}",
            flush=True,
        )
    return 0


class Ours:
    """The engine's own code in this process, one thread, its decoding timed."""

    def __init__(self, path: Path) -> None:
        self._backend = LlamaCpp()
        self._backend.load(Load(id=1, path=str(path), context=1024, threads=1), lambda _fraction: True)
        self._inside = 0.0
        context = self._backend._model._ctx
        decode = context.decode

        def timed(batch: object) -> None:
            began = thread_time()
            decode(batch)
            self._inside += thread_time() - began

        context.decode = timed

    def cost(self, turn: int) -> Cost:
        """Answer a prompt that was never read before."""
        words = " ".join(f"w{1_000 + turn * 97 + at}" for at in range(PROMPT_WORDS))
        asked = Chat(
            id=1, messages=(("system", words), ("user", "w1")), max_tokens=ANSWER_TOKENS, temperature=0.7, seed=turn
        )
        self._inside, began = 0.0, thread_time()
        first = inside = at_first = 0.0
        for _piece in self._backend.chat(asked, lambda: False):
            if not first:
                first, inside, at_first = thread_time(), self._inside, self._backend.tokens
        ended, read = thread_time(), self._backend.prompt_tokens - self._backend.reused_tokens
        written = max(1, self._backend.tokens - at_first)
        return Cost(
            read=(first - began) / read * 1000,
            read_inside=inside / read * 1000,
            write=(ended - first) / written * 1000,
            write_inside=(self._inside - inside) / written * 1000,
            prompt_tokens=read,
        )


def _bench(path: Path, *, prompt: int = 0, generation: int = 0) -> float:
    """Return llama-bench's milliseconds of the processor a token."""
    kind, count = ("-p", prompt) if prompt else ("-n", generation)
    spent = [_children_s(path, kind, LEAST + more) for more in (0, count)]
    return (spent[1] - spent[0]) / count * 1000


def _children_s(path: Path, kind: str, count: int) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    other = "-n" if kind == "-p" else "-p"
    run(llama_bench(), path, "-t", "1", kind, str(count), other, "0", "-r", "1", "--no-warmup")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
