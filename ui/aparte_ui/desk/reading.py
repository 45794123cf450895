"""The page read key after key, in the compute lane; what is costly about a long draft waits until the fingers rest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aparte.nouns import Occasion, Span
from aparte.text.names import names_of
from aparte_ui.jobs import Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aparte.drafts.assess import Reader
    from aparte.nouns import Assessment, Brand, Draft, Finding, Truth
    from aparte_ui.jobs import Lane

LONG_CHARS = 1_000
"""From here on, what a draft would be without each word is worked out in a pause: at 3,000 characters these readings
cost as much as all the rest (tests/measures/keystroke.py); at 300 nobody could tell."""
PAUSE_MS = 150


@dataclass(frozen=True)
class Client:
    """Who a draft is written for: what was settled, how its own posts sound, and what corrections taught.

    own_risks: 0..1 each, None when there are too few. irony_prior: log-odds. own_texts: the newest own posts. told:
    text -> what was said of it.
    """

    brand: Brand
    own_risks: Sequence[float] | None = None
    irony_prior: float = 0.0
    own_texts: Sequence[str] = ()
    told: Mapping[str, Truth] = field(default_factory=dict)


def occasion_of(draft: Draft | None, client: Client | None) -> Occasion:
    """Return the circumstances a draft is read in: what it is for, and what its client settled and corrected."""
    brand = client.brand if client else None
    return Occasion(
        intent=draft.intent if draft else "sincere",
        planned=draft.planned_for if draft else None,
        media=draft.media if draft else (),
        address=brand.address if brand else None,
        customs_off=frozenset(brand.customs_off) if brand else frozenset(),
        overrides=brand.overrides if brand else {},
        irony_prior=client.irony_prior if client else 0.0,
        names=names_of(brand) if brand else (),
    )


@dataclass(frozen=True)
class Asked:
    """A text to read, and the circumstances it is read in."""

    text: str
    platform: str | None
    lang: str
    occasion: Occasion
    own_risks: Sequence[float] | None
    noted: str = ""
    own_texts: Sequence[str] = ()


@dataclass(frozen=True)
class Read:
    """What was read in a text. to_verify: the facts nobody vouched for. whole: with its counterfactuals."""

    assessment: Assessment
    to_verify: tuple[Finding, ...]
    whole: bool


class KeyReader(QObject):
    """Reads the newest text asked about. rested: nothing was asked for a moment since `rest`."""

    rested = Signal()

    def __init__(self, compute: Lane, parent: QObject) -> None:
        """Read in `compute`."""
        super().__init__(parent)
        self._latest = Latest(compute)
        self._reader: Reader | None = None
        """What reads key after key; made and used in the compute lane only."""
        self._verified: tuple[str, tuple[Finding, ...]] = "", ()
        """The text whose facts were last looked at, and those to verify; in the compute lane only."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.rested)

    def ask(self, asked: Asked, then: Callable[[Read], None], *, whole: bool) -> None:
        """Hand `then` what was read; a short text is always read whole, counterfactuals included."""
        self._pause.stop()
        whole = whole or len(asked.text) <= LONG_CHARS
        self._latest.ask(lambda: self._read(asked, whole=whole), then)

    def rest(self) -> None:
        """Tell with `rested` when the next question is late enough."""
        self._pause.start()

    def forget(self) -> None:
        """Wait for nothing: there is no text to read."""
        self._pause.stop()

    def _read(self, asked: Asked, *, whole: bool) -> Read:
        if self._reader is None:
            from aparte.drafts.assess import Reader

            self._reader = Reader()
        assessment = self._reader.assess(
            asked.text,
            occasion=asked.occasion,
            platforms=[asked.platform] if asked.platform else [],
            lang=asked.lang,
            own_risks=asked.own_risks,
            counterfactuals=whole,
        )
        facts = _unvouched(asked, assessment) if whole else _moved(*self._verified, asked.text)
        self._verified = asked.text, facts
        return Read(assessment, facts, whole)


def _unvouched(asked: Asked, assessment: Assessment) -> tuple[Finding, ...]:
    """Return the facts to verify; nothing is loaded for who notes no facts."""
    if not asked.noted.strip():
        return ()
    from aparte.engine.verify import to_verify

    return to_verify(asked.text, assessment.language, asked.noted, asked.own_texts, asked.occasion.names)


def _moved(known: str, facts: Sequence[Finding], text: str) -> tuple[Finding, ...]:
    """Return the facts of `known` where they stand in `text`, without those a key touched: a pause looks again.

    Looking at the facts of 3,000 characters takes twice as long as all that is said of a key.
    """
    if not facts:
        return ()
    from aparte.text.rereading import change

    start, end, new_end = change(known, text)
    moved = []
    for fact in facts:
        if fact.span.end <= start:
            moved.append(fact)
        elif fact.span.start >= end:
            by = new_end - end
            moved.append(replace(fact, span=Span(start=fact.span.start + by, end=fact.span.end + by)))
    return tuple(moved)
