"""Time to the first token of a client's second request against a cold one: what keeping the read prefix is worth.

    python -m tests.measures.engine_prefix [--model FILE.gguf] [--turns 5]

A prefix of 450 tokens and a draft of 40, through the process. Without --model, a random one of a billion weights at
Q4_0 is written for the occasion (620 MB). Each turn is cold, then warm, with a prefix never seen before, so that a busy
machine weighs on both; the goal is a median ratio of at most 0.12. Also: the client that comes back after another one
(its state is put back), a second wording of the same draft, and a request after the prefix was read ahead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from aparte import paths
from aparte.engine import catalogue
from aparte.engine.backends import clamped_threads
from aparte.engine.client import Engine, Limits
from aparte.engine.wire import Done
from tests.measures.random_model import random_model

if TYPE_CHECKING:
    from collections.abc import Sequence

GOAL = 0.12
PATIENT = Limits(first_token_s=600, between_tokens_s=600)
"""A busy machine is to be measured, not given up on."""
PREFIX_WORDS, DRAFT_WORDS = 74, 5
"""Words of six tokens in the random model's vocabulary: 450 tokens and 40, with the template's marks."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with")
    parser.add_argument("--threads", type=int, help="1 is steadiest on a busy machine")
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        source = given.model or random_model(Path(scratch, "random.gguf"))
        home = paths.private_dir(Path(scratch, "home"))
        model = catalogue.add(home, source)
        engine = Engine(limits=PATIENT)
        try:
            engine.load(model, str(catalogue.model_path(home, model)), threads=given.threads)
            used = clamped_threads(given.threads)
            say(f"{model.name}, {model.size_bytes / 1e6:.0f} MB, {used} threads, {given.turns} turns")
            measure(engine, given.turns)
        finally:
            engine.stop()
    return 0


def measure(engine: Engine, turns: int) -> None:
    """Print the four ratios to cold."""
    cold, warm, wording, back, ahead = [], [], [], [], []
    before = client(-1)
    ask(engine, before, 0)
    for turn in range(turns):
        own = client(turn)
        cold.append(ask(engine, own, 1))
        warm.append(ask(engine, own, 2))
        wording.append(ask(engine, own, 2))
        back.append(ask(engine, before, 3 + turn))
        engine.warm([client(1000 + turn), ("user", "")], engine.cancels)
        ahead.append(ask(engine, client(1000 + turn), 1))
    first = cold[0]
    say(f"prompt of {first.prompt_tokens} tokens, of which {warm[0].reused_tokens} are not read again")
    usual = median(one.first_token_ms for one in cold)
    say(f"cold                          {usual:.0f} ms")
    for what, ends in (
        ("second request of the client", warm),
        ("second wording of the draft", wording),
        ("back after another client", back),
        ("first, its prefix read ahead", ahead),
    ):
        ratio = median(end.first_token_ms / one.first_token_ms for end, one in zip(ends, cold, strict=True))
        goal = f", at most {GOAL}" if ends is warm else ""
        say(f"{what:30}{median(end.first_token_ms for end in ends):.0f} ms = {ratio:.3f} of cold{goal}")


def client(number: int) -> tuple[str, str]:
    """Return a system message of 450 tokens that no other client shares."""
    return "system", " ".join(f"w{1_000 + (number + 3) * 7 % 8_000 + at}" for at in range(PREFIX_WORDS))


def ask(engine: Engine, rules: tuple[str, str], draft: int) -> Done:
    """Return how an answer of eight tokens to a draft went."""
    words = " ".join(f"w{5_000 + draft * DRAFT_WORDS + at}" for at in range(DRAFT_WORDS))
    last = list(engine.chat([rules, ("user", words)], max_tokens=8))[-1]
    assert isinstance(last, Done)
    return last


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
