"""What a platform says of a text: limits, habits, fixes, parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.messages import codes
from aparte.nouns import Finding, Fit, Media, Occasion
from aparte.platforms.fit import fit as fit_on
from aparte.platforms.platform import platforms
from aparte.text.reading import Reading


def fit(text: str, platform: str, **circumstances: Any) -> Fit:
    return fit_on(Reading(text, "fr"), text, platform, Occasion(**circumstances))


def finding(result: Fit, code: str) -> Finding | None:
    return next((one for one in result.findings if one.code == code), None)


def mended(text: str, platform: str, code: str, **circumstances: Any) -> str:
    found = finding(fit(text, platform, **circumstances), code)
    assert found is not None
    assert found.fix is not None
    return text[: found.span.start] + found.fix + text[found.span.end :]


def test_a_text_too_long_is_blocked_from_the_first_letter_that_does_not_fit() -> None:
    result = fit("a" * 300, "x")
    found = finding(result, "x.length")
    assert found is not None
    assert (result.verdict, result.length, result.limit) == ("blocked", 300, 280)
    assert (found.span.start, found.span.end, found.params["over"], found.fix) == (280, 300, 20, None)


def test_one_key_keeps_the_whole_sentences_that_fit() -> None:
    text = "Une phrase entière. " * 12 + "Et la suite, bien trop longue pour tenir encore ici, vraiment."
    kept = mended(text, "x", "x.length")
    assert text.startswith(kept)
    assert kept.endswith("entière.")
    assert fit(kept, "x").verdict != "blocked"


def test_bluesky_has_two_limits() -> None:
    result = fit("👨‍👩‍👧‍👦" * 121, "bluesky")
    assert result.length == 121
    assert finding(result, "bluesky.bytes") is not None
    assert finding(result, "bluesky.length") is None
    assert len(result.parts) == 2


def test_the_whole_text_is_counted_when_only_its_beginning_is_read() -> None:
    assert fit("a" * 70_000, "facebook").length == 70_000


def test_a_limit_nobody_confirms_is_advice_not_a_refusal() -> None:
    found = finding(fit("a" * 40_001, "reddit"), "reddit.length")
    assert found is not None
    assert found.severity == "advice"


@pytest.mark.parametrize(
    ("platform", "text", "code", "expected"),
    [
        ("instagram", "Belle soirée #festival#nantes", "instagram.glued_hashtags", "Belle soirée #festival #nantes"),
        ("x", "#un#deux#trois", "x.glued_hashtags", "#un #deux #trois"),
        ("x", "deux  espaces", "x.repeated_spaces", "deux espaces"),
        ("x", "Le #arc-en-ciel", "x.cut_hashtag", "Le #ArcEnCiel"),
        ("x", "Chez #L’Oréal.", "x.cut_hashtag", "Chez #LOréal."),
        ("x", "a\ufeffb", "x.invalid_character", "ab"),
        ("youtube", "a > b", "youtube.angle_brackets", "a  b"),
        ("threads", "Le #R&D", "threads.topic_tag", "Le #RD"),
        ("threads", "Un #sujet et un #autre", "threads.topic_tags", "Un #sujet et un autre"),
        ("mastodon", "voirhttps://exemple.fr", "mastodon.glued_link", "voir https://exemple.fr"),
        ("reddit", "Mon #avis sincère", "reddit.hashtags", "Mon avis sincère"),
    ],
)
def test_one_key_puts_it_right(platform: str, text: str, code: str, expected: str) -> None:
    assert mended(text, platform, code) == expected
    assert finding(fit(expected, platform), code) is None


def test_too_many_hashtags_on_instagram_are_refused_and_the_surplus_goes() -> None:
    text = "Marché de Noël !\n#un #deux #trois #quatre #cinq #six #sept"
    found = finding(fit(text, "instagram"), "instagram.hashtags")
    assert found is not None
    assert (found.severity, found.params["count"]) == ("error", 7)
    assert mended(text, "instagram", "instagram.hashtags") == "Marché de Noël !\n#un #deux #trois #quatre #cinq"


def test_a_word_of_the_sentence_loses_only_its_mark() -> None:
    text = "#a #b #c et #d aussi"
    assert mended(text, "x", "x.hashtags") == "#a #b c et d aussi"


def test_a_closing_dot_is_no_forbidden_character_of_a_topic() -> None:
    assert fit("Vive #Nantes.", "threads").verdict == "ready"


def test_a_number_is_a_hashtag_nowhere() -> None:
    assert finding(fit("Vœux #2026", "x"), "x.lost_hashtag") is not None
    assert finding(fit("Vœux #Voeux2026", "x"), "x.lost_hashtag") is None


def test_an_anchor_of_a_link_is_no_hashtag() -> None:
    assert fit("https://exemple.fr/page#un#deux-trois", "instagram").verdict == "ready"
    assert finding(fit("https://exemple.fr/page#un#deux", "x"), "x.glued_hashtags") is None


def test_links_are_counted_on_threads() -> None:
    assert finding(fit("https://a.fr/x " * 6, "threads"), "threads.links") is not None
    assert finding(fit("https://a.fr/x " * 5, "threads"), "threads.links") is None


def test_a_caption_is_shorter_than_a_message() -> None:
    assert fit("a" * 1100, "telegram").verdict == "ready"
    assert fit("a" * 1100, "telegram", media=(Media(path="photo.jpg"),)).verdict == "blocked"


def test_an_alternative_text_has_a_limit_too() -> None:
    long = Media(path="photo.jpg", alt={"": "a" * 1001})
    own = Media(path="photo.jpg", alt={"": "a" * 1001, "x": "court"})
    assert finding(fit("Voici", "x", media=(long,)), "x.alt_length") is not None
    assert finding(fit("Voici", "x", media=(own,)), "x.alt_length") is None


def test_five_images_are_too_many_for_bluesky() -> None:
    images = tuple(Media(path=f"{n}.jpg", alt={"": "une image"}) for n in range(5))
    assert finding(fit("Voici", "bluesky", media=images), "bluesky.images") is not None


def test_x_refuses_an_empty_post_without_image() -> None:
    assert fit("", "x").verdict == "blocked"
    assert finding(fit("", "x", media=(Media(path="a.jpg", alt={"": "a"}),)), "x.empty") is None


def test_a_client_switches_a_habit_off_but_not_a_refusal() -> None:
    off = frozenset({"x.hashtags", "x.length"})
    result = fit("#a #b #c " + "a" * 300, "x", customs_off=off)
    assert finding(result, "x.hashtags") is None
    assert result.checked == fit("Bonjour", "x").checked - 1
    assert finding(result, "x.length") is not None


def test_a_client_changes_a_limit() -> None:
    assert fit("a" * 300, "x", overrides={"x.limits.chars": 25_000}).verdict == "ready"


def test_parts_are_the_text_itself_when_it_fits_and_nothing_where_threads_are_unknown() -> None:
    assert fit("Bonjour", "linkedin").parts == ("Bonjour",)
    assert fit("a " * 3000, "linkedin").parts == ()
    assert len(fit("mot " * 200, "x").parts) == 3


def test_the_fold_of_linkedin_is_three_lines() -> None:
    assert fit("un\ndeux\ntrois\nquatre", "linkedin").fold_at == len("un\ndeux\ntrois")


@pytest.mark.parametrize("platform", ["x", "bluesky", "mastodon", "instagram"])
@pytest.mark.parametrize(
    "piece",
    ["a", "漢", "#", "#a", "#1·", "@a", "a.", "a.com-.", "http://", "(", "🇫", "👩\u200d", "\u0301", "a  ", " !", "\0"],
)
def test_a_very_long_odd_text_is_answered_without_waiting_for_ever(platform: str, piece: str) -> None:
    text = "https://exemple.fr/" + piece * (60_000 // len(piece)) + " fin."
    assert fit(text, platform).length > 20


@given(st.text(max_size=400), st.sampled_from(sorted(platforms())))
def test_any_text_gets_an_answer_whose_every_finding_can_be_said(text: str, platform: str) -> None:
    result = fit(text, platform)
    assert (result.verdict == "blocked") == any(found.severity == "error" for found in result.findings)
    for found in result.findings:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert (found.message or found.code) in codes()
        assert found.source
