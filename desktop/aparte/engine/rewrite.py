"""Other wordings of a draft: a prompt, a stream, and each answer through the same checks as her own text.

Without an engine or a model, rules propose. It refuses to show anything unchecked, and to speak in her place: what
comes back are candidates, ranked, and the reasons why others are not shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from aparte.drafts.assess import assess
from aparte.engine.checks import Examiner
from aparte.engine.proposals import GOALS, RULES, Brief, Candidate, Refusal, Rewrites, Timings
from aparte.engine.rules import MOST_WORDINGS, wordings
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from aparte.platforms.platform import platform
from aparte.text.reading import READ_CHARS
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aparte.engine.client import Engine
    from aparte.engine.prompts import Prompt
    from aparte.nouns import Assessment, ModelFile

__all__ = [
    "GOALS",
    "Brief",
    "Candidate",
    "Refusal",
    "Rewrites",
    "Timings",
    "or_by_rules",
    "read_ahead",
    "rewrite",
    "rewrite_with_chosen",
]

SCRIPTED = "scripted"
TEMPERATURE = 0.7
"""The wordings of one call must differ, and stay close to what was said."""
_REPAIR_SEED = 1_000
"""Added to the seed of a wording that is asked for again."""
_ABSENT = frozenset({"engine.missing"})
"""Troubles that only say that there is no engine: rules answer instead, with a note."""
_THOUGHT = re.compile(r"<think>.*?</think>\s*", re.DOTALL)
_LEAD_IN = re.compile(
    r"\A(?:voici|bien sûr|d[’']accord|sure|certainly|here(?:[’']s| is)|version|réponse|answer|brouillon|draft)\b"
    r"[^\n]{0,80}:\s*\n+",
    re.IGNORECASE,
)
_WRAPPED = re.compile(
    r"\A(?:«[\s\u00a0\u202f]*(?P<fr>[^«»]*?)[\s\u00a0\u202f]*»|“(?P<en>[^“”]*)”|\"(?P<plain>[^\"]*)\")\Z"
)


def rewrite(
    brief: Brief,
    engine: Engine | None,
    model: ModelFile | None,
    model_path: str | None,
    *,
    own_risks: Sequence[float] | None = None,
    on_words: Callable[[str], None] = lambda _words: None,
) -> Rewrites:
    """Return checked wordings of `brief.text`, the best first.

    engine and model: None for rules alone (a scripted engine needs no model). own_risks: the risks of the client's own
    posts. on_words: hears the answer under way, from its beginning, each time it grows. Raises Trouble: usage.platform,
    rewrite.goal, rewrite.too_long, and what Engine.load and Engine.chat raise while nothing was accepted yet; later,
    what was accepted is returned with the code as its note.
    """
    began = perf_counter()
    if brief.goal not in GOALS:
        raise Trouble("rewrite.goal", goal=brief.goal, known=", ".join(GOALS))
    if len(brief.text) > READ_CHARS:
        # What was not read can't be checked, and an unchecked wording is never shown.
        raise Trouble("rewrite.too_long", count=len(brief.text), limit=READ_CHARS)
    brief = replace(brief, text=without_lone_surrogates(brief.text), platform=platform(brief.platform).id)
    draft = assess(
        brief.text, occasion=brief.occasion, platforms=[brief.platform], lang=brief.lang, own_risks=own_risks
    )
    if engine is None or not (engine.scripted or (model and model_path)):
        return _by_rules(brief, draft, own_risks, "model.none" if engine else "engine.missing", began)
    try:
        return _by_model(brief, draft, engine, (model, model_path), own_risks, on_words, began)
    except Trouble as trouble:
        if trouble.code not in _ABSENT:
            raise
        return _by_rules(brief, draft, own_risks, trouble.code, began)


def rewrite_with_chosen(
    brief: Brief,
    home: Path,
    engine: Engine,
    *,
    own_risks: Sequence[float] | None = None,
    on_words: Callable[[str], None] = lambda _words: None,
) -> Rewrites:
    """Do `rewrite` with the model in use in the data folder `home`, or with rules when none is."""
    from aparte.engine.catalogue import chosen, model_path

    model = None if engine.scripted else chosen(home)
    path = str(model_path(home, model)) if model else None
    return rewrite(brief, engine, model, path, own_risks=own_risks, on_words=on_words)


def read_ahead(brief: Brief, draft: Assessment, engine: Engine, since: int) -> bool:
    """Have what does not depend on the draft read by the model in memory; tell whether that was finished.

    since: `engine.cancels` when this was decided. Nothing is done without a model in memory. Raises Trouble as
    Engine.warm does.
    """
    from aparte.engine.prompts import rewrite_prompt

    if not engine.loaded:
        return False
    done = engine.warm(rewrite_prompt(brief, draft).messages, since)
    return done is not None and done.reason != "cancelled"


def or_by_rules(found: Rewrites, brief: Brief, *, own_risks: Sequence[float] | None = None) -> Rewrites:
    """Return `found`, or wordings by rules with its refusals where every wording of the model was refused."""
    if found.candidates or found.model == RULES:
        return found
    ruled = rewrite(brief, None, None, None, own_risks=own_risks)
    if not ruled.candidates:
        return found
    seconds = found.seconds + ruled.seconds
    return replace(found, model=RULES, candidates=ruled.candidates, seconds=seconds, instead_of=found.model)


def _by_rules(brief: Brief, draft: Assessment, own_risks: Sequence[float] | None, note: str, began: float) -> Rewrites:
    examiner = Examiner(brief, draft, own_risks)
    if examiner.goal.needs_model:
        note = "rewrite.needs_model"
    refused: list[Refusal] = []
    tried = set()
    for text in islice(wordings(brief, draft), MOST_WORDINGS):
        if text in tried:
            continue
        tried.add(text)
        outcome = examiner.examine(text, by_model=False)
        # That a rule had nothing to change, or does not serve this goal, is nothing to report.
        if isinstance(outcome, Refusal) and not outcome.why.startswith(("refused.same", "refused.not_")):
            refused.append(outcome)
    return Rewrites(
        model=RULES,
        candidates=examiner.ranked()[: brief.n],
        rejected=tuple(refused),
        timings=Timings(),
        seconds=perf_counter() - began,
        note=note,
        voice_before=examiner.voice_before,
    )


def _by_model(
    brief: Brief,
    draft: Assessment,
    engine: Engine,
    loaded: tuple[ModelFile | None, str | None],
    own_risks: Sequence[float] | None,
    on_words: Callable[[str], None],
    began: float,
) -> Rewrites:
    from aparte.engine.prompts import can_repair, rewrite_prompt

    model, path = loaded
    cancels = engine.cancels
    prompt = rewrite_prompt(brief, draft)
    examiner = Examiner(brief, draft, own_risks, prompt.told)
    refused: list[Refusal] = []
    ends: list[Done] = []
    note = None
    try:
        if model and path and not engine.scripted:
            engine.load(model, path)
        for number in range(brief.n):
            if engine.cancels != cancels:
                raise Trouble("engine.cancelled")
            text, end = _answer(engine, prompt, brief.seed + number, on_words)
            ends.append(end)
            outcome = _judged(examiner, text, end)
            if isinstance(outcome, Refusal) and can_repair(outcome):
                # Told what was wrong, once: what is still wrong then is refused.
                again = rewrite_prompt(brief, draft, outcome)
                text, end = _answer(engine, again, brief.seed + number + _REPAIR_SEED, on_words)
                ends.append(end)
                outcome = _judged(examiner, text, end, repaired=True)
            if isinstance(outcome, Refusal):
                refused.append(outcome)
    except Trouble as trouble:
        if not examiner.accepted:
            raise
        note = trouble.code
    return Rewrites(
        model=model.name if model else SCRIPTED,
        candidates=examiner.ranked(),
        rejected=tuple(refused),
        timings=_timings(ends),
        seconds=perf_counter() - began,
        note=note,
        voice_before=examiner.voice_before,
    )


def _answer(engine: Engine, prompt: Prompt, seed: int, on_words: Callable[[str], None]) -> tuple[str, Done]:
    """Return one answer, undressed, and how it ended. Raises Trouble("engine.cancelled") when it was."""
    words = ""
    for part in engine.chat(prompt.messages, max_tokens=prompt.max_tokens, temperature=TEMPERATURE, seed=seed):
        if isinstance(part, Text):
            words += part.text
            on_words(words)
        elif part.reason == "cancelled":
            raise Trouble("engine.cancelled")
        else:
            return undressed(words), part
    raise AssertionError("the engine's stream ends with Done or Trouble")


def undressed(text: str) -> str:
    """Return an answer without what small models put around it: a thought, a lead-in line, quotation marks."""
    bare = _LEAD_IN.sub("", _THOUGHT.sub("", text).strip()).strip()
    wrapped = _WRAPPED.match(bare)
    return next((inner for inner in wrapped.groups() if inner is not None), bare).strip() if wrapped else bare


def _judged(examiner: Examiner, text: str, end: Done, *, repaired: bool = False) -> Candidate | Refusal:
    if end.reason == "length":
        return Refusal(text=text, why="refused.cut")
    return examiner.examine(text, by_model=True, repaired=repaired)


def _timings(ends: Sequence[Done]) -> Timings:
    if not ends:
        return Timings()
    spent = sum((end.tokens - 1) / end.tokens_per_s for end in ends if end.tokens_per_s > 0)
    counted = sum(end.tokens - 1 for end in ends if end.tokens_per_s > 0)
    return Timings(
        first_token_ms=ends[0].first_token_ms,
        tokens=sum(end.tokens for end in ends),
        tokens_per_s=counted / spent if spent else 0.0,
        prompt_tokens=sum(end.prompt_tokens for end in ends),
        reused_tokens=sum(end.reused_tokens for end in ends),
    )
