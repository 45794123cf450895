"""What the model is told: versioned files of resources/prompts, filled with jinja2.

`rewrite.<lang>.md` holds what every goal shares, `<goal>.<lang>.md` what is asked and an example of ours, and
`repair.<lang>.md` what is said of a wording that was refused. What stays the same from one draft to the next comes
first (platform, rules, the client's own posts, then the goal with its example) and the draft last, so that the engine
need not read the beginning again. It refuses to cut the draft: what is optional goes first when the context is short,
and the engine shortens the rules before it says no.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.engine.goals import BY_NAME
from aparte.platforms.platform import platform
from aparte.records import record
from aparte.text.language import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aparte.engine.proposals import Brief, Refusal
    from aparte.nouns import Assessment

FALLBACK = "en"
MOST_FACTS = 600
MOST_ANSWERED = 1_000
"""Code points of the facts line and of the post answered that the model gets to read."""
MOST_OWN = 3
_OWN_CHARS = (30, 280)
"""Own posts shown as examples, and how long they are: a small model copies long ones."""
_CHARS_PER_TOKEN = 3
"""French in the vocabularies of small models: three letters a token, about (English: four)."""
_LEAST_ANSWER, _MOST_ANSWER = 64, 1_024
_PARTS = ("task", "before", "after")


@record
class Prompt:
    """A conversation to send. version: of the file of its goal. max_tokens: what the answer may take.

    told: everything that was said but the draft, its facts and what it answers; it must never come back in an answer.
    """

    messages: tuple[tuple[str, str], ...]
    version: int
    max_tokens: int
    told: tuple[str, ...]


def rewrite_prompt(brief: Brief, draft: Assessment, repair: Refusal | None = None) -> Prompt:
    """Return the conversation that asks for one wording of the draft. repair: the refused one it stands for."""
    goal = BY_NAME[brief.goal]
    language = goal.into or (draft.language if draft.language in {"fr", "en"} else FALLBACK)
    _version, parts = template("rewrite", language)
    version, asked = template(goal.name, language)
    fit = draft.fit[brief.platform]
    values = {
        "platform": platform(brief.platform).name,
        "limit": fit.limit,
        "unit": _unit(language),
        "kind": goal.kind,
        "playful": brief.occasion.intent == "playful",
        "address": brief.occasion.address,
        "own": list(islice(_own_examples(brief, language), MOST_OWN)),
        "cues": [cue.text for cue in draft.sarcasm.cues[:4]] if draft.sarcasm.level != "low" else [],
        "facts": brief.facts[:MOST_FACTS],
        "answered": (brief.occasion.reply_to_text or "")[:MOST_ANSWERED],
        "draft": brief.text,
    }
    task, *example = (source.render(values).strip() for name in _PARTS for role, source in asked if role == name)
    values |= {"task": task, "examples": [tuple(example)], "repair": _repair(repair, language)}
    messages = tuple((role, source.render(values).strip()) for role, source in parts)
    expected = max(len(brief.text), 120) // _CHARS_PER_TOKEN
    return Prompt(
        messages=messages,
        version=version,
        max_tokens=max(_LEAST_ANSWER, min(_MOST_ANSWER, expected * 3 // 2)),
        told=(*(text for role, text in messages if role == "system"), task, *example),
    )


def can_repair(refusal: Refusal) -> bool:
    """Tell whether there is something to say to the model about a wording that was refused."""
    return _reason(refusal) in {role for role, _source in template("repair", FALLBACK)[1]}


def tasks() -> tuple[str, ...]:
    """Return the names of the prompts that are shipped, "task.language"."""
    return tuple(sorted(path.stem for path in paths.resources("prompts").glob("*.md")))


def _repair(refusal: Refusal | None, language: str) -> str:
    if refusal is None:
        return ""
    sources: Mapping[str, Any] = dict(template("repair", language)[1])
    said: str = sources[_reason(refusal)].render(refusal.params).strip()
    return said


def _reason(refusal: Refusal) -> str:
    return refusal.why.removeprefix("refused.")


def _own_examples(brief: Brief, language: str) -> Iterator[str]:
    """Yield the newest of the client's own posts that can serve as examples: whole, short, in this language."""
    least, most = _OWN_CHARS
    return (
        text for text in brief.own if least <= len(text) <= most and text != brief.text and detect(text) == language
    )


@lru_cache(maxsize=32)
def template(task: str, language: str) -> tuple[int, tuple[tuple[str, Any], ...]]:
    """Return the version of a prompt file and its parts, role and jinja2 template, ready to be filled."""
    import jinja2

    source = paths.resources("prompts", f"{task}.{language}.md").read_text(encoding="utf-8")
    _nothing, head, body = source.split("+++\n", 2)
    # The result is read by a model, not by a browser: nothing is escaped.
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, autoescape=False)  # noqa: S701
    parts = [part.partition("\n") for part in body.split("=== ")[1:]]
    version: int = tomllib.loads(head)["version"]
    return version, tuple((role.strip(), environment.from_string(text)) for role, _newline, text in parts)


def _unit(language: str) -> str:
    return "caractères" if language == "fr" else "characters"
