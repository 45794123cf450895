"""What the engine's process costs and how fast it lets go; and whether a model that lies gets a wrong fact through.

    python -m tests.measures.engine [--model FILE.gguf] [--rounds 5] [--only speed]

Speed is a ratio to llama.cpp's own llama-bench, built from the source of the installed library (`llamabench`), on the
same file with the same threads in the same run, one round of each in turn. Without --model a random one of a billion
weights is written for the occasion: speech is nonsense, speed is real. What else is measured needs no such size.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import tempfile
import threading
import tomllib
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from aparte import paths
from aparte.drafts.assess import assess
from aparte.engine import catalogue
from aparte.engine.backends import clamped_threads
from aparte.engine.checks import Examiner
from aparte.engine.client import Engine, Limits
from aparte.engine.proposals import Brief, Candidate
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model
from tests.measures.llamabench import llama_bench, measured
from tests.measures.random_model import random_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.nouns import ModelFile

ANSWER_TOKENS, PROMPT_WORDS = 48, 60
RULES = ("system", "Keep every number, date and name. " * 12)
ASKED = [RULES, ("user", "Say it otherwise.")]
LIES = 200
PATIENT = Limits(first_token_s=600, between_tokens_s=600)
"""A busy machine is to be measured, not given up on."""


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, help="1 is steadiest on a busy machine")
    parser.add_argument("--only", choices=["speed", "rest"], help="half of it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if given.only != "rest":
            with loaded(
                given.model or random_model(Path(scratch, "random.gguf")), Path(scratch, "big"), given.threads
            ) as one:
                measure_speed(*one[::2], given.rounds, clamped_threads(given.threads))
        if given.only != "speed":
            small = given.model or tiny_model(Path(scratch, "small.gguf"), width=512, layers=12, context=2048)
            with loaded(small, Path(scratch, "small")) as (engine, model, path):
                measure_cancel(engine)
                measure_kill(engine, model, path)
    if given.only != "speed":
        measure_lies()


@contextmanager
def loaded(source: Path, home: Path, threads: int | None = None) -> Iterator[tuple[Engine, ModelFile, str]]:
    """Load a copy of `source` in an engine of its own."""
    model = catalogue.add(paths.private_dir(home), source)
    path, engine = str(catalogue.model_path(home, model)), Engine(limits=PATIENT)
    try:
        engine.load(model, path, threads=threads)
        size, used = model.size_bytes / 1e6, clamped_threads(threads)
        print(f"model                          {model.name}, {size:.0f} MB, threads: {used}", flush=True)
        yield engine, model, path
    finally:
        engine.stop()


def measure_speed(engine: Engine, path: str, rounds: int, threads: int) -> None:
    """Print tokens a second through the process, and what share of llama-bench's own they are."""
    program = llama_bench()
    reading, writing, read, wrote = [], [], [], []
    for turn in range(rounds):
        done = ask(engine, turn)
        peer = measured(program, Path(path), threads=threads, prompt=done.prompt_tokens, generation=done.tokens - 1)
        read.append(done.prompt_tokens_per_s)
        wrote.append(done.tokens_per_s)
        reading.append(done.prompt_tokens_per_s / peer.prompt[0])
        writing.append(done.tokens_per_s / peer.generation[0])
    for what, speeds, ratios, goal in (("written", wrote, writing, 0.95), ("read", read, reading, 0.90)):
        listed = " ".join(f"{ratio:.2f}" for ratio in ratios)
        print(
            f"tokens a second, {what:14}{median(speeds):.1f} = {median(ratios):.3f} of llama-bench, "
            f"at least {goal:.2f} (rounds: {listed})"
        )


def ask(engine: Engine, turn: int) -> Done:
    """Return how an answer went whose prompt was never read before and which was not cut short by chance."""
    words = " ".join(f"w{1_000 + turn * 97 + at}" for at in range(PROMPT_WORDS))
    for seed in range(100):
        last = list(engine.chat([("system", words), ("user", f"w{turn}")], max_tokens=ANSWER_TOKENS, seed=seed))[-1]
        assert isinstance(last, Done)
        if last.tokens == ANSWER_TOKENS and last.reused_tokens < last.prompt_tokens // 10:
            return last
        words = f"w{seed} {words}"
    raise SystemExit("the model never speaks long enough to be timed")


