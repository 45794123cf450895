"""The audition: a model is heard on 24 fixed drafts through the real pipeline on this machine, and the passes counted.

It replaces hearsay about quality: every file, and every server's model, is equal before it. It refuses to invent: what
was not heard is not in the report, a report names its engine, its machine and its day, and one that was interrupted is
no report but is gone on with later.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from aparte import __version__, paths
from aparte.engine import beside
from aparte.engine.beside import Circumstances
from aparte.engine.facts import lock
from aparte.engine.proposals import RULES, Brief
from aparte.engine.rewrite import rewrite
from aparte.errors import Trouble
from aparte.nouns import Occasion
from aparte.records import read, record
from aparte.text.language import detect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.engine.client import Engine
    from aparte.engine.proposals import Rewrites
    from aparte.nouns import ModelFile

LANGUAGES = ("fr", "en")
SEED = 24
"""Any number would do; the same for every model."""
GOOD, FAIR = 0.75, 1 / 3
"""Shares of drafts that passed at the first try. A rewrite asks for three versions: at .75 all three fail in 2 calls of
100, at a third in 30 (binomial), and below that rules are the better helper."""
_COUNTED = frozenset({"engine.too_long", "engine.refused"})
"""Troubles that say something of this model and this draft; any other ends the audition."""
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")


@record
class Audition:
    """One fixed draft. goal: one of `proposals.GOALS`. reply_to: the post it answers, "" for none."""

    id: str
    platform: str
    goal: str
    text: str
    lang: str = ""
    reply_to: str = ""


@record
class Heard:
    """What a model answered to one draft. why: a code of messages, "" when it passed. words, tokens: all that it said.

    seconds: of the whole wait. first_token_ms, tokens_per_s: 0 when nothing was said.
    """

    draft: str
    lang: str
    platform: str
    goal: str
    accepted: bool
    why: str
    params: Mapping[str, object]
    text: str
    language_kept: bool
    facts_kept: bool
    words: int
    tokens: int
    seconds: float
    first_token_ms: float
    tokens_per_s: float


@record
class Report:
    """An audition as it is kept. version: of the drafts. program: Aparté's. ram_bytes: 0 where it is not known."""

    version: int
    program: str
    sha256: str
    found: Circumstances
    ram_bytes: int
    heard: tuple[Heard, ...] = ()

    def count(self, quality: Literal["accepted", "language_kept", "facts_kept"], lang: str = "") -> int:
        """Return how many drafts have a quality, of one language or of all."""
        return sum(bool(getattr(one, quality)) for one in self.of(lang))

    def of(self, lang: str = "") -> tuple[Heard, ...]:
        """Return what was heard in a language, or everything."""
        return tuple(one for one in self.heard if lang in {"", one.lang})

    def still_holds(self, model: ModelFile) -> bool:
        """Tell whether the model would be heard the same way now: engine, machine, drafts, and our own checks."""
        same = (self.program, self.version) == (__version__, drafts()[0])
        return same and self.found.still_holds(model)

    @property
    def is_served(self) -> bool:
        """Whether a server ran the model: its engine and its memory are not known then."""
        return self.found.engine == beside.SERVER

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why drafts were refused, the most frequent first: code and count."""
        return tuple(Counter(one.why for one in self.heard if one.why).most_common())

    @property
    def words_per_s(self) -> float:
        """Words a second once it speaks, thoughts and refused answers included; 0 when nothing was said."""
        spent = sum((one.tokens - 1) / one.tokens_per_s for one in self.heard if one.tokens_per_s > 0)
        said = sum(one.words for one in self.heard if one.tokens_per_s > 0)
        return said / spent if spent > 0 else 0.0

    @property
    def first_token_ms(self) -> float:
        """The median wait for the first word."""
        waits = [one.first_token_ms for one in self.heard if one.first_token_ms > 0]
        return median(waits) if waits else 0.0


def drafts() -> tuple[int, tuple[Audition, ...]]:
    """Return the version of the fixed drafts and the drafts, French and English in turn."""
    versions, by_language = [], []
    for lang in LANGUAGES:
        source = paths.resources("audition", f"{lang}.toml")
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        versions.append(int(table["version"]))
        by_language.append([replace(read(Audition, row, origin=source), lang=lang) for row in table["draft"]])
    # In turn, so that an audition that is stopped has heard both languages.
    return max(versions), tuple(one for pair in zip(*by_language, strict=True) for one in pair)


def audition(
    home: Path,
    engine: Engine,
    model: ModelFile,
    path: str,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    fresh: bool = False,
) -> Report:
    """Hear `model` on every draft, keep the report beside its description and return it.

    One that was interrupted goes on where it stood, if engine, machine, file and drafts are the same; fresh: it starts
    over. progress hears how many of how many are done. Engine.cancel ends it from any thread. Raises Trouble:
    engine.cancelled, engine.missing, what Engine.load and Engine.chat raise, file.unwritable; what was heard is kept.
    """
    version, fixed = drafts()
    cancels = engine.cancels
    report = _begun(home, model, version) if not fresh else None
    if not engine.scripted:
        engine.load(model, path)
    if report is None:
        report = Report(
            version=version,
            program=__version__,
            sha256=model.sha256,
            found=beside.circumstances(model),
            ram_bytes=engine.ram_bytes,
        )
    for draft in fixed[len(report.heard) :]:
        progress(len(report.heard), len(fixed))
        if engine.cancels != cancels:
            raise Trouble("engine.cancelled")
        report = replace(report, heard=(*report.heard, _hear(draft, engine, model, path)))
        beside.keep(home, model, "audition-begun", report)
    progress(len(fixed), len(fixed))
    report = replace(report, found=beside.circumstances(model))
    beside.keep(home, model, "audition", report)
    beside.forget(home, model, "audition-begun")
    return report


def kept(home: Path, model: ModelFile) -> Report | None:
    """Return the last whole audition of this very file, or None."""
    report = beside.kept(home, model, "audition", Report)
    return report if report and report.sha256 == model.sha256 else None


def interrupted(home: Path, model: ModelFile) -> int:
    """Return how many drafts an audition that can be gone on with has heard; 0 when there is none."""
    report = _begun(home, model, drafts()[0])
    return len(report.heard) if report else 0


def verdict(report: Report) -> tuple[tuple[str, dict[str, object]], ...]:
    """Return what may be thought of the model, as codes of messages and the numbers they name."""
    shares = {lang: report.count("accepted", lang) / max(len(report.of(lang)), 1) for lang in LANGUAGES}
    numbers: dict[str, object] = {
        "accepted": report.count("accepted"),
        "all": len(report.heard),
        **{lang: report.count("accepted", lang) for lang in LANGUAGES},
        **{f"{lang}_all": len(report.of(lang)) for lang in LANGUAGES},
    }
    good = [lang for lang in LANGUAGES if shares[lang] >= GOOD]
    if len(good) == len(LANGUAGES):
        code = "audition.good"
    elif good:
        code = f"audition.good_{good[0]}"
    else:
        code = "audition.fair" if max(shares.values()) >= FAIR else "audition.poor"
    kept_what: dict[str, object] = {
        "language": report.count("language_kept"),
        "facts": report.count("facts_kept"),
        "all": len(report.heard),
    }
    return ((code, numbers), ("audition.kept", kept_what))


def _begun(home: Path, model: ModelFile, version: int) -> Report | None:
    """Return an interrupted audition if going on with it would still be one audition."""
    report = beside.kept(home, model, "audition-begun", Report)
    if report is None or report.sha256 != model.sha256 or report.version != version:
        return None
    return report if report.still_holds(model) else None


def _hear(draft: Audition, engine: Engine, model: ModelFile, path: str) -> Heard:
    brief = Brief(
        text=draft.text,
        platform=draft.platform,
        goal=draft.goal,
        n=1,
        occasion=Occasion(reply_to_text=draft.reply_to or None),
        lang=draft.lang,
        seed=SEED,
    )
    began, spoken = perf_counter(), _Spoken()
    try:
        found = rewrite(brief, engine, model, path, on_words=spoken.hear)
    except Trouble as trouble:
        if trouble.code not in _COUNTED:
            raise
        return _heard(draft, "", trouble.code, trouble.params, seconds=perf_counter() - began)
    if found.model == RULES:
        raise Trouble("engine.missing")
    return _weighed(draft, found, spoken.count)


class _Spoken:
    """Counts the words of every answer to one draft, those of a second try included."""

    def __init__(self) -> None:
        self._before, self._now = 0, ""

    @property
    def count(self) -> int:
        return self._before + len(_WORDS.findall(self._now))

    def hear(self, words: str) -> None:
        """Hear an answer from its beginning, each time it grows; one that does not go on is the next one."""
        if not words.startswith(self._now):
            self._before = self.count
        self._now = words


def _weighed(draft: Audition, found: Rewrites, words: int) -> Heard:
    if found.candidates:
        heard = _heard(draft, found.candidates[0].text, "", {}, seconds=found.seconds)
    else:
        refusal = found.rejected[-1]
        heard = _heard(draft, refusal.text, refusal.why, refusal.params, seconds=found.seconds)
    return replace(
        heard,
        words=words,
        tokens=found.timings.tokens,
        first_token_ms=found.timings.first_token_ms,
        tokens_per_s=found.timings.tokens_per_s,
    )


def _heard(draft: Audition, text: str, why: str, params: Mapping[str, object], *, seconds: float) -> Heard:
    return Heard(
        draft=draft.id,
        lang=draft.lang,
        platform=draft.platform,
        goal=draft.goal,
        accepted=not why,
        why=why,
        params=dict(params),
        text=text,
        # Without a hint: letters that make no words are no French because French was hoped for.
        language_kept=not why or detect(text) == draft.lang,
        facts_kept=not why or (bool(text.strip()) and lock(draft.text, text, draft.lang).holds),
        words=0,
        tokens=0,
        seconds=seconds,
        first_token_ms=0.0,
        tokens_per_s=0.0,
    )
