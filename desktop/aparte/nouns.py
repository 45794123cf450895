"""The vocabulary of Aparté: every record that crosses a room of the house, and nothing else. Read this file first.

Positions are code points, end excluded. Probabilities run from 0 to 1. Times are UTC, ISO 8601. A finding or a reason
is a code with parameters, never a sentence: `aparte.messages` speaks, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from aparte.records import record

Severity = Literal["error", "warning", "advice"]
Language = Literal["fr", "en", "other"]
Intent = Literal["sincere", "playful"]
Verdict = Literal["ready", "adjust", "blocked"]
Level = Literal["low", "medium", "high"]
DraftState = Literal["idea", "draft", "reviewed", "copied"]
Truth = Literal["ironic", "sincere"]
Category = Literal[
    "insult",
    "hate",
    "threat",
    "harassment",
    "self_harm",
    "personal_data",
    "discrimination",
    "ableism",
    "health_claim",
    "financial_claim",
    "scam",
    "disclosure",
    "tragedy",
]
"""What of people or the law a message may touch."""


@record
class Span:
    """A stretch of text, in code points, end excluded."""

    start: int
    end: int


@record
class Finding:
    """One thing to know about a text before it leaves: a refused length, a habit, a law.

    code: "x.hashtags" for a platform's own rule, "alt-text-missing" for a culture check, "insult.direct" for a
    sensitivity rule; `messages.say(code, params)` gives the sentence (`message`: another key, when rules share one).
    severity: error = the platform refuses it or it must not be said; warning = think; advice = a habit.
    confirm: the gate asks for a typed line. fix: the text that replaces the span ("" deletes, None = no one-key fix).
    category: one of `Category`, else None.
    """

    code: str
    severity: Severity
    scorer: str
    span: Span
    message: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    confirm: bool = False
    fix: str | None = None
    category: str | None = None
    confidence: float | None = None
    source: str | None = None
    as_of: str | None = None


@record
class Sentiment:
    """What the words say, from -1 to 1, before any doubt about irony. as_meant: the same if the likely irony is meant.

    None where irony is not likely.
    """

    score: float
    label: Literal["negative", "neutral", "positive"]
    abstained: bool = False
    why: str | None = None
    as_meant: float | None = None


@record
class Tone:
    """How a text sounds: 13 independent probabilities, six rulers, register and address."""

    dominant: str
    scores: Mapping[str, float]
    register: Literal["casual", "neutral", "formal"]
    address: Literal["tu", "vous", "you", "none"]
    promotional: bool
    urgent: bool
    axes: Mapping[str, float]
    reasons: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    abstained: bool = False
    why: str | None = None


@record
class Emotion:
    """Which of nine emotions a reader meets; `dominant` is one of them or "none"."""

    dominant: str
    scores: Mapping[str, float]


@record
class Cue:
    """A stretch that pulls towards a second reading. weight: log-odds, positive. reason: a code of messages."""

    start: int
    end: int
    text: str
    weight: float
    reason: str


@record
class Without:
    """The risk of the text with exactly these characters deleted, scored again."""

    start: int
    end: int
    text: str
    risk: float


@record
class Rank:
    """The share of `of` posts that sound less ironic: the client's "own", or the shipped "reference"."""

    higher_than: float
    of: int
    against: Literal["own", "reference"]


@record
class Sarcasm:
    """The risk that a text is taken for irony, and the words it hangs on.

    bias + rest + the cues' weights = log-odds of `risk` (within 1e-6): `rest` holds what no single word carries.
    missed: with a playful intent, the probability that the joke is not seen.
    readings: codes of the two sentences (first degree, second degree) and their parameters are in `aparte.messages`.
    """

    risk: float
    low: float
    high: float
    level: Level
    calibrated: bool
    rank: Rank | None
    missed: float | None
    bias: float
    rest: float
    cues: tuple[Cue, ...] = ()
    without: tuple[Without, ...] = ()
    readings: tuple[str, str] | None = None
    abstained: bool = False
    why: str | None = None


@record
class Sensitivity:
    """What touches people or the law in the message (never a label on a person)."""

    flag: bool
    findings: tuple[Finding, ...]


@record
class Fit:
    """How a text sits on one platform: its length as that platform counts, its parts, what to mend."""

    platform: str
    verdict: Verdict
    length: int
    limit: int
    unit: str
    parts: tuple[str, ...]
    findings: tuple[Finding, ...]
    entities: Mapping[str, tuple[Span, ...]]
    fold_at: int | None = None
    checked: int = 0
    """How many rules were looked at; `checked - len(distinct codes found)` passed."""


@record
class Assessment:
    """Everything Aparté says of one text. `fit` by platform id. verdict: code of the aside's one sentence."""

    text: str
    language: Language
    truncated_at: int | None
    sentiment: Sentiment
    tone: Tone
    emotion: Emotion
    sarcasm: Sarcasm
    sensitivity: Sensitivity
    fit: Mapping[str, Fit]
    verdict: str = ""
    took_ms: float = 0.0


@record
class Media:
    """An image of a draft, by reference: its file is never copied. alt: alternative text by platform id ("" = all)."""

    path: str
    alt: Mapping[str, str] = field(default_factory=dict)