def measure_cancel(engine: Engine) -> None:
    """Print how long a cancel takes between two tokens and inside the reading of a prompt."""
    between, inside = [], []
    for turn in range(20):
        parts = engine.chat(ASKED, max_tokens=300, seed=turn)
        next(parts)
        began = perf_counter()
        engine.cancel()
        list(parts)
        between.append((perf_counter() - began) * 1000)
    for turn in range(20):
        pressed: list[float] = []

        def cancel(pressed: list[float] = pressed) -> None:
            pressed.append(perf_counter())
            engine.cancel()

        timer = threading.Timer(0.02, cancel)
        timer.start()
        with suppress(Trouble):
            list(engine.chat([("system", f"{turn} " + RULES[1] * 4), ("user", "one")], max_tokens=300))
        ended = perf_counter()
        timer.join()
        inside.append(max(0.0, ended - pressed[0]) * 1000)
    print(f"cancel between tokens          median {median(between):.1f} ms, worst {max(between):.1f}")
    print(f"cancel inside the prompt       median {median(inside):.1f} ms, worst {max(inside):.1f}")


def measure_kill(engine: Engine, model: ModelFile, path: str) -> None:
    """Kill the process in the middle of an answer, and print how long until the next one speaks."""
    back = []
    for turn in range(10):
        parts = engine.chat(ASKED, max_tokens=300, seed=turn)
        assert isinstance(next(parts), Text)
        (child,) = multiprocessing.active_children()
        child.kill()
        began = perf_counter()
        with suppress(Trouble):
            list(parts)
        engine.insist()
        engine.load(model, path)
        next(engine.chat(ASKED, max_tokens=4))
        back.append((perf_counter() - began) * 1000)
    print(f"killed mid-answer, speaks again  median {median(back):.0f} ms, worst {max(back):.0f} (of {len(back)})")


def measure_lies() -> None:
    """Change one thing at a time in real drafts and count the wrong facts that were accepted: none may be."""
    dice = random.Random(5)
    scenario = tomllib.loads(paths.resources("scenario.toml").read_text(encoding="utf-8"))
    texts = [one["text"] for client in scenario["client"] for one in client["draft"]]
    wrong = tried = 0
    while tried < LIES:
        text = dice.choice(texts)
        lie = dice.choice(TELL_LIES)(text, dice)
        if lie == text:
            continue
        tried += 1
        brief = Brief(text=text, platform="mastodon")
        outcome = Examiner(brief, assess(text, platforms=["mastodon"]), None).examine(lie, by_model=True)
        wrong += isinstance(outcome, Candidate)
    print(f"lies of a model accepted       {wrong} of {tried}")


def _other_number(text: str, dice: random.Random) -> str:
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    match = dice.choice(found)
    return f"{text[: match.start()]}{int(match[0]) + dice.randint(1, 9)}{text[match.end() :]}"


def _other_day(text: str, dice: random.Random) -> str:
    days = r"lundi|mardi|samedi|dimanche|demain|Monday|Saturday|Sunday|tomorrow"
    return re.sub(days, lambda match: "jeudi" if match[0].islower() and "tom" not in match[0] else "Thursday", text)


def _one_more(text: str, dice: random.Random) -> str:
    more = ["#promo", "@quelqu.un", "https://exemple.fr/offre", "Code 2X4B7 : -20 %.", "12 €", "avec Sophie Martin"]
    return f"{text} {dice.choice(more)}"


def _one_less(text: str, dice: random.Random) -> str:
    marks = re.findall(r"[#@][\w.]*\w", text)
    return text.replace(dice.choice(marks), "", 1) if marks else text


TELL_LIES = (_other_number, _other_day, _one_more, _one_less)

if __name__ == "__main__":
    main()
