"""How well the memory guard counts: its estimate against the most memory the engine's process then held.

    python -m tests.measures.engine_memory

Random models of four shapes are written, loaded through the engine, and asked something: the three of a real size read
300 tokens, the small one fills its context, because scores of attention grow with what is held. Linux only (VmHWM).
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte.engine.client import Engine, Limits  # noqa: E402 - the checkout's own package, found just above
from aparte.engine.gguf import read_header  # noqa: E402
from aparte.engine.memory import context_for  # noqa: E402
from aparte.nouns import ModelFile  # noqa: E402
from tests.measures.random_model import (  # noqa: E402
    BILLION,
    EVERY_HEAD,
    FULL_CONTEXT,
    WIDE_VOCABULARY,
    Shape,
    model_file,
    random_model,
)

GOAL = 0.25
SHAPES = {
    "1B, shared heads, Q4_0": (BILLION, 300),
    "0.6B, 152k words, Q8_0": (WIDE_VOCABULARY, 300),
    "1.2B, every head, Q4_0": (EVERY_HEAD, 300),
    "context filled": (FULL_CONTEXT, FULL_CONTEXT.context - 100),
}
PATIENT = Limits(first_token_s=600.0, between_tokens_s=300.0)


def main() -> int:
    """Measure each shape; 1 when an estimate is further away than the goal."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for name, (shape, tokens) in SHAPES.items():
            path = random_model(Path(scratch, "random.gguf"), shape)
            worst = max(worst, abs(measured(name, shape, tokens, path) - 1))
            path.unlink()
    print(f"worst                    {worst:.0%} away (goal: at most {GOAL:.0%})")
    return int(worst > GOAL)


def measured(name: str, shape: Shape, tokens: int, path: Path) -> float:
    """Print what was estimated and what was taken, and return their ratio."""
    header = read_header(path)
    context = context_for(header)
    model: ModelFile = model_file(path)
    engine = Engine(limits=PATIENT)
    try:
        engine.load(model, str(path))
        loaded = engine.ram_bytes
        # Each letter is a token of these models.
        list(engine.chat([("user", "abcdefg " * (tokens // 8))], max_tokens=2))
        (child,) = multiprocessing.active_children()
        taken = most_held(child.pid or 0)
    finally:
        engine.stop()
    estimate = header.ram_bytes(context)
    print(
        f"{name:<24} file {header.file_bytes / 1e6:5.0f} MB, context {context}: estimated {estimate / 1e6:5.0f} MB, "
        f"{loaded / 1e6:5.0f} loaded, {taken / 1e6:5.0f} after an answer = {estimate / taken:.2f}",
        flush=True,
    )
    return estimate / taken


def most_held(process: int) -> int:
    """Return the most memory a process ever held, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    sys.exit(main())
