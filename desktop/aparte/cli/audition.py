"""`aparte model audition`: a model heard on 24 fixed drafts, and what passed, in words or as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.cli import DONE, INTERRUPTED
from aparte.errors import Trouble
from aparte.i18n import _, day_of, ngettext
from aparte.messages import named, say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.engine.audition import Report
    from aparte.engine.bench import Speed
    from aparte.engine.beside import Circumstances
    from aparte.nouns import ModelFile

_MB = 1_000_000
_LANGUAGES = {"fr": "français", "en": "English"}
"""Each in its own tongue, as everywhere a language names itself."""


def register_audition(parser: argparse.ArgumentParser) -> None:
    """Add the options of `model audition`."""
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--fresh", action="store_true", help="start over instead of going on with one that was stopped")
    parser.add_argument("--show", action="store_true", help="print the last report without hearing the model again")


def audition(arguments: argparse.Namespace) -> int:
    """Hear a model on the fixed drafts and print what passed; 130 when it was stopped, and what was heard is kept."""
    from aparte.engine import audition as hearing
    from aparte.engine import catalogue

    home = paths.home()
    model = catalogue.find(home, arguments.name)
    report = hearing.kept(home, model) if arguments.show else _heard(home, model, fresh=arguments.fresh)
    if report is None:
        if arguments.show:
            raise Trouble("audition.none", name=model.name)
        return INTERRUPTED
    if getattr(arguments, "json", False):
        print(json.dumps(report_data(report, model), ensure_ascii=False))
    else:
        print("\n".join(_spoken(report, model)))
    return DONE


def findings(home: Path, model: ModelFile) -> dict[str, Any]:
    """Return what was found of a model on this machine: its speed and its audition, None for what was not."""
    from aparte.engine import audition as hearing
    from aparte.engine import bench
    from aparte.records import plain

    measured, report = bench.kept(home, model), hearing.kept(home, model)
    return {
        "bench": measured
        and {
            **speed_data(measured.speed),
            **plain(measured.found),
            "current": measured.found.still_holds(model),
        },
        "audition": report and _summary(report, model),
    }


def found_lines(home: Path, model: ModelFile) -> list[str]:
    """Say in a line each what was found of a model: its speed and its audition, with their days."""
    from aparte.engine import audition as hearing
    from aparte.engine import bench

    lines = []
    measured, report = bench.kept(home, model), hearing.kept(home, model)
    if measured:
        speed = _("{n} tokens a second").format(n=round(measured.speed.tokens_per_s, 1))
        lines.append(_dated(speed, measured.found, holds=measured.found.still_holds(model)))
    if report:
        passed = _("audition: {accepted} of {all} passed").format(
            accepted=report.count("accepted"), all=len(report.heard)
        )
        lines.append(_dated(passed, report.found, holds=report.still_holds(model)))
    return lines


def speed_data(speed: Speed) -> dict[str, float | None]:
    """Return a speed as the contract has it; null for what is not known (a server's threads and memory)."""
    return {
        "tokens_per_s": round(speed.tokens_per_s, 3),
        "prompt_tokens_per_s": round(speed.prompt_tokens_per_s, 3),
        "first_token_ms": round(speed.first_token_ms, 3),
        "threads": speed.threads or None,
        "ram_bytes": speed.ram_bytes or None,
    }


def spoken_speed(speed: Speed) -> str:
    """Say a speed in one line."""
    said = _("{n} tokens a second ({prompt} while reading), {first} ms to the first").format(
        n=round(speed.tokens_per_s, 1),
        prompt=round(speed.prompt_tokens_per_s),
        first=round(speed.first_token_ms),
    )
    parts = [said]
    if speed.threads:
        parts.append(ngettext("{n} thread", "{n} threads", speed.threads).format(n=speed.threads))
    if speed.ram_bytes:
        parts.append(_("{ram} MB").format(ram=speed.ram_bytes // _MB))
    return ", ".join(parts)


def report_data(report: Report, model: ModelFile) -> dict[str, Any]:
    """Return a whole report as plain data: the summary, what is thought of it, and each answer with its reason."""
    from aparte.engine.audition import verdict
    from aparte.records import plain

    verdicts = verdict(report)
    return {
        "name": model.name,
        **_summary(report, model),
        "verdict": {"code": verdicts[0][0], "text": " ".join(say(code, params) for code, params in verdicts)},
        "heard": [
            {**plain(one), "why": one.why and say(one.why, one.params), "code": one.why or None}
            for one in report.heard
        ],
    }  # fmt: skip


def _heard(home: Path, model: ModelFile, *, fresh: bool) -> Report | None:
    from aparte.engine import audition as hearing
    from aparte.engine.catalogue import model_path
    from aparte.engine.prompter import Prompter

    begun = 0 if fresh else hearing.interrupted(home, model)
    if begun:
        print(_("Going on after {n} drafts.").format(n=begun), file=sys.stderr)
    engine = Prompter(home)
    try:
        return hearing.audition(home, engine, model, str(model_path(home, model)), progress=_progress, fresh=fresh)
    except KeyboardInterrupt:
        done, count = hearing.interrupted(home, model), len(hearing.drafts()[1])
        print(f"aparte: {say('audition.stopped', {'done': done, 'all': count})}", file=sys.stderr)
        return None
    finally:
        engine.stop()


def _summary(report: Report, model: ModelFile) -> dict[str, Any]:
    from aparte.engine.audition import LANGUAGES
    from aparte.records import plain

    return {
        "drafts": len(report.heard),
        "accepted": report.count("accepted"),
        "refused": len(report.heard) - report.count("accepted"),
        "language_kept": report.count("language_kept"),
        "facts_kept": report.count("facts_kept"),
        "by_lang": {
            lang: {
                "drafts": len(report.of(lang)),
                **{
                    quality: report.count(quality, lang)
                    for quality in ("accepted", "language_kept", "facts_kept")
                },
            }
            for lang in LANGUAGES
        },
        "reasons": [{"code": code, "why": named(code), "count": count} for code, count in report.reasons],
        "words_per_s": round(report.words_per_s, 3),
        "first_token_ms": round(report.first_token_ms, 3),
        "ram_bytes": report.ram_bytes or None,
        **plain(report.found),
        "program": report.program,
        "version": report.version,
        "current": report.still_holds(model),
    }  # fmt: skip


def _spoken(report: Report, model: ModelFile) -> list[str]:
    from aparte.engine.audition import LANGUAGES, verdict

    found = report.found
    lines = [
        _("{name}, heard on {n} drafts on {day}").format(
            name=model.name, n=len(report.heard), day=day_of(found.at[:10])
        )
    ]
    lines += [say(code, params) for code, params in verdict(report)]
    for lang in LANGUAGES:
        counts = _("{accepted} of {all} passed, language kept in {language}, facts kept in {facts}").format(
            accepted=report.count("accepted", lang),
            all=len(report.of(lang)),
            language=report.count("language_kept", lang),
            facts=report.count("facts_kept", lang),
        )
        lines.append(f"  {_LANGUAGES[lang]:<9} {counts}")
    lines += [f"  ✗ {count} × {named(code)}" for code, count in report.reasons]
    speed = _("{words} words a second, {first} ms to the first (median)").format(
        words=round(report.words_per_s, 1), first=round(report.first_token_ms)
    )
    memory = [_("{ram} MB").format(ram=report.ram_bytes // _MB)] if report.ram_bytes else []
    engine = _("a server") if report.is_served else found.engine
    lines.append("; ".join([speed, *memory, engine, found.machine]))
    if not report.still_holds(model):
        lines.append(_("The engine or the machine has changed since: hear it again."))
    return lines


def _dated(said: str, found: Circumstances, *, holds: bool) -> str:
    day = day_of(found.at[:10])
    if holds:
        return _("{what} ({day})").format(what=said, day=day)
    return _("{what} ({day}; the engine or the machine has changed since)").format(what=said, day=day)


def _progress(done: int, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done}/{count}", end="\r" if done == count else "", file=sys.stderr, flush=True)
