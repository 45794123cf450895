"""The culture checks as the rest of the program meets them: who reports what, how loud, what may be switched off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.nouns import Finding, Media, Occasion
from aparte.platforms import culture
from aparte.platforms.conditions.hashtags import split
from aparte.text.reading import Reading

BAIT = "Tag a friend who owes you lunch"
SALE = "Flash sale: 30% off everything"


def found(
    text: str,
    code: str,
    lang: str = "en",
    platform: str | None = "x",
    owner: str = "fit",
    occasion: Occasion | None = None,
) -> list[Finding]:
    reading = Reading(text, lang)  # type: ignore[arg-type]  # tests pass plain strings
    results = culture.findings(reading, text, platform, occasion or Occasion(), owner)  # type: ignore[arg-type]
    return [finding for finding in results if finding.code == code]


def mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    return text[: finding.span.start] + finding.fix + text[finding.span.end :]


def test_bait_is_a_warning_on_facebook_and_advice_elsewhere() -> None:
    assert [finding.severity for finding in found(BAIT, "engagement-bait", platform="facebook")] == ["warning"]
    assert [finding.severity for finding in found(BAIT, "engagement-bait", platform="x")] == ["advice"]


def test_a_client_switches_advice_off() -> None:
    quiet = Occasion(customs_off=frozenset({"engagement-bait"}))
    assert found(BAIT, "engagement-bait", occasion=quiet) == []


def test_a_client_cannot_switch_a_warning_off() -> None:
    quiet = Occasion(customs_off=frozenset({"engagement-bait"}))
    assert found(BAIT, "engagement-bait", platform="facebook", occasion=quiet)


def test_law_stays_when_a_client_switches_it_off() -> None:
    text = "Contenu sponsorisé par la Coop du Lac"
    quiet = Occasion(customs_off=frozenset({"influence-contract-fr"}))
    assert found(text, "influence-contract-fr", "fr", owner="sensitivity", occasion=quiet)


def test_each_owner_reports_its_own_checks_only() -> None:
    text = "Tag a friend, use my code MIA20 and double your money"
    for owner in ("fit", "sensitivity"):
        results = culture.findings(Reading(text, "en"), text, "facebook", Occasion(), owner)
        assert {finding.scorer for finding in results} == {owner}
        assert {culture.checks()[finding.code].owner for finding in results} == {owner}


def test_law_asks_for_a_typed_line_and_names_its_category() -> None:
    (finding,) = found("Use my code MIA20", "ad-disclosure-us", owner="sensitivity")
    assert (finding.severity, finding.confirm, finding.category) == ("warning", True, "disclosure")


def test_a_clients_own_value_replaces_the_shipped_one() -> None:
    text = "Five years today 🎂🎂🎂🎂"
    assert found(text, "emoji-run")
    assert found(text, "emoji-run", occasion=Occasion(overrides={"emoji-run.most": 5})) == []


def test_a_run_of_emoji_keeps_its_first_three() -> None:
    text = "Five years today 🎂🎂🎂🎂 thanks"
    (finding,) = found(text, "emoji-run")
    assert mended(text, finding) == "Five years today 🎂🎂🎂 thanks"


def test_emoji_on_two_lines_are_not_one_run() -> None:
    assert found("Monday 🎂🎂\n🎂🎂 Tuesday", "emoji-run") == []


def test_bullets_become_dashes() -> None:
    text = "🔹 mug\n🔹 friend\n🔹 story"
    (finding,) = found(text, "emoji-run")
    assert mended(text, finding) == "– mug\n– friend\n– story"


def test_styled_letters_become_plain_ones() -> None:
    text = "Inscriptions 𝗼𝘂𝘃𝗲𝗿𝘁𝗲𝘀 jusqu’au 12"
    (finding,) = found(text, "fake-bold", "fr")
    assert mended(text, finding) == "Inscriptions ouvertes jusqu’au 12"


def test_shouting_is_mended_but_acronyms_keep_their_capitals() -> None:
    text = "VENEZ TOUS EN TGV SAMEDI. On vous attend."
    (finding,) = found(text, "all-caps", "fr")
    assert mended(text, finding) == "Venez tous en TGV samedi. On vous attend."


@pytest.mark.parametrize(
    ("tag", "better"),
    [
        ("#produitslocaux", "#ProduitsLocaux"),
        ("#shoplocal", "#ShopLocal"),
        ("#bienêtreautravail", "#BienêtreAuTravail"),
    ],
)
def test_a_hashtag_gets_its_capitals(tag: str, better: str) -> None:
    (finding,) = found(f"Hello {tag}", "hashtag-camelcase")
    assert finding.fix == better


@pytest.mark.parametrize(
    "word", ["workplace", "homeless", "bookshop", "marathon", "boulangerie", "portefeuille", "handmade"]
)
def test_a_single_word_is_not_split(word: str) -> None:
    assert len(split(word)) <= 1


def test_a_tag_too_long_for_one_word_is_reported_without_a_fix() -> None:
    (finding,) = found("Bravo #zzgrandemaisonquichantezz", "hashtag-camelcase", "fr")
    assert finding.fix is None


def test_an_inclusive_hashtag_becomes_two() -> None:
    text = "On recrute #motivé·e·s"
    (finding,) = found(text, "inclusive-form", "fr")
    assert mended(text, finding) == "On recrute #motivés #motivées"


def test_an_alternative_text_for_all_platforms_serves_each() -> None:
    described = Occasion(media=(Media(path="a.png", alt={"": "A loom"}),))
    assert found("The loom", "alt-text-missing", platform="mastodon", occasion=described) == []


def test_a_missing_alternative_text_weighs_more_where_it_is_expected() -> None:
    bare = Occasion(media=(Media(path="a.png"),))
    levels = [
        found("The loom", "alt-text-missing", platform=place, occasion=bare)[0].severity for place in ("bluesky", "x")
    ]
    assert levels == ["warning", "advice"]


def test_a_client_who_says_vous_is_told_of_each_tu() -> None:
    text = "Passe nous voir, ta commande t’attend."
    odd = found(text, "tu-vous-mix", "fr", occasion=Occasion(address="vous"))
    assert [text[finding.span.start : finding.span.end] for finding in odd] == ["Passe", "ta", "t’"]


def test_a_sober_post_goes_out_on_a_day_of_mourning() -> None:
    day = Occasion(planned="2026-11-13")
    assert found("We open at ten, as usual.", "sensitive-date", owner="sensitivity", occasion=day) == []


def test_a_sale_on_a_day_of_mourning_spans_the_whole_text() -> None:
    (finding,) = found(SALE, "sensitive-date", owner="sensitivity", occasion=Occasion(planned="2026-11-13"))
    assert (finding.span.start, finding.span.end, finding.category) == (0, len(SALE), "tragedy")
    assert (finding.params["en"], finding.confirm) == ("Paris attacks (2015)", True)


def test_a_day_that_cannot_be_read_is_no_day() -> None:
    assert found(SALE, "sensitive-date", owner="sensitivity", occasion=Occasion(planned="soon")) == []


def test_a_playful_intent_makes_a_grave_word_a_joke() -> None:
    text = "The funeral starts at noon"
    assert found(text, "dark-humour", owner="sensitivity") == []
    assert found(text, "dark-humour", owner="sensitivity", occasion=Occasion(intent="playful"))


def test_a_mention_below_the_fold_is_buried_on_instagram_alone() -> None:
    text = "Ma veste offerte par la marque. " + "Elle me suit partout, même sous la pluie. " * 3 + "Publicité."
    (finding,) = found(text, "ad-disclosure-fr", "fr", platform="instagram", owner="sensitivity")
    assert finding.message == "ad-disclosure-fr.buried"
    assert found(text, "ad-disclosure-fr", "fr", platform="x", owner="sensitivity") == []


def test_nothing_is_said_of_french_law_to_a_canadian_draft() -> None:
    canadian = Occasion(locale="fr-CA", regions=("CA",))
    text = "Découvrez notre nouvelle bière blonde"
    assert found(text, "alcohol-fr", "fr", owner="sensitivity", occasion=canadian) == []


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "VENEZ TOUS NOUS VOIR. Tu viens ? On vous attend 🎉🎉🎉🎉 #produitslocaux"
    results = culture.findings(Reading(text, "fr"), text, "x", Occasion(), "fit")
    starts = [finding.span.start for finding in results]
    assert starts == sorted(starts)
    assert len(starts) >= 4


@given(
    st.text(
        alphabet=st.sampled_from('aZé ’«»"“”!?;:.,…()`#@·-_/\\\n0129€%h🎉🏽\u200d\u00a0\u202f𝐁Ⓐ\x00\u200f\ud800'),
        max_size=60,
    ),
    st.sampled_from(["fr", "en", "other"]),
    st.sampled_from(["x", "mastodon", "facebook", None]),
)
def test_any_text_is_answered_with_spans_inside_it(text: str, lang: str, platform: str | None) -> None:
    everything = Occasion(planned="2026-11-13", media=(Media(path="a.png"),), address="tu", crisis=True)
    for owner in ("fit", "sensitivity"):
        reading = Reading(text, lang)  # type: ignore[arg-type]  # drawn from the three languages
        for finding in culture.findings(reading, text, platform, everything, owner):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
