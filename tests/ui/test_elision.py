"""Of a name: French elides before a vowel or a mute h, English never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte import i18n
from aparte_ui.elision import of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def _french() -> Iterator[None]:
    i18n.set_language("fr")
    yield
    i18n.set_language("en")


@pytest.mark.usefixtures("_french")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Atelier", "d’Atelier"),
        ("École du Quai", "d’École du Quai"),
        ("Œuvres", "d’Œuvres"),
        ("Hôtel du Parc", "d’Hôtel du Parc"),
        ("Harmonie", "d’Harmonie"),
        ("Yves Martin", "d’Yves Martin"),
        ("Halles de Lyon", "de Halles de Lyon"),
        ("Hibou", "de Hibou"),
        ("Yaourts du Coin", "de Yaourts du Coin"),
        ("Quai Sonore", "de Quai Sonore"),
        ("3M", "de 3M"),
        ("H&M", "de H&M"),
        ("", "de "),
        ("👋 Salut", "de 👋 Salut"),
    ],
)
def test_french_elides(name: str, said: str) -> None:
    assert of(name) == said


@pytest.mark.parametrize("name", ["Atelier", "Hotel", "Lyon"])
def test_english_does_not(name: str) -> None:
    assert of(name) == f"of {name}"
