"""What is asked of the prompter and what comes back: records between engine, window and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from aparte.drafts.voice import Match
from aparte.engine.goals import BY_NAME
from aparte.nouns import Assessment, Change, Occasion
from aparte.records import record

GOALS = tuple(BY_NAME)
RULES = "rules"
"""What stands in the place of a model's name when there was none."""


@record
class Brief:
    """What is asked: other wordings of `text` for one platform.

    goal: one of GOALS. n: how many wordings. lang: "fr", "en" or "auto". facts: what a wording may use beside the text.
    own: the client's own posts, the newest first; examples for the model, and the measure of voice and blandness.
    """

    text: str
    platform: str
    goal: str = "less-risky"
    n: int = 3
    occasion: Occasion = field(default_factory=Occasion)
    lang: str = "auto"
    facts: str = ""
    own: tuple[str, ...] = ()
    seed: int = 1


@record
class Candidate:
    """A wording that passed every check.

    delta: after - before for sarcasm, sentiment and length; None where one of the two was not judged. changes: by
    words, from the draft. facts: those of the draft that are kept, as they were written. repaired: the model was told
    what was wrong with a first one. voice: how near it is to the client's own posts; None with too few of them.
    bland: the share of it that is stock phrases, 0 to 1, and which.
    """

    text: str
    assessment: Assessment
    delta: Mapping[str, float | None]
    changes: tuple[Change, ...]
    facts: tuple[str, ...]
    facts_kept: bool = True
    repaired: bool = False
    voice: Match | None = None
    bland: float = 0.0
    bland_words: tuple[str, ...] = ()
    accepted: bool = True


@record
class Refusal:
    """A wording that is not shown. why: a code of messages ("refused.lost"), said with `params`."""

    text: str
    why: str
    params: Mapping[str, object] = field(default_factory=dict)


@record
class Timings:
    """Of the whole call. first_token_ms: of the first prompt. reused_tokens: not computed again."""

    first_token_ms: float = 0.0
    tokens: int = 0
    tokens_per_s: float = 0.0
    prompt_tokens: int = 0
    reused_tokens: int = 0


@record
class Rewrites:
    """What came back, the best first.

    model: its name, or "rules". note: a code of messages, or None. instead_of: the model whose every wording was
    refused, where rules answered in its place. voice_before: how near the draft is to the client's own posts.
    """

    model: str
    candidates: tuple[Candidate, ...]
    rejected: tuple[Refusal, ...]
    timings: Timings
    seconds: float
    note: str | None = None
    instead_of: str | None = None
    voice_before: Match | None = None
