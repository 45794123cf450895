"""The learned tone: it hears what no list names, the same alone and among others, whatever stands there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import paths
from aparte.drafts.assess import SINCERE, Asked, Reader, assess, assess_many
from aparte.nouns import Occasion, Tone
from aparte.scorers import tone_table
from aparte.scorers.tone import SCORER, TONES
from aparte.scorers.tone_rules import evidence_of
from aparte.scorers.tone_signs import NAMES, signs
from aparte.scorers.windows import windows
from aparte.text.reading import Reading

HOSTILE = st.lists(
    st.sampled_from(
        [
            "merci ",
            "DÉPÊCHEZ-VOUS ",
            "!!!",
            "-30 % ",
            "👍🏽",
            "\n",
            "\x00",
            "\ud83d",
            "\u202e",
            "@a ",
            "https://a.fr/x ",
        ]
    )
    | st.text(max_size=12),
    max_size=30,
).map("".join)
DEADPAN = [
    ("Troisième réunion de la semaine pour décider de la date de la suivante.", "fr", "annoyed"),
    ("La mauvaise taille est partie de chez nous, le retour est à nos frais.", "fr", "apologetic"),
    ("Two hours on hold and then the line was cut.", "en", "annoyed"),
    ("We sent the wrong size, so the return is on us.", "en", "apologetic"),
]
"""No word of our rules names the tone of these."""


def tone_of(text: str, lang: str) -> Tone:
    return SCORER.score(Reading(text, lang), Occasion())  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "lang", "tone"), DEADPAN)
def test_a_tone_that_no_list_names_is_heard(text: str, lang: str, tone: str) -> None:
    assert evidence_of(Reading(text, lang)).of(tone) == 0  # type: ignore[arg-type]
    assert tone_of(text, lang).dominant == tone


def test_many_texts_sound_as_each_does_alone() -> None:
    texts = [text for text, _lang, _tone in DEADPAN] + [
        " ".join(text for text, _lang, _tone in DEADPAN) * 6,
        "",
        "Oui.",
    ]
    together = assess_many([Asked(text, "auto", SINCERE, ()) for text in texts])
    _forget()
    assert [one.tone for one in together] == [assess(text).tone for text in texts]


def test_a_text_typed_key_by_key_ends_as_the_same_text_read_at_once() -> None:
    text = " ".join(text for text, lang, _tone in DEADPAN if lang == "fr") * 3
    reader = Reader()
    for stop in range(1, len(text) + 1):
        last = reader.assess(text[:stop], lang="fr")
    _forget()
    assert last.tone == assess(text, lang="fr").tone


@given(HOSTILE, st.sampled_from(["fr", "en"]))
def test_any_characters_get_a_whole_answer(text: str, lang: str) -> None:
    tone = assess(text, lang=lang).tone
    assert set(tone.scores) == set(TONES)
    assert all(0 <= value <= 1 for value in (*tone.scores.values(), *tone.axes.values()))
    assert tone.dominant == max(tone.scores, key=tone.scores.__getitem__)
    assert all(0 <= span.start < span.end <= len(text) for spans in tone.reasons.values() for span in spans)


@pytest.mark.parametrize("text", ["a" * 20_000, "merci " * 4_000, "é!?" * 6_000, ". " * 9_000 + "oui oui oui"])
def test_a_long_text_without_end_is_answered(text: str) -> None:
    assert set(tone_of(text, "fr").scores) == set(TONES)


@given(HOSTILE, st.sampled_from(["fr", "en"]))
def test_the_signs_are_as_many_as_their_names_and_bounded(text: str, lang: str) -> None:
    (found,) = signs([Reading(text, lang)])  # type: ignore[arg-type]
    assert found.shape == (len(NAMES),)
    assert np.abs(found).max() <= 9


def test_a_window_is_a_whole_short_text_and_many_parts_of_a_long_one() -> None:
    assert windows("Bonjour à tous. À demain !") == ("Bonjour à tous. À demain !",)
    long = " ".join(f"Voici la phrase numéro {number} de ce texte." for number in range(20))
    assert len(windows(long)) > 1
    assert all(part in long and len(part.split()) <= 45 for part in windows(long))


def test_the_tables_of_tone_stay_small() -> None:
    sizes = [
        paths.models("scorers", f"{name}_{lang}.npz").stat().st_size
        for name in ("tone", "acts")
        for lang in ("fr", "en")
    ]
    assert sum(sizes) <= 800_000


def _forget() -> None:
    tone_table._windows.clear()
