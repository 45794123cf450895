"""The fact lock: what a rewrite may neither lose nor invent, whatever way it is written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.facts import facts, lock

PLAIN = st.text(max_size=80)
FRENCH = (
    "Le marché ouvre samedi 12 mars à 10 h 30, avec 1 500 places à 12,50 € et 20 % de remise. "
    "Julie et l’équipe de La Poste répondent au 01 23 45 67 89, sur https://exemple.fr/a?b=1 ou @quai.sonore #marché"
)


def normal(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(fact.kind, fact.normal) for fact in facts(text, language)]


def test_each_kind_of_fact_is_found_in_french() -> None:
    assert normal(FRENCH) == [
        ("date", "sat"),
        ("date", "03-12"),
        ("time", "10:30"),
        ("number", "1500"),
        ("price", "12.5 EUR"),
        ("percent", "20"),
        ("offer", "discount"),
        ("name", "julie"),
        ("name", "poste"),
        ("phone", "0123456789"),
        ("link", "https://exemple.fr/a?b=1"),
        ("mention", "@quai.sonore"),
        ("hashtag", "marché"),
    ]


def test_each_kind_of_fact_is_found_in_english() -> None:
    text = "Meet Dr. Smith on March 3rd at 6:30 pm: $1,500.00, 15%, twelve days, 10k visitors, hello@ex.com #Fair"
    assert normal(text, "en") == [
        ("name", "dr"),
        ("name", "smith"),
        ("date", "03-03"),
        ("time", "18:30"),
        ("price", "1500 USD"),
        ("percent", "15"),
        ("number", "12 d"),
        ("number", "10000"),
        ("link", "hello@ex.com"),
        ("hashtag", "fair"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("12 €", "12€", "fr"),
        ("12\u00a0€", "12 euros", "fr"),
        ("12,50 €", "12€50", "fr"),
        ("10 h", "10h00", "fr"),
        ("10\u202fh", "10 heures", "fr"),
        ("1 500", "1\u202f500", "fr"),
        ("trois semaines", "3 semaines", "fr"),
        ("la 3e entrée", "la troisième entrée", "fr"),
        ("le 1er mars", "le 1 mars", "fr"),
        ("à midi", "à 12 h", "fr"),
        ("#festival#nantes", "#nantes #Festival", "fr"),
        ("quatre-vingt-dix-neuf places", "99 places", "fr"),
        ("deux cent cinquante mille", "250 000", "fr"),
        ("trois millions d’euros", "3 000 000 €", "fr"),
        ("dix pour cent", "10 %", "fr"),
        ("vingt et un euros", "21 €", "fr"),
        ("−20 % au bar", "20 % de remise au bar", "fr"),
        ("la navette de nuit", "la navette", "fr"),
        ("two hundred and fifty", "250", "en"),
        ("3 million euros", "€3,000,000", "en"),
        ("ten per cent", "10%", "en"),
        ("€9 per person", "€9 a person", "en"),
        ("Feel free to come", "Come along", "en"),
        ("two times a day", "twice a day", "en"),
        ("deux fois par jour", "2 fois par jour", "fr"),
        ("1,500", "1500", "en"),
        ("6 pm", "18:00", "en"),
        ("March 3rd", "3 March", "en"),
        ("$5", "5 dollars", "en"),
        ("two weeks", "2 weeks", "en"),
        ("HTTPS://Exemple.FR/A", "https://exemple.fr/A", "fr"),
    ],
)
def test_the_same_fact_written_otherwise_is_the_same(one: str, other: str, language: str) -> None:
    assert lock(one, other, language).holds


@pytest.mark.parametrize(
    ("draft", "rewrite", "lost", "added"),
    [
        ("40 minutes de file", "50 minutes de file", ("40 minutes",), ("50 minutes",)),
        ("40 minutes de file", "40 jours de file", ("40 minutes",), ("40 jours",)),
        ("On ouvre samedi", "On ouvre dimanche", ("samedi",), ("dimanche",)),
        ("On ouvre bientôt", "On ouvre demain", (), ("demain",)),
        ("Entrée à 12 €", "Entrée gratuite", ("12 €",), ("gratuite",)),
        ("Entrée à 12 €", "Entrée à 12 €, boisson offerte", (), ("offerte",)),
        ("Entrée libre", "Entrée", ("Entrée libre",), ()),
        ("Jusqu’à vingt et un jours", "Jusqu’à 22 jours", ("vingt et un jours",), ("22 jours",)),
        ("12 € par personne", "12 € par groupe", ("12 € par personne",), ("12 € par groupe",)),
        ("−3 °C demain", "3 °C demain", ("−3 °C",), ("3 °C",)),
        ("−20 % au bar", "+20 % au bar", ("−20 %",), ("+20 %",)),
        ("deux fois par jour", "deux fois par semaine", ("deux fois par jour",), ("deux fois par semaine",)),
        ("20 heures par semaine", "20 heures par mois", ("20 heures par semaine",), ("20 heures par mois",)),
        ("Mardi matin", "Mardi soir", ("matin",), ("soir",)),
        ("Rose arrive", "Marine arrive", ("Rose",), ("Marine",)),
        ("Merci à Julie", "Merci à Paul", ("Julie",), ("Paul",)),
        ("Julie arrive", "Elle arrive", ("Julie",), ()),
        ("Voir exemple.fr/a", "Voir exemple.fr/b", ("exemple.fr/a",), ("exemple.fr/b",)),
        ("Vu par @lou", "Vu par @lou2", ("@lou",), ("@lou2",)),
        ("Écrivez à a@ex.fr", "Écrivez-nous", ("a@ex.fr",), ()),
    ],
)
def test_what_is_lost_or_invented_is_named(
    draft: str, rewrite: str, lost: tuple[str, ...], added: tuple[str, ...]
) -> None:
    held = lock(draft, rewrite, "fr")
    assert (held.lost, held.added) == (lost, added)


def test_a_name_may_move_to_the_beginning_of_a_sentence_and_back() -> None:
    assert lock("Marine et Rose arrivent.", "Ce sont Rose et Marine.", "fr").holds


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    assert normal("Bravo à tous. Merci ! Quelle soirée 👏 Superbe ambiance\nDemandez le programme") == []


def test_the_facts_line_may_be_used() -> None:
    assert lock("On ouvre bientôt.", "On ouvre demain à 10 h.", "fr", allowed="demain 10 h").holds
    assert not lock("On ouvre bientôt.", "On ouvre demain à 11 h.", "fr", allowed="demain 10 h").holds


def test_may_is_a_month_only_where_it_is_one() -> None:
    assert normal("You may go. May I? See you in May.", "en") == [("date", "05")]


def test_another_language_still_locks_digits_and_links() -> None:
    assert normal("Am 12. kostet es 30 € auf https://a.de", "other") == [
        ("number", "12"),
        ("price", "30 EUR"),
        ("link", "https://a.de"),
    ]


@given(PLAIN, st.sampled_from(["fr", "en", "other"]))
def test_any_text_keeps_its_own_facts_and_spans_are_theirs(text: str, language: str) -> None:
    found = facts(text, language)
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert lock(text, text, language).holds


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(["fr", "en"]))
def test_any_changed_number_is_found(one: int, other: int, language: str) -> None:
    held = lock(f"Il y a {one} places", f"Il y a {other} places", language)
    assert held.holds == (one == other)


@given(st.integers(1_000, 10**7), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_any_french_grouping_of_thousands_is_the_same_number(number: int, space: str) -> None:
    assert lock(f"{number} €", f"{number:,}".replace(",", space) + "\u00a0€", "fr").holds
