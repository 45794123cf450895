"""Texts of pieces that tokens, entries and marks are made of, glued in every way."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *(
        "Bravo",
        "merci d’avoir",
        "encore",
        "perdu",
        "10",
        "000",
        "l’",
        "aujourd’hui",
        "https://a.fr/b",
        "@sncf",
        "#merci",
    ),
    *(
        "👏",
        "👨‍👩‍👧",
        "…",
        "!!",
        "xD",
        "<3",
        "comme par hasard",
        "#",
        "irony",
        "/s",
        "«",
        "»",
        ".",
        "don’t",
        "thanks for",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n", "\u202f"]).map(lambda blank: blank.join(parts))
)
