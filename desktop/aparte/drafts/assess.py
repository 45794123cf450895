"""The one entrance to everything Aparté says of a text. Screens, commands and the gate all come through here.

It refuses to hold state: the same text in the same circumstances gets the same assessment, whoever asks.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from aparte.nouns import Assessment, Emotion, Fit, Occasion, Sensitivity, Sentiment, Tone
from aparte.platforms.fit import fit
from aparte.scorers import sarcasm, sensitivity, tone_table
from aparte.scorers.base import scorers
from aparte.scorers.readings import verdict
from aparte.scorers.sentiment import as_meant
from aparte.text import rereading
from aparte.text.language import detect
from aparte.text.reading import Reading
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Language, Sarcasm

SINCERE = Occasion()


def assess(
    text: str,
    *,
    occasion: Occasion = SINCERE,
    platforms: Sequence[str] = (),
    lang: str = "auto",
    own_risks: Sequence[float] | None = None,
    counterfactuals: bool = True,
) -> Assessment:
    """Assess `text` for each of `platforms` (ids; none: fit stays empty).

    lang: "fr", "en", "other", or "auto" to detect it. own_risks: the irony risks of the client's own posts, to rank
    against. counterfactuals: False leaves `sarcasm.without` empty, which halves the reading of a long ironic draft.
    Any length and any characters are answered. Raises Trouble("usage.platform") for an unknown platform.
    """
    return Reader().assess(
        text,
        occasion=occasion,
        platforms=platforms,
        lang=lang,
        own_risks=own_risks,
        counterfactuals=counterfactuals,
    )


class Reader:
    """Assesses one draft key after key: what its last text and the new one share is not read again.

    The answers are those of `assess`, whatever was read before. One thread at a time.
    """

    def __init__(self) -> None:
        """Know no text yet."""
        self._last: Reading | None = None

    def assess(
        self,
        text: str,
        *,
        occasion: Occasion = SINCERE,
        platforms: Sequence[str] = (),
        lang: str = "auto",
        own_risks: Sequence[float] | None = None,
        counterfactuals: bool = True,
    ) -> Assessment:
        """Assess `text` as `aparte.drafts.assess.assess` does."""
        began = perf_counter()
        text = without_lone_surrogates(text)
        language = _language(text, lang)
        reading = self._last = self._read(text, language, occasion.names)
        heard = lang not in ("fr", "en", "other")
        irony = sarcasm.assess_irony(
            reading, occasion, own_risks, language_heard=heard, counterfactuals=counterfactuals
        )
        return _assessment(reading, text, occasion, platforms, irony, began)

    def _read(self, text: str, language: Language, names: Sequence[str]) -> Reading:
        if self._last and self._last.names == names:
            return rereading.again(self._last, text, language)
        return Reading(text, language, names)


def _assessment(
    reading: Reading, text: str, occasion: Occasion, platforms: Sequence[str], irony: Sarcasm, began: float
) -> Assessment:
    by_name = scorers()
    fits: dict[str, Fit] = {name: fit(reading, text, name, occasion) for name in platforms}
    sentiment, tone, emotion, harm = (
        by_name[name].score(reading, occasion) for name in ("sentiment", "tone", "emotion", "sensitivity")
    )
    assert isinstance(sentiment, Sentiment)
    assert isinstance(tone, Tone)
    assert isinstance(emotion, Emotion)
    assert isinstance(harm, Sensitivity)
    return Assessment(
        text=text,
        language=reading.language,
        truncated_at=reading.truncated_at,
        sentiment=as_meant(sentiment, irony),
        tone=tone,
        emotion=emotion,
        sarcasm=irony,
        sensitivity=harm,
        fit=fits,
        verdict=verdict(irony, reading),
        took_ms=(perf_counter() - began) * 1000,
    )


class Asked(NamedTuple):
    """One text of many, with its circumstances as `assess` takes them."""

    text: str
    lang: str
    occasion: Occasion
    platforms: Sequence[str]


def assess_many(asked: Sequence[Asked], own_risks: Sequence[float] | None = None) -> list[Assessment]:
    """Assess many texts as `assess` does each, in their order, several times quicker."""
    whole = [without_lone_surrogates(one.text) for one in asked]
    readings = [read(text, one.lang, one.occasion.names) for text, one in zip(whole, asked, strict=True)]
    heard = [
        sarcasm.Asked(reading, one.occasion, one.lang not in ("fr", "en", "other"))
        for reading, one in zip(readings, asked, strict=True)
    ]
    ironies = sarcasm.assess_ironies(heard, own_risks)
    tone_table.listen(readings)
    sensitivity.listen(readings)
    answers = []
    for one, text, reading, irony in zip(asked, whole, readings, ironies, strict=True):
        began = perf_counter()
        answers.append(_assessment(reading, text, one.occasion, one.platforms, irony, began))
    return answers


def read(text: str, lang: str = "auto", names: Sequence[str] = ()) -> Reading:
    """Return the shared reading of `text` in `lang`, detected when it is "auto". names: those of the client."""
    return Reading(text, _language(text, lang), names)


def _language(text: str, lang: str) -> Language:
    return lang if lang in ("fr", "en", "other") else detect(text)  # type: ignore[return-value]  # checked
