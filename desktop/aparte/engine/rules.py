"""Wordings made by rules, without any model: what is shown while one waits, and all there is without an engine.

They take out whole clauses that carry no fact, signs and adverbs, and apply the one-key fixes. They invent nothing, and
each one goes through the same checks as a model's; where no rule applies nothing is proposed.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.engine import forms
from aparte.engine.clauses import clauses, without
from aparte.engine.facts import facts, lock
from aparte.engine.goals import BY_NAME
from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aparte.engine.clauses import Clause
    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment, Finding

_MOST_CLAUSES = 200
"""Beyond, a text is an article: taking out clauses one by one is no help any more."""
MOST_WORDINGS = 24
"""Looked at for one call: each costs an assessment, and three are shown."""


def wordings(brief: Brief, draft: Assessment) -> Iterator[str]:
    """Yield other wordings of the draft for the goal, the boldest first; each may still be refused by the checks."""
    text, language = draft.text, draft.language
    goal = BY_NAME[brief.goal]
    if goal.needs_model:
        return
    if not goal.is_wording:
        yield from _made(brief, draft)
        return
    fit = draft.fit.get(brief.platform)
    over = fit is not None and fit.length > fit.limit
    for wording in _made(brief, draft):
        if goal.kind == "thread":
            yield wording
            continue
        yield tidied(wording, _fixes_for(wording, brief, language), language)
        if over:
            yield from _shorter(wording, draft, brief)
    if over and brief.goal not in {"shorter", "thread"}:
        yield from _shorter(text, draft, brief)
    yield tidied(text, fit.findings if fit else (), language)


def _made(brief: Brief, draft: Assessment) -> Iterator[str]:
    made: dict[str, Callable[[], Iterator[str]]] = {
        "shorter": lambda: _shorter(draft.text, draft, brief),
        "clearer": lambda: _clearer(draft.text, draft.language),
        "warmer": lambda: _warmer(draft, brief),
        "firmer": lambda: forms.firmer(draft),
        "formal": lambda: forms.registered(draft, "formal"),
        "casual": lambda: forms.registered(draft, "casual"),
        "hook": lambda: forms.hook(draft),
        "thread": lambda: forms.thread(draft, brief),
        "alt-text": lambda: forms.alt_text(draft, brief),
        "reply": lambda: forms.statements(draft, brief),
        "holding": lambda: forms.statements(draft, brief),
        "adapt": lambda: iter(()),
    }
    return made.get(brief.goal, lambda: _without_cues(draft.text, draft))()


def tidied(text: str, findings: Sequence[Finding], language: str) -> str:
    """Return `text` with every one-key fix applied that leaves its facts as they are, from the last to the first."""
    ordered = sorted(findings, key=lambda one: (one.span.start, one.span.end), reverse=True)
    all_of_them = _mended(text, ordered)
    if lock(text, all_of_them, language).holds:
        return all_of_them
    return _mended(text, [one for one in ordered if lock(text, _mended(text, [one]), language).holds])


def _mended(text: str, findings: Sequence[Finding]) -> str:
    """Apply the fixes, which come from the last to the first; of two that overlap, the later one."""
    place = len(text) + 1
    for finding in findings:
        if finding.fix is not None and finding.span.end <= place:
            text = text[: finding.span.start] + finding.fix + text[finding.span.end :]
            place = finding.span.start
    return text


def _fixes_for(text: str, brief: Brief, language: str) -> Sequence[Finding]:
    from aparte.drafts.assess import assess

    fits = assess(text, occasion=brief.occasion, platforms=[brief.platform], lang=language).fit
    return fits[brief.platform].findings


def _without_cues(text: str, draft: Assessment) -> Iterator[str]:
    """Take out the clauses that hold the cues: all of them, then one by one; then only what stands beside grammar."""
    cues = [(cue.start, cue.end) for cue in draft.sarcasm.cues]
    if not cues:
        return
    found = _few_clauses(text, draft.language)
    free = _free_of_facts(text, found, draft.language)
    struck = [at for at in free if any(found[at].start < end and start < found[at].end for start, end in cues)]
    light = _without_light_words(text, cues, draft.language)
    for gone in ([struck] if len(struck) > 1 else []) + [[at] for at in struck]:
        shorter = without(text, found, gone)
        if shorter:
            yield _without_light_words(shorter, _again(shorter, text, cues), draft.language)
            yield shorter
    if light != text:
        yield light


def _again(shorter: str, text: str, cues: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the words of the cues still stand in a shortened text."""
    words = {text[start:end] for start, end in cues}
    return [match.span() for word in words for match in re.finditer(re.escape(word), shorter, re.IGNORECASE)]


def _without_light_words(text: str, cues: Sequence[tuple[int, int]], language: str) -> str:
    """Take out of the cues what grammar does not need: emoji, and adverbs of emphasis."""
    light = _words(language)["light"]
    emoji = set(graphemes.emoji_spans(text))
    locked = [(fact.start, fact.end) for fact in facts(text, language)]
    for start, end in sorted(cues, reverse=True):
        if any(first < end and start < last for first, last in locked):
            continue
        if (start, end) in emoji or text[start:end].casefold().replace("’", "'") in light:
            text = _joined(text[:start], text[end:], gone_was_emoji=(start, end) in emoji)
    return text


