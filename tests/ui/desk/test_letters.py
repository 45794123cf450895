"""What stays of a sentence when a word is tried without."""

from __future__ import annotations

import pytest

from aparte_ui.desk import letters


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Encore une file, on adore.", "Encore", "une file, on adore."),
        ("Une file, encore, on adore.", "encore", "Une file, on adore."),
        ("On attend encore ici.", "encore", "On attend ici."),
        ("Quarante minutes, quelle organisation\u202f!", "quelle organisation", "Quarante minutes\u202f!"),
        ("C’est fini. Bravo, merci.", "Bravo", "C’est fini. merci."),
        ("Bravo\nMerci", "Bravo", "\nMerci"),
        ("Bravo", "Bravo", ""),
        ("Merci à tous 👏", "👏", "Merci à tous "),
    ],
)
def test_a_word_leaves_without_its_space_and_its_comma(text: str, word: str, left: str) -> None:
    start = text.index(word)
    assert letters.leave_out(text, start, start + len(word)) == left
