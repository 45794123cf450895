"""`aparte check --jsonl`: one answer a line, in the order of the input, as they are made.

Many lines are read by a few processes at once: a post costs a fraction of a millisecond, and half of the machine would
be idle. The order is kept, and a bad line still ends the run after the answers before it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aparte.cli import DONE, NO
from aparte.cli.fit import platforms_of
from aparte.cli.given import platforms_given
from aparte.cli.lines import json_line, read_lines
from aparte.errors import Trouble
from aparte.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    from aparte.cli.lines import Identifier, Line
    from aparte.nouns import Occasion

CHUNK = 400
"""Lines a process takes at a time: its cost to send is then under one hundredth of their reading."""
CHUNK_CHARACTERS = 200_000
"""And characters: a file of very long lines must not fill the memory with those that wait."""
ALONE = 800
"""Fewer lines than this are read by this process alone: starting others takes longer."""

_EACH_TABLE = "merci pour le pain, thanks for the bread"


class Asked(NamedTuple):
    """One line: what is needed to answer it."""

    identifier: Identifier
    text: str
    platforms: tuple[str, ...]
    lang: str
    occasion: Occasion


class Circumstances(NamedTuple):
    """What holds for every line. own_risks: of the client's own posts; for_brand: a client was named."""

    own_risks: Sequence[float] | None
    for_brand: bool


def check_lines(arguments: argparse.Namespace) -> int:
    """Assess each line of a file; 1 when any text has an error-level finding."""
    from aparte.cli.drafts import circumstances

    occasion, own_risks = circumstances(arguments)
    asked = _asked(arguments, occasion)
    here = Circumstances(own_risks, arguments.brand is not None)
    # Somebody may be waiting for each answer at the other end of a pipe.
    answers = _from_file(asked, here) if Path(arguments.jsonl).is_file() else _one_by_one(asked, here)
    status = DONE
    with closing(answers):
        for written, has_errors in answers:
            sys.stdout.write(written)
            sys.stdout.flush()
            status = NO if has_errors else status
    return status


def _one_by_one(asked: Iterable[Asked], here: Circumstances) -> Generator[tuple[str, bool]]:
    for one in asked:
        yield answer_lines([one], here)


def _from_file(asked: Iterator[Asked], here: Circumstances) -> Generator[tuple[str, bool]]:
    first = _take(asked, ALONE)
    if first.ended:
        yield from _one_by_one(first.lines, here)
        if first.trouble is not None:
            raise first.trouble
    else:
        yield from _shared(chain(first.lines, asked), here)


class _Taken(NamedTuple):
    """Some lines, in order. ended: there are no more; trouble: what stopped the reading, if anything did."""

    lines: list[Asked]
    ended: bool
    trouble: Trouble | None = None


def _take(asked: Iterator[Asked], most: int) -> _Taken:
    lines: list[Asked] = []
    characters = 0
    try:
        for one in asked:
            lines.append(one)
            characters += len(one.text)
            if len(lines) >= most or characters >= CHUNK_CHARACTERS:
                return _Taken(lines, ended=False)
    except Trouble as trouble:
        return _Taken(lines, ended=True, trouble=trouble)
    return _Taken(lines, ended=True)


def _asked(arguments: argparse.Namespace, occasion: Occasion) -> Iterator[Asked]:
    from dataclasses import replace

    default = platforms_given(arguments.platform)
    for line in read_lines(arguments.jsonl):
        intent = line.choice("intent", ("sincere", "playful"), arguments.intent)
        parent = line.string("reply_to_text")
        here = occasion
        if intent != occasion.intent or parent is not None:
            here = replace(occasion, intent=intent, reply_to_text=parent)  # type: ignore[arg-type]  # one of the two
        yield Asked(line.id, line.text, platforms_of(line, default), language_of(line, arguments.lang), here)


def language_of(line: Line, default: str) -> str:
    """Return the language of a line; rows of an archive name theirs by ISO 639, most of which nobody here reads."""
    named = line.string("lang")
    if named is None:
        return default
    code = named.lower().replace("_", "-").split("-")[0]
    if code in ("fr", "en", "auto"):
        return code
    if code != "other" and not (len(code) in (2, 3) and code.isascii() and code.isalpha()):
        raise line.refuse("lang", named, _("Choose among: {names}.").format(names="fr, en, auto, other"))
    return "other"


def _shared(asked: Iterator[Asked], here: Circumstances) -> Generator[tuple[str, bool]]:
    """Answer by several processes, in order; a bad line is raised after the answers before it."""
    from concurrent.futures import ProcessPoolExecutor

    workers = max(1, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(workers, mp_context=_context(), initializer=_tables_stay)
    try:
        yield from _in_order(pool, asked, here, ahead=workers * 3)
    finally:
        # Whoever stops early ("| head", Ctrl+C) does not wait for answers that nobody will read.
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, asked: Iterator[Asked], here: Circumstances, ahead: int
) -> Iterator[tuple[str, bool]]:
    waiting: deque[Future[tuple[str, bool]]] = deque()
    taken = _Taken([], ended=False)
    while not taken.ended:
        taken = _take(asked, CHUNK)
        if taken.lines:
            with _uninterrupted():
                waiting.append(pool.submit(answer_lines, taken.lines, here))
        while len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
    if taken.trouble is not None:
        raise taken.trouble


def _context() -> BaseContext:
    """Return how processes are started: copies of this one, tables read, where that is safe (Linux, a lone thread)."""
    import multiprocessing
    import threading

    if sys.platform != "linux" or threading.active_count() > 1:
        return multiprocessing.get_context("spawn")
    from aparte.drafts.assess import assess

    for language in ("fr", "en"):
        assess(_EACH_TABLE, lang=language)
    return multiprocessing.get_context("fork")


def _tables_stay() -> None:
    """Spare the collector what is kept to the end: it looked at every lexicon again for each few posts (12 %)."""
    gc.freeze()
    gc.set_threshold(50_000)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that do not hear Ctrl+C: this one does, and sends them home without a word."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def answer_lines(asked: Iterable[Asked], here: Circumstances) -> tuple[str, bool]:
    """Return the answers as JSON Lines, and whether any text has an error-level finding."""
    from aparte.cli.drafts import has_error
    from aparte.cli.output import assessment_data
    from aparte.drafts import assess as drafts

    lines, has_errors = [], False
    asked = list(asked)
    texts = [drafts.Asked(one.text, one.lang, one.occasion, one.platforms) for one in asked]
    for one, assessment in zip(asked, drafts.assess_many(texts, here.own_risks), strict=True):
        lines.append(json_line(assessment_data(assessment, one.identifier, for_brand=here.for_brand)))
        has_errors = has_errors or has_error(assessment)
    return "".join(lines), has_errors
