"""Wordings by rule that change a text's form or register, and answers that can be signed before anything is known.

Words are swapped or left out, sentences are moved, nothing is made up: a statement knows no cause, no date and no
fault. Where a sentence leans on the one before it, it stays where it is. It refuses to translate: no rule can.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.engine.facts import facts
from aparte.engine.serving import alt_limit, first_sentence
from aparte.platforms.fit import counted
from aparte.text import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment

_NUMBERED = re.compile(r" \d+/\d+\Z")
_LOOKED_AT = re.compile(
    r"\A\W*(?:(?:une?|the|an?)\s+|l['’])?(?:image|photo|photographie|picture|photograph)\b\s*(?:de\s+|d['’]|du\s+|of\s+|:\s*)?",
    re.IGNORECASE,
)
_FEW = 2


def thread(draft: Assessment, brief: Brief) -> Iterator[str]:
    """Cut where the platform's own split does; a text that fits has its first sentence as its first message."""
    parts = draft.fit[brief.platform].parts
    if len(parts) > 1:
        # The program numbers them when they leave.
        yield "\n\n".join(_NUMBERED.sub("", part) for part in parts)
    sentences = _sentences(draft.text)
    packed: list[str] = []
    for sentence in sentences:
        longer = f"{packed[-1]} {sentence}" if packed else sentence
        if len(packed) > 1 and counted(longer, brief.platform, brief.occasion)[0] <= draft.fit[brief.platform].limit:
            packed[-1] = longer
        else:
            packed.append(sentence)
    if len(packed) > 1:
        yield "\n\n".join(packed)


def hook(draft: Assessment) -> Iterator[str]:
    """Put the sentence that says most first, unless it leans on another."""
    sentences = _sentences(draft.text)
    leaning = _words(draft.language)["leaning"]
    # What follows a sentence may lean on it: it moves with what leans on it.
    groups: list[list[str]] = []
    for sentence in sentences:
        if groups and _first_word(sentence) in leaning:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    weights = [len(facts(group[0], draft.language)) for group in groups]
    for at in sorted(range(1, len(groups)), key=lambda place: -weights[place])[:_FEW]:
        if weights[at] > weights[0]:
            moved = [groups[at], *groups[:at], *groups[at + 1 :]]
            yield " ".join(sentence for group in moved for sentence in group)


def alt_text(draft: Assessment, brief: Brief) -> Iterator[str]:
    """Leave out "photo of", and the sentences that are too many for the platform."""
    bare = _LOOKED_AT.sub("", " ".join(draft.text.split()))
    kept = ""
    for sentence in _sentences(bare[:1].upper() + bare[1:]):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > alt_limit(brief.platform):
            break
        kept = longer
    if kept:
        yield kept if kept.endswith((".", "!", "?", "…")) else f"{kept}."


def firmer(draft: Assessment) -> Iterator[str]:
    """Leave out what only softens, and end sentences with a full stop."""
    plain = _swapped(draft.text, dict.fromkeys(_words(draft.language)["softeners"], ""))
    yield re.sub(r"[\u00a0\u202f ]?!+", ".", plain)
    yield plain


def registered(draft: Assessment, goal: str) -> Iterator[str]:
    """Swap words for those of another register ("formal", "casual"); a formal text has no emoji."""
    swapped = _swapped(draft.text, _words(draft.language).get(goal, {}))
    if goal == "formal":
        bare = _without_emoji(swapped)
        yield re.sub(r"[\u00a0\u202f ]?!+", ".", bare)
        yield bare
    yield swapped


def statements(draft: Assessment, brief: Brief) -> Iterator[str]:
    """Yield answers for what kind of message it is, or holding statements; they promise to look, and no more."""
    table = _words(draft.language).get("statements", {})
    kind = "holding" if brief.goal == "holding" else _kind_of(draft)
    # A crisis is answered to everyone: never to one person by "tu", unless the client always says it.
    address = brief.occasion.address or ("tu" if draft.tone.address == "tu" and brief.goal == "reply" else "vous")
    said = table.get(kind, {})
    yield from said.get(address, ()) or said.get("you", ())


def _kind_of(message: Assessment) -> str:
    label = message.sentiment.label
    if label == "negative" or message.sarcasm.level == "high":
        # An answer that thanks for a dig prolongs it.
        return "negative"
    if "?" in message.text:
        return "question"
    return label


def _sentences(text: str) -> list[str]:
    rest, found = text.strip(), []
    while rest:
        sentence = first_sentence(rest)
        found.append(sentence.strip())
        rest = rest[len(sentence) :].lstrip()
    return found


def _first_word(sentence: str) -> str:
    word = re.match(r"\W*([^\W\d_]+['’]?)", sentence)
    return word[1].lower() if word else ""


def _swapped(text: str, table: Mapping[str, str]) -> str:
    for old in sorted(table, key=len, reverse=True):
        written = re.escape(old).replace("'", "’").replace("’", "['’]")
        # "That is where we are." can't be contracted: a word must follow.
        behind = ",?" if not table[old] else r"(?=\s\w)" if "'" in table[old] else ""
        pattern = re.compile(rf"(?<![\w'’@#/.-]){written}(?![\w@'’]|\.\w){behind}", re.IGNORECASE)
        for match in reversed(list(pattern.finditer(text))):
            text = _put(text, match.start(), match.end(), table[old])
    return text


def _put(text: str, start: int, end: int, new: str) -> str:
    """Put `new` in the place of a stretch, with a capital where a sentence opens; "" joins what stood around it."""
    before, after = text[:start], text[end:]
    opens = not before.strip() or before.rstrip()[-1] in ".!?…\n"
    if not new:
        after = after.lstrip(" ")
        if after.lstrip("\u00a0\u202f")[:1] in ("", *".!?…"):
            before = before.rstrip(" ,")
        elif after[:1] == ",":
            before = before.rstrip(" ")
    rest = new + after
    return before + (rest[:1].upper() + rest[1:] if opens else rest)


def _without_emoji(text: str) -> str:
    for start, end in reversed(list(graphemes.emoji_spans(text))):
        before, after = text[:start].rstrip(" \u00a0\u202f"), text[end:]
        ended = not before or before[-1] in ".!?…:;,\n"
        opens = after.lstrip(" ")[:1].isupper()
        text = before + ("." if not ended and (opens or not after.strip()) else "") + after
    return text.strip()


@lru_cache(maxsize=3)
def _words(language: str) -> dict[str, Any]:
    path = paths.resources("rewording", f"{language}.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {"softeners": (), **table, "leaning": frozenset(table.get("leaning", "").split())}