def _joined(before: str, after: str, *, gone_was_emoji: bool = False) -> str:
    """Join what stood around something taken out: one space, no space before a comma, a capital where one was."""
    opens = not before.strip() or before.rstrip()[-1] in ".!?…\n"
    kept = before.rstrip(" ")
    rest = after.lstrip(" ")
    if opens and rest:
        rest = rest.lstrip(",;: \u00a0\u202f")
        return before + rest[:1].upper() + rest[1:]
    if not rest:
        return kept
    if (kept[-1].isalnum() or kept[-1] in ",;:") and rest[0].isupper() and before != kept and gone_was_emoji:
        # The emoji that went stood for the full stop.
        return f"{kept.rstrip(',;: ')}. {rest}"
    return kept + ("" if rest[0] in ",.…)\n" else " ") + rest


def _shorter(text: str, draft: Assessment, brief: Brief) -> Iterator[str]:
    """Take out sentences, then clauses, that hold no fact: the riskiest first, one more each time until it fits."""
    from aparte.platforms.fit import counted

    found = _few_clauses(text, draft.language)
    free = _free_of_facts(text, found, draft.language)
    cues = [text[cue.start : cue.end] for cue in draft.sarcasm.cues] if text == draft.text else []
    sentences: dict[int, list[int]] = {}
    for at, clause in enumerate(found):
        sentences.setdefault(clause.sentence, []).append(at)
    whole = [places for places in sentences.values() if set(places) <= set(free) and len(sentences) > 1]
    parts = [[at] for at in free if found[at].mark or len(sentences[found[at].sentence]) > 1]

    def weight(places: list[int]) -> tuple[bool, int]:
        words = text[found[places[0]].start : found[places[-1]].end]
        return any(cue in words for cue in cues), len(words)

    gone: list[int] = []
    for places in [*sorted(whole, key=weight, reverse=True), *sorted(parts, key=weight, reverse=True)]:
        if set(places) <= set(gone):
            continue
        shorter = without(text, found, [*gone, *places])
        if shorter is None:
            continue
        gone += places
        yield shorter
        count, limit = counted(shorter, brief.platform, brief.occasion)
        if count <= limit and len(gone) > len(found) // 2:
            return


def _clearer(text: str, language: str) -> Iterator[str]:
    """Take out fillers, and make two sentences where a semicolon held them together."""
    plain = text
    for filler in sorted(_words(language)["fillers"], key=len, reverse=True):
        pattern = re.compile(
            rf"(?<!\w){re.escape(filler).replace(chr(39), '[’' + chr(39) + ']')}(?!\w),?", re.IGNORECASE
        )
        for match in reversed(list(pattern.finditer(plain))):
            plain = _joined(plain[: match.start()], plain[match.end() :])
    split = re.sub(r"[\u00a0\u202f ]?;\s+(\w)", lambda match: ". " + match[1].upper(), plain)
    yield from dict.fromkeys(one for one in (split, plain) if one != text)


def _warmer(draft: Assessment, brief: Brief) -> Iterator[str]:
    """Open or close with thanks, which say nothing new. Where irony is heard it goes first, or the thanks add to it."""
    if draft.sarcasm.level == "low":
        yield from _thanked(draft.text, draft.language, brief)
        return
    for plain in islice(_without_cues(draft.text, draft), 1):
        yield from _thanked(plain, draft.language, brief)


def _thanked(text: str, language: str, brief: Brief) -> Iterator[str]:
    own = _words(language)
    if any(word in text.casefold() for word in own["thanks"]):
        return
    kind = "reply" if brief.occasion.reply_to_text is not None else "post"
    for opening in own["openings"][kind]:
        yield f"{opening} {text}"
    body, tags = _before_tags(text)
    stop = "" if body.endswith((".", "!", "?", "…")) else "."
    for closing in own["closings"][kind]:
        yield f"{body}{stop} {closing}{tags}"


def _before_tags(text: str) -> tuple[str, str]:
    """Return the text and the hashtags at its end, which stay last."""
    match = re.search(r"(?:\s+[#＃]\w+(?:[#＃]\w+)*)+\s*\Z", text)
    return (text[: match.start()], match[0].rstrip()) if match else (text.rstrip(), "")


def _few_clauses(text: str, language: str) -> Sequence[Clause]:
    found = clauses(text, language)
    return found if len(found) <= _MOST_CLAUSES else ()


def _free_of_facts(text: str, found: Sequence[Clause], language: str) -> list[int]:
    locked = [(fact.start, fact.end) for fact in facts(text, language)]
    return [
        at
        for at, clause in enumerate(found)
        if not any(clause.start < end and start < clause.end for start, end in locked)
    ]


@lru_cache(maxsize=3)
def _words(language: str) -> dict[str, Any]:
    path = paths.resources("rewording", f"{language}.toml")
    if not path.is_file():
        empty: dict[str, list[str]] = {"post": [], "reply": []}
        return {"light": (), "fillers": (), "thanks": (), "openings": empty, "closings": empty}
    return tomllib.loads(path.read_text(encoding="utf-8"))
