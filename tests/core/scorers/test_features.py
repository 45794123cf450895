"""The hashed features: the same for a text alone and among others, in their place, and the ones the tables know."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.scorers.features import BITS, CLASS, FAMILIES, features

LETTERS = st.text(st.characters(), max_size=40)
PIECES = st.sampled_from(
    ["merci ", "pour l'été", "génial", "@moi ", "https://a.fr/x", " #sarcasm ", "/s", "sooooo", "👍🏽", "\n"]
)
TEXTS = st.lists(LETTERS | st.lists(PIECES, max_size=8).map("".join), max_size=6)


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_a_text_has_the_same_features_alone_and_among_others(texts: list[str], language: str) -> None:
    together = features(texts, language)
    for number, text in enumerate(texts):
        alone = features([text], language)
        here = together.text == number
        for field in ("bucket", "start", "end", "family"):
            assert np.array_equal(getattr(together, field)[here], getattr(alone, field))


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_features_stand_inside_their_text(texts: list[str], language: str) -> None:
    found = features(texts, language)
    lengths = np.array([len(text) for text in texts], np.intp)
    assert np.all(found.start >= 0)
    assert np.all(found.start < found.end)
    assert np.all(found.end <= lengths[found.text])
    assert np.all((found.bucket >= 0) & (found.bucket < 1 << BITS))
    assert np.all((found.family >= 0) & (found.family < FAMILIES))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Merci pour les 47 minutes d'attente, vraiment sympa… @navilo https://n.fr/x #sarcasm", "fr", 50997614),
        ("Sooooo happy the engine seized again 🙃 3/10, can't recommend /s", "en", 2403470081),
    ],
)
def test_features_are_the_ones_the_shipped_tables_were_learned_with(text: str, language: str, expected: int) -> None:
    found = features([text], language)
    rows = zip(*(getattr(found, field).tolist() for field in ("start", "end", "family", "bucket")), strict=True)
    # Lists grow, and the tables are then learned again; words and letters must stay what they were.
    seen = sorted(row for row in rows if row[2] != CLASS)
    assert zlib.crc32(repr(seen).encode()) == expected
