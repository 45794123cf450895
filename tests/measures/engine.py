"""What the engine's process costs and how fast it lets go; and whether a model that lies gets a wrong fact through.

    python tests/measures/engine.py [--model FILE.gguf]

Speeds are ratios to the library called directly in the same run, on the same file with the same threads. Without
--model a random one of 25 million weights is written for the occasion: speech is nonsense, speed is real.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import sys
import tempfile
import threading
import tomllib
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte import paths  # noqa: E402 - the checkout's own package, found just above
from aparte.drafts.assess import assess  # noqa: E402
from aparte.engine import catalogue  # noqa: E402
from aparte.engine.backends import default_threads  # noqa: E402
from aparte.engine.checks import Examiner  # noqa: E402
from aparte.engine.client import Engine  # noqa: E402
from aparte.engine.proposals import Brief, Candidate  # noqa: E402
from aparte.engine.wire import Done, Text  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from tests.core.engine.tiny import tiny_model  # noqa: E402

ANSWER_TOKENS = 128
RULES = ("system", "Keep every number, date and name. " * 12)
ASKED = [RULES, ("user", "Say it otherwise.")]
LIES = 200


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a GGUF file to measure with")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source = given.model or tiny_model(Path(scratch, "random.gguf"), width=512, layers=12, context=2048)
        home = paths.private_dir(Path(scratch, "home"))
        model = catalogue.add(home, source)
        path = str(catalogue.model_path(home, model))
        engine = Engine()
        engine.load(model, path)
        print(
            f"model                          {model.name}, {model.size_bytes / 1e6:.0f} MB, {default_threads()} threads"
        )
        measure_speed(engine, path)
        measure_prefix(engine)
        measure_cancel(engine)
        measure_kill(engine, model, path)
        engine.stop()
    measure_lies()


def ask(engine: Engine, user: str, seed: int = 1) -> Done:
    """Return how one answer went."""
    last = list(engine.chat([RULES, ("user", user)], max_tokens=ANSWER_TOKENS, seed=seed))[-1]
    assert isinstance(last, Done)
    return last


def measure_speed(engine: Engine, path: str) -> None:
    """Print tokens a second through the process, and what share of the library's own they are."""
    through = [done for done in (ask(engine, f"{seed}", seed) for seed in range(7)) if done.tokens > 40]
    from llama_cpp import Llama

    llama = Llama(
        model_path=path, n_ctx=engine.context_tokens, n_threads=default_threads(), use_mmap=False, verbose=False
    )
    prompt, direct = llama.tokenize(RULES[1].encode()), []
    for seed in range(7):
        llama.reset()
        llama.eval(prompt)
        llama.set_seed(seed)
        began = perf_counter()
        for _token in range(ANSWER_TOKENS):
            llama.eval([llama.sample(temp=0.7)])
        direct.append(ANSWER_TOKENS / (perf_counter() - began))
    speed = median(done.tokens_per_s for done in through)
    print(f"tokens a second, the process   {speed:.0f} = {speed / median(direct):.2f} of the library called directly")


def measure_prefix(engine: Engine) -> None:
    """Print the time to the first token of a second request with the same beginning, against a cold one."""
    cold: list[float] = []
    warm: list[float] = []
    for turn in range(5):
        changed = [("system", f"{turn} {RULES[1]}"), ("user", "one")]
        for messages, kept in ((changed, cold), ([changed[0], ("user", "two")], warm)):
            last = list(engine.chat(messages, max_tokens=8))[-1]
            assert isinstance(last, Done)
            kept.append(last.first_token_ms)
    print(f"first token, warm              {median(warm):.1f} ms = {median(warm) / median(cold):.3f} of cold")


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


def measure_kill(engine: Engine, model: object, path: str) -> None:
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
        engine.load(model, path)  # type: ignore[arg-type]  # what catalogue.add returned
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
