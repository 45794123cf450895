"""Fingerprints: near copies of a post have near ones, other posts far ones."""

from __future__ import annotations

from itertools import combinations

import pytest

from aparte.scorers.bulk import triage

POST = "Our app lost every note of the last two weeks and the support line has been silent since Monday morning"
NEAR, FAR = 10, 14
"""Bits that may differ between copies, and those that do between strangers: 32 is the mean of two texts by chance."""
STRANGERS = [
    POST,
    "The bakery on the corner sells the best almond croissants in town, go there before nine",
    "Le concert de samedi est complet, une deuxième date sera annoncée la semaine prochaine",
    "Does anybody know whether the museum is open on public holidays this year?",
    "Grand merci aux bénévoles qui ont ramassé deux tonnes de déchets sur la plage",
    "電車がまた遅れていますが誰も理由を教えてくれません",
    "🎉🎉🎉",
]


def apart(one: str, other: str) -> int:
    """Return how many of the 64 bits of two fingerprints differ."""
    first, second = triage([one, other]).simhash.tolist()
    return (first ^ second).bit_count()


@pytest.mark.parametrize(
    "copy",
    [
        POST.upper(),
        f"@you {POST}",
        f"{POST} https://example.org/a/b",
        POST.replace(" and ", ", and ") + "!!!",
        POST.replace("every", "évery"),
    ],
)
def test_case_accents_links_mentions_and_marks_change_nothing(copy: str) -> None:
    assert apart(POST, copy) == 0


@pytest.mark.parametrize("copy", [f"RT {POST}", POST.replace("Monday", "Tuesday"), POST.replace("every note", "all")])
def test_a_changed_word_changes_few_bits(copy: str) -> None:
    assert apart(POST, copy) <= NEAR


@pytest.mark.parametrize(("one", "other"), list(combinations(STRANGERS, 2)))
def test_other_posts_are_far(one: str, other: str) -> None:
    assert apart(one, other) >= FAR


def test_no_word_has_no_fingerprint() -> None:
    assert triage(["", "?!", "https://example.org"]).simhash.tolist() == [0, 0, 0]


def test_the_first_words_of_a_long_text_speak() -> None:
    start = " ".join(f"{one}{other}" for one in "abcdefghijklmnop" for other in "abcdefghijklmnop")
    assert apart(start, f"{start} {POST}") <= NEAR