@record
class Occasion:
    """The circumstances a text is read in: what its author means, what it answers, when it goes out, with which images.

    reply_to_text: the post it answers; None when it answers nothing, "" when it answers a post we don't have.
    planned: ISO date. regions: whose calendars count. customs_off: codes of advice this client switched off.
    overrides: the client's own values ("mastodon.limits.chars": 5000). irony_prior: log-odds that this client's
    corrections add to what the shipped weights say (0 = nothing was corrected). names: the client's own, whose words
    say nothing of themselves.
    """

    intent: Intent = "sincere"
    reply_to_text: str | None = None
    planned: str | None = None
    media: tuple[Media, ...] = ()
    regions: tuple[str, ...] = ("FR", "INT", "EU")
    locale: str | None = None
    crisis: bool = False
    address: Literal["tu", "vous"] | None = None
    customs_off: frozenset[str] = frozenset()
    overrides: Mapping[str, object] = field(default_factory=dict)
    irony_prior: float = 0.0
    names: tuple[str, ...] = ()


@record
class Correction:
    """What a person said of one judgement of irony, as CONTRACT.md's `feedback` line has it.

    predicted: the risk that was shown (0..1), None when none was. prior: the client's own log-odds already in it.
    """

    id: str
    at: str
    text: str
    lang: Language
    truth: Truth
    predicted: float | None
    prior: float = 0.0
    score: Literal["sarcasm"] = "sarcasm"


@record
class Fate:
    """What became of the versions that were offered at one time. No word of a text is in it.

    model: its name, or "rules". offered: how many versions. fate: of the one that was on screen: "kept" whole, "edited"
    (part of its changes was taken), "refused". distance: the share of its words that are not as it had them, 0 to 1;
    None when it was refused.
    """

    at: str
    goal: str
    lang: Language
    platform: str
    model: str
    offered: int
    fate: Literal["kept", "edited", "refused"]
    changes: int
    taken: int
    distance: float | None = None


@record
class Brand:
    """Who the user works for. On screen: client. Its space is its folder on disk.

    keep_months: how long posts of others are kept after they came in; 0: for ever.
    """

    id: str
    name: str
    keywords: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    about: str = ""
    colour: str = "canal"
    words: tuple[str, ...] = ()
    customs_off: tuple[str, ...] = ()
    overrides: Mapping[str, object] = field(default_factory=dict)
    address: Literal["tu", "vous"] | None = None
    read_aloud: bool = False
    keep_from_clipboard_history: bool = False
    keep_months: int = 13


@record
class Draft:
    """One message on its way, for one or several platforms.

    versions: platform id -> its own text, or None while it shares `base_text`. planned_for: ISO date or None.
    binned_at: when it went to the bin (kept 30 days), else None.
    """

    id: str
    base_text: str = ""
    title: str = ""
    lang: str = "auto"
    intent: Intent = "sincere"
    purpose: str = ""
    facts: str = ""
    versions: Mapping[str, str | None] = field(default_factory=dict)
    media: tuple[Media, ...] = ()
    planned_for: str | None = None
    state: DraftState = "draft"
    created_at: str = ""
    updated_at: str = ""
    binned_at: str | None = None

    def text_for(self, platform: str | None) -> str:
        """Return the text of `platform`: its own, or the base."""
        own = self.versions.get(platform) if platform else None
        return self.base_text if own is None else own


@record
class Post:
    """A post of the archive, as CONTRACT.md's row. kind: whose voice; form: what it is; lang: ISO 639-1 or None.

    text: "" for a repost alone, of which some networks export only the address. author: who wrote the words, so for a
    repost not who shared them. reply_to: the id or address of the post it answers, comments or shares.
    """

    id: str
    text: str
    platform: str
    author: str | None = None
    created_at: str | None = None
    lang: str | None = None
    url: str | None = None
    kind: Literal["own", "mention"] = "mention"
    form: Literal["post", "reply", "repost", "comment", "mention"] = "mention"
    reply_to: str | None = None
    title: str | None = None


@record
class Change:
    """One step from a text to another, by words: op is equal, insert, delete or replace."""

    op: Literal["equal", "insert", "delete", "replace"]
    before: str
    after: str


@record
class SignOff:
    """One copy that left: what was examined and who answered for it. A changed letter voids it.

    by: "hand", or the model whose words are in the text. examined: code -> answer ("", or the line that was typed).
    """

    draft_id: str | None
    platform: str
    text: str
    person: str
    by: str
    examined: Mapping[str, str]
    checked: bool
    signed_at: str


@record
class ModelFile:
    """A language model one may write with: one GGUF file kept in the home, its header read, its fingerprint known.

    address: for a model that a server of the user's runs, where ("http://127.0.0.1:8080"); remote: its name there;
    opened: the network was opened for this address; keyed: it wants a key. Such a model has no file: file, sha256 and
    architecture are then "", and its figures 0.
    """

    name: str
    file: str
    sha256: str
    size_bytes: int
    architecture: str
    layers: int
    context_tokens: int
    ram_bytes: int
    licence: str = ""
    added_at: str = ""
    address: str = ""
    remote: str = ""
    opened: bool = False
    keyed: bool = False
