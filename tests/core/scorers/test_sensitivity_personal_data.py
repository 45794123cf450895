"""Numbers and addresses that belong to somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.scorers.personal_data import card_is_valid, findings, iban_is_valid, social_security_is_valid
from aparte.text.reading import Reading


def codes(text: str, lang: str = "fr") -> list[str]:
    return [finding.code for finding in findings(Reading(text, lang))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Son numéro : 06 12 34 56 78", "personal_data.phone"),
        ("Appelle Léo au +33 6 12 34 56 78", "personal_data.phone"),
        ("zoe.durand@exemple.fr", "personal_data.email"),
        ("Virement sur FR76 3000 6000 0112 3456 7890 189", "personal_data.iban"),
        ("Carte 4539 1488 0343 6467", "personal_data.card"),
        ("Sécu 2 55 08 14 168 025 38", "personal_data.social_security"),
        ("Elle habite au 14 rue des Lilas", "personal_data.address"),
        ("Réservations au 02 40 12 34 56", "personal_data.own_phone"),
        ("Écrivez à contact@exemple.fr", "personal_data.own_email"),
    ],
)
def test_each_kind_is_called_by_its_name(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Carte 4539 1488 0343 6466",
        "FR76 3000 6000 0112 3456 7890 188",
        "Sécu 2 55 08 14 168 025 39",
        "Plus de 12 500 visiteurs en 2025",
        "Rendez-vous au 14 rue des Lilas",
        "Le 14/07/2026 à 20 h 30",
    ],
)
def test_a_number_whose_key_disagrees_is_only_a_number(text: str) -> None:
    assert codes(text) == []


@given(st.integers(min_value=10**12, max_value=10**13 - 1), st.integers(min_value=0, max_value=98))
def test_only_one_key_suits_a_social_security_number(body: int, wrong: int) -> None:
    key = 97 - body % 97
    assert social_security_is_valid(f"{body}{key:02}")
    assert wrong == key or not social_security_is_valid(f"{body}{wrong:02}")


@given(st.integers(min_value=4 * 10**14, max_value=5 * 10**14 - 1))
def test_only_one_last_digit_suits_a_card(body: int) -> None:
    assert sum(card_is_valid(f"{body}{last}") for last in range(10)) == 1


def test_an_iban_with_two_digits_exchanged_is_refused() -> None:
    assert iban_is_valid("GB82 WEST 1234 5698 7654 32")
    assert not iban_is_valid("GB82 WEST 1234 5698 7645 32")
