"""What the model is told: versioned files of resources/prompts, one a task and language, filled with jinja2.

What stays the same from one draft to the next (platform, rules) comes first and the draft last, so that the engine need
not read the beginning again. It refuses to cut the draft: what is optional goes first when the context is short, and
the engine shortens the rules before it says no.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.platforms.platform import platform
from aparte.records import record

if TYPE_CHECKING:
    from aparte.engine.proposals import Brief
    from aparte.nouns import Assessment

FALLBACK = "en"
MOST_FACTS = 600
MOST_ANSWERED = 1_000
"""Code points of the facts line and of the post answered that the model gets to read."""
_CHARS_PER_TOKEN = 3
"""French in the vocabularies of small models: three letters a token, about (English: four)."""
_LEAST_ANSWER, _MOST_ANSWER = 64, 1_024


@record
class Prompt:
    """A conversation to send. version: of its file. max_tokens: what the answer may take."""

    messages: tuple[tuple[str, str], ...]
    version: int
    max_tokens: int

    @property
    def instructions(self) -> tuple[str, ...]:
        """What must never come back in an answer: everything that was told but the draft."""
        return tuple(text for role, text in self.messages if role == "system")


def rewrite_prompt(brief: Brief, draft: Assessment) -> Prompt:
    """Return the conversation that asks for one wording of the draft."""
    language = draft.language if draft.language in {"fr", "en"} else FALLBACK
    version, parts = template("rewrite", language)
    fit = draft.fit[brief.platform]
    values = {
        "platform": platform(brief.platform).name,
        "limit": fit.limit,
        "unit": _unit(language),
        "goal": brief.goal,
        "playful": brief.occasion.intent == "playful",
        "address": brief.occasion.address,
        "cues": [cue.text for cue in draft.sarcasm.cues[:4]] if draft.sarcasm.level != "low" else [],
        "facts": brief.facts[:MOST_FACTS],
        "answered": (brief.occasion.reply_to_text or "")[:MOST_ANSWERED],
        "draft": brief.text,
    }
    expected = max(len(brief.text), 120) // _CHARS_PER_TOKEN
    return Prompt(
        messages=tuple((role, source.render(values).strip()) for role, source in parts),
        version=version,
        max_tokens=max(_LEAST_ANSWER, min(_MOST_ANSWER, expected * 3 // 2)),
    )


def tasks() -> tuple[str, ...]:
    """Return the names of the prompts that are shipped, "task.language"."""
    return tuple(sorted(path.stem for path in paths.resources("prompts").glob("*.md")))


@lru_cache(maxsize=16)
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
