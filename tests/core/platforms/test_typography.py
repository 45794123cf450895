"""Typography per locale: what is reported, what one key makes of it, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.messages import say
from aparte.nouns import Finding, Occasion
from aparte.platforms import typography
from aparte.text.reading import Reading

NB, NARROW = "\u00a0", "\u202f"


def slips(text: str, locale: str = "fr-FR", platform: str = "linkedin") -> list[Finding]:
    return typography.findings(Reading(text, locale[:2]), platform, Occasion(locale=locale))  # type: ignore[arg-type]


def mended(text: str, locale: str = "fr-FR", platform: str = "linkedin") -> str:
    for finding in reversed(slips(text, locale, platform)):
        assert finding.fix is not None
        text = text[: finding.span.start] + finding.fix + text[finding.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Quelle journée !", f"Quelle journée{NARROW}!"),
        ("Quelle journée!", f"Quelle journée{NARROW}!"),
        ("Au menu : soupe", f"Au menu{NB}: soupe"),
        ("Le mot « atelier » revient", f"Le mot «{NB}atelier{NB}» revient"),
        ("Le mot «atelier» revient", f"Le mot «{NB}atelier{NB}» revient"),
        ('Le mot "atelier" revient', f"Le mot «{NB}atelier{NB}» revient"),
        ("Le mot “atelier” revient", f"Le mot «{NB}atelier{NB}» revient"),
        ("Du pain , du beurre .", "Du pain, du beurre."),
        ("Du pain ( de seigle )", "Du pain (de seigle)"),
        ("On attend...", "On attend…"),
        ("Le menu à 12€", f"Le menu à 12{NB}€"),
        ("Déjà 80 % de réponses", f"Déjà 80{NB}% de réponses"),
        ("Dès 9h30", f"Dès 9{NB}h{NB}30"),
        ("Dès 9 h", f"Dès 9{NB}h"),
        ("A bientôt", "À bientôt"),
        ("Etes-vous là", "Êtes-vous là"),
    ],
)
def test_french_is_mended_with_one_key(text: str, better: str) -> None:
    assert mended(text) == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("What a day !", "What a day!"),
        ("Bread , butter", "Bread, butter"),
        ('The sign says "open"', "The sign says “open”"),
        ("Tickets are 12 €", "Tickets are €12"),
        ("Already 80 % there", "Already 80% there"),
        ("Doors at 9h30", "Doors at 9:30"),
    ],
)
def test_english_is_mended_with_one_key(text: str, better: str) -> None:
    assert mended(text, "en-GB") == better


@pytest.mark.parametrize("space", [NB, NARROW])
def test_either_no_break_space_is_accepted(space: str) -> None:
    assert slips(f"Quelle journée{space}! Vraiment{space}?") == []


def test_x_gets_the_space_that_weighs_one() -> None:
    assert mended("Quelle journée !", platform="x") == f"Quelle journée{NB}!"
    assert slips("Quelle journée !", platform="x")[0].message == "typography-spaces.x"


def test_quebec_takes_the_space_away_and_keeps_it_before_a_colon() -> None:
    assert mended("Bonjour ! Au menu : soupe", "fr-CA") == f"Bonjour! Au menu{NB}: soupe"


def test_switzerland_accepts_a_missing_space() -> None:
    assert slips("Bonjour! Vraiment?", "fr-CH") == []


@pytest.mark.parametrize(
    "text",
    [
        "À 9:12 précises",
        "Un format 16:9",
        "Merci :) et à demain ;-)",
        "Lisez https://exemple.fr/a?b=1;c=2 ce soir",
        "Tapez `npm run x ; y !` puis Entrée",
        "Bravo :tada: à l’équipe",
        "Une permanence 24h/24",
        'Un écran de 27" pour la salle',
        "Vitamine A et zinc",
        f"«{NB}Il a dit “oui”{NB}», raconte-t-elle",
        "Écrivez à @lea.martin ou #produits",
    ],
)
def test_what_is_no_slip_is_left_alone(text: str) -> None:
    assert slips(text) == []


def test_a_third_language_is_left_alone() -> None:
    assert typography.findings(Reading("Hallo ! Wie geht es ?", "other"), "x", Occasion()) == []


def test_typography_is_never_more_than_advice() -> None:
    assert {finding.severity for finding in slips('A bientôt ! 12€ "oui"... 9h')} == {"advice"}


def test_the_locale_of_another_language_is_not_forced_on_the_text() -> None:
    found = typography.findings(Reading("Quelle journée !", "fr"), "x", Occasion(locale="en-GB"))
    assert [finding.fix for finding in found] == [NB]


@given(
    st.lists(
        st.sampled_from(
            ["Bonjour", "!", "?", ":", "«", "»", "12", "€", "%", " ", " ", "oui", "...", "(", ")", ",", "9h30", "\n"]
        ),
        max_size=14,
    )
)
def test_mending_settles_in_a_few_keys(pieces: list[str]) -> None:
    text = "".join(pieces)
    for _ in range(6):
        better = mended_apart(text)
        if better == text:
            return
        text = better
    assert mended_apart(text) == text


def mended_apart(text: str) -> str:
    """Apply the fixes that don't overlap, from the end, as the window does."""
    limit = len(text) + 1
    for finding in reversed(slips(text)):
        if finding.span.end <= limit and finding.fix is not None:
            text = text[: finding.span.start] + finding.fix + text[finding.span.end :]
            limit = finding.span.start
    return text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le menu à 12€", f"Write the figure as “12{NB}€”."),
        ("Déjà 80 % de réponses", f"Keep “80{NB}%” on one line: its space should be a no-break one."),
        ("Dès 9h30", f"Write the time as “9{NB}h{NB}30”."),
        ("Dès 9 h", f"Keep “9{NB}h” on one line: its space should be a no-break one."),
        ("Au menu : soupe", "The sign “:” wants a no-break space"),
    ],
)
def test_a_slip_says_what_the_eye_can_not_see(text: str, said: str) -> None:
    (slip,) = slips(text)
    assert say(slip.message or slip.code, slip.params).startswith(said)
