"""`aparte check --jsonl`: one answer a line, in the order of the input, as they are made.

Many lines are read by a few processes at once: a post costs a fraction of a millisecond, and half of the machine would
be idle. The order is kept, and a bad line still ends the run after the answers before it.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from aparte.cli import DONE, NO
from aparte.cli.fit import platforms_of
from aparte.cli.given import platforms_given
from aparte.cli.lines import STANDARD_INPUT, read_lines
from aparte.errors import Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from aparte.nouns import Occasion

CHUNK = 400
"""Lines a process takes at a time: its cost to send is then under one hundredth of their reading."""
ALONE = 800
"""Fewer lines than this are read by this process alone: starting others takes longer."""


class Asked(NamedTuple):
    """One line: what is needed to answer it."""

    identifier: str | int | float | None
    text: str
    platforms: tuple[str, ...]
    lang: str
    occasion: Occasion


def check_lines(arguments: argparse.Namespace) -> int:
    """Assess each line of a file; 1 when any text has an error-level finding."""
    from aparte.cli.drafts import circumstances

    occasion, own_risks = circumstances(arguments)
    asked = _asked(arguments, occasion)
    # Somebody may be waiting for each answer at the other end of standard input.
    one_by_one = arguments.jsonl == STANDARD_INPUT
    status = DONE
    for written, has_errors in _one_by_one(asked, own_risks) if one_by_one else _from_file(asked, own_risks):
        sys.stdout.write(written)
        sys.stdout.flush()
        status = NO if has_errors else status
    return status


def _one_by_one(asked: Iterator[Asked], own_risks: Sequence[float] | None) -> Iterator[tuple[str, bool]]:
    for one in asked:
        yield answer_lines([one], own_risks)


def _from_file(asked: Iterator[Asked], own_risks: Sequence[float] | None) -> Iterator[tuple[str, bool]]:
    first: list[Asked] = []
    trouble = _take(asked, ALONE, first)
    if trouble is None and len(first) == ALONE:
        yield from _shared(chain(first, asked), own_risks)
        return
    yield answer_lines(first, own_risks)
    if trouble is not None:
        raise trouble


def _take(asked: Iterator[Asked], most: int, taken: list[Asked]) -> Trouble | None:
    """Move up to `most` lines into `taken`; return what stopped the reading, if anything did."""
    try:
        taken.extend(islice(asked, most))
    except Trouble as trouble:
        return trouble
    return None


def _asked(arguments: argparse.Namespace, occasion: Occasion) -> Iterator[Asked]:
    from dataclasses import replace

    default = platforms_given(arguments.platform)
    for line in read_lines(arguments.jsonl):
        intent = line.choice("intent", ("sincere", "playful"), arguments.intent)
        parent = line.string("reply_to_text")
        here = occasion
        if intent != occasion.intent or parent is not None:
            here = replace(occasion, intent=intent, reply_to_text=parent)  # type: ignore[arg-type]  # one of the two
        lang = line.choice("lang", ("fr", "en", "auto", "other"), arguments.lang)
        platforms = platforms_of(line, default) if default or line.data.get("platform") else ()
        yield Asked(line.id, line.text, platforms, lang, here)


def _shared(asked: Iterator[Asked], own_risks: Sequence[float] | None) -> Iterator[tuple[str, bool]]:
    """Answer by several processes, in order; a bad line is raised after the answers before it."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    workers = max(1, os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from _in_order(pool, asked, own_risks, ahead=workers * 3)


def _in_order(
    pool: ProcessPoolExecutor, asked: Iterator[Asked], own_risks: Sequence[float] | None, ahead: int
) -> Iterator[tuple[str, bool]]:
    waiting: deque[Future[tuple[str, bool]]] = deque()
    trouble: Trouble | None = None
    while trouble is None:
        chunk: list[Asked] = []
        trouble = _take(asked, CHUNK, chunk)
        if chunk:
            waiting.append(pool.submit(answer_lines, chunk, own_risks))
        if not chunk:
            break
        while len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
    if trouble is not None:
        raise trouble


def answer_lines(asked: Iterable[Asked], own_risks: Sequence[float] | None) -> tuple[str, bool]:
    """Return the answers as JSON Lines, and whether any text has an error-level finding."""
    from aparte.cli.drafts import has_error
    from aparte.cli.output import assessment_json
    from aparte.drafts.assess import assess

    lines, has_errors = [], False
    for one in asked:
        assessment = assess(
            one.text, occasion=one.occasion, platforms=one.platforms, lang=one.lang, own_risks=own_risks
        )
        lines.append(assessment_json(assessment, one.identifier) + "\n")
        has_errors = has_errors or has_error(assessment)
    return "".join(lines), has_errors
