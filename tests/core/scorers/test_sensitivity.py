"""What touches people or the law: aimed at whom, quoted or said, and where exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import messages
from aparte.messages.sensitivity import SENTENCES
from aparte.nouns import Occasion, Sensitivity
from aparte.scorers import harm_table
from aparte.scorers.rules import MOST_FINDINGS, own_findings
from aparte.scorers.sensitivity import SCORER
from aparte.text.reading import Reading
from tests.measures.sensitivity import figures

if TYPE_CHECKING:
    from models.train.corpus import Lang

RECALL = {
    ("fr", "development"): 0.965,
    ("en", "development"): 0.986,
    ("fr", "fresh"): 0.66,
    ("en", "fresh"): 0.93,
}
FALSE_FLAGS = {
    ("fr", "development"): 0.018,
    ("en", "development"): 0.03,
    ("fr", "fresh"): 0.0,
    ("en", "fresh"): 0.0,
}
"""What was measured on tests/measures/sensitivity_cases.jsonl, rules and table; the fresh part was written after the
first rules, and neither part was learned from."""


def said_of(text: str, lang: str = "fr") -> Sensitivity:
    return SCORER.score(Reading(text, lang), Occasion())  # type: ignore[arg-type]


def own_codes(text: str, lang: str = "fr") -> list[str]:
    return [finding.code for finding in own_findings(Reading(text, lang))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("lang", "part"), RECALL)
def test_rules_and_table_do_as_well_as_measured(lang: Lang, part: str) -> None:
    measured = figures(lang, part)
    assert measured.recall >= RECALL[lang, part]
    assert measured.false_flags <= FALSE_FLAGS[lang, part]


def test_a_finding_stands_exactly_on_the_words() -> None:
    text = "Franchement, tu es un abruti, non ?"
    (finding,) = said_of(text).findings
    assert (finding.code, text[finding.span.start : finding.span.end]) == ("insult.directed", "abruti")
    assert finding.severity == "error"
    assert finding.confirm


@pytest.mark.parametrize(
    "text",
    [
        "Je suis vraiment un abruti, j'ai oublié.",
        "Il m'a traité d'abruti devant tout le monde.",
        "Elle m'a lancé « abruti » et elle est partie.",
        "Tu n'es pas un abruti, le formulaire est mal fait.",
    ],
)
def test_the_same_word_said_of_oneself_reported_quoted_or_denied_is_no_insult(text: str) -> None:
    assert not said_of(text).flag


def test_a_swear_word_at_nobody_is_no_insult() -> None:
    assert own_codes("Putain, quelle soirée !") == []


@pytest.mark.parametrize("text", ["T'es qu'un c0nnard", "T'es qu'un c*nnard", "T'es qu'un c o n n a r d"])
def test_a_disguised_insult_is_read_where_it_stands(text: str) -> None:
    (finding,) = [one for one in own_findings(Reading(text, "fr")) if one.category == "insult"]
    assert text[finding.span.start : finding.span.end] == text[11:]


def test_identity_words_alone_never_flag() -> None:
    words = "femmes noirs arabes juifs musulmans gays lesbiennes trans immigrés roms handicapés vieux"
    assert not any(said_of(f"Rencontre avec les {word} du quartier samedi").flag for word in words.split())


def test_words_of_dying_get_care_and_not_blame() -> None:
    (finding,) = said_of("J'ai envie de mourir, vraiment").findings
    assert (finding.category, finding.severity) == ("self_harm", "warning")
    assert "3114" in messages.say(finding.code, finding.params)


def test_an_offer_of_help_is_no_alarm() -> None:
    assert not said_of("Si vous avez envie de mourir, appelez le 3114, jour et nuit").flag


def test_many_insults_at_one_person_are_a_pile_on() -> None:
    assert "harassment.repeated" in own_codes("@zoe idiote, @zoe crétine, @zoe abrutie, et ce n'est pas fini")


def test_a_joke_between_friends_is_a_doubt_and_not_a_refusal() -> None:
    (finding,) = own_findings(Reading("Je vais te tuer si tu manges ma part 😂", "fr"))
    assert (finding.code, finding.severity) == ("threat.announced", "warning")


def test_a_turn_of_phrase_is_advice_and_does_not_flag() -> None:
    said = said_of("La météo de cette semaine est complètement bipolaire")
    assert [finding.severity for finding in said.findings] == ["advice"]
    assert not said.flag


def test_every_code_has_its_sentence_in_the_table() -> None:
    assert all(messages.say(code, {}) != code for code in SENTENCES)


@pytest.mark.parametrize("text", ["tu es con. " * 1500, "c*n " * 4000, "06 12 34 56 78 " * 1000])
def test_a_text_full_of_it_gets_a_bounded_answer(text: str) -> None:
    assert len(own_findings(Reading(text, "fr"))) <= 3 * MOST_FINDINGS


@given(
    st.text(alphabet=st.sampled_from("abconnard tuest@*0123456789 .!«»\"'\n’é🙂"), max_size=150),
    st.sampled_from(["fr", "en", "other"]),
)
def test_any_text_is_answered_with_spans_inside_it(text: str, lang: str) -> None:
    for finding in own_findings(Reading(text, lang)):  # type: ignore[arg-type]
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert finding.code in SENTENCES
        assert 0 < (finding.confidence or 0) <= 1


@pytest.mark.parametrize(
    ("text", "lang", "category"),
    [
        ("Infusion Salvéa : elle soigne le diabète en dix jours, jetez vos comprimés !", "fr", "health_claim"),
        ("Frais de douane à payer par carte cadeau pour recevoir votre lot, écrivez vite", "fr", "scam"),
        ("Fill her mentions tonight, nobody stops until she quits the team", "en", "harassment"),
        ("Guaranteed 15 % a month, no risk, put all your savings in", "en", "financial_claim"),
    ],
)
def test_what_no_rule_has_a_word_for_is_heard_as_a_doubt(text: str, lang: str, category: str) -> None:
    heard = [finding for finding in said_of(text, lang).findings if finding.code == f"heard.{category}"]
    assert [finding.severity for finding in heard] == ["warning"]
    assert heard[0].span.end - heard[0].span.start < len(text)


def test_the_same_claim_quoted_is_not_heard() -> None:
    said = said_of("Elle a lu « soigne le diabète, jetez vos comprimés » sur la boîte et a porté plainte")
    assert [finding.code for finding in said.findings if finding.code.startswith("heard.")] == []


def test_a_long_text_is_heard_by_a_few_sentences() -> None:
    calm = "La bibliothèque ouvre samedi à dix heures avec un atelier de reliure. "
    loud = "Notre poudre guérit le diabète, jetez votre insuline !"
    findings = [one for one in said_of(calm * 20 + loud + " " + calm * 20).findings if one.code.startswith("heard.")]
    assert {one.category for one in findings} == {"health_claim"}
    assert all(len(calm) * 18 <= one.span.start <= len(calm) * 22 for one in findings)


def test_making_room_for_new_windows_forgets_none_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harm_table, "_MOST_KNOWN", 0)
    parts = [f"Voici la phrase numéro {number} d’un texte qui dure longtemps." for number in range(24)]
    known = said_of(" ".join(parts))
    assert said_of(" ".join([*parts, "Les femmes ne savent pas conduire, c’est connu."])) != known
    assert said_of(" ".join(parts)) == known
