"""What sounds like the client: counted on its own posts, abstaining with too few."""

from __future__ import annotations

from aparte.drafts.voice import LEAST, VoiceBand

OWN = [f"La salle {number} ouvre mardi. Passez nous voir à l’accueil." for number in range(40)]
ENGLISH = ["The doors open at three, come and see us at the desk."] * 40


def test_too_few_own_posts_say_nothing() -> None:
    assert VoiceBand(OWN[: LEAST - 1], "fr").match(OWN[0]) is None
    assert VoiceBand(OWN[:LEAST], "fr").match(OWN[0]) is not None


def test_posts_in_another_language_do_not_count() -> None:
    assert VoiceBand(ENGLISH, "fr").match(OWN[0]) is None


def test_an_own_post_matches_and_the_contrary_does_not() -> None:
    band = VoiceBand(OWN, "fr")
    same = band.match(OWN[3])
    other = band.match(
        "ptdr tu viens ??? trop hâte !!! 🎉🎉🎉 " + "on y va ensemble et on chante encore " * 5 + "#fete #nuit #ok"
    )
    assert same is not None
    assert other is not None
    assert same.match == 1.0
    assert same.differs == ()
    assert other.match < 0.5
    assert {"emoji.more", "hashtags.more", "length.more", "register.casual"} <= set(other.differs)


def test_an_empty_text_is_not_judged() -> None:
    assert VoiceBand(OWN, "fr").match("  ") is None
