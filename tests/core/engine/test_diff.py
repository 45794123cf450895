"""The steps from a draft to its rewrite: whole words, and to the character."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.diff import changes, same_words, tokens
from aparte.nouns import Change

WORDS = st.lists(
    st.sampled_from(["un", "deux", "l’été", " ", ", ", "👩‍👩‍👧", "!", "\n", "#tag", "@lou", "é"]), max_size=14
)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map("".join))


@given(TEXTS, TEXTS)
def test_any_steps_lead_from_the_draft_to_the_rewrite_exactly(before: str, after: str) -> None:
    steps = changes(before, after)
    assert "".join(step.before for step in steps) == before
    assert "".join(step.after for step in steps) == after


@given(TEXTS, TEXTS)
def test_any_two_neighbours_are_never_both_changes(before: str, after: str) -> None:
    steps = changes(before, after)
    kinds = [step.op == "equal" for step in steps]
    assert all(one != two for one, two in pairwise(kinds))
    for step in steps:
        assert (step.before == step.after) == (step.op == "equal")
        assert bool(step.before) == (step.op != "insert")
        assert bool(step.after) == (step.op != "delete")


@given(TEXTS)
def test_any_text_is_the_sum_of_its_tokens(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_words_links_and_emoji_stay_whole() -> None:
    text = "Aujourd’hui, e\u0301té 👩‍👩‍👧 https://ex.fr/a-b @quai.sonore"
    assert tokens(text) == [
        "Aujourd’hui",
        ",",
        " ",
        "e\u0301té",
        " ",
        "👩‍👩‍👧",
        " ",
        "https://ex.fr/a-b",
        " ",
        "@quai.sonore",
    ]


def test_a_word_for_another_is_one_replacement() -> None:
    assert changes("Bravo à tous", "Merci à tous") == (
        Change(op="replace", before="Bravo", after="Merci"),
        Change(op="equal", before=" à tous", after=" à tous"),
    )


def test_two_changes_with_only_a_space_between_are_one() -> None:
    steps = changes("on adore votre patience ici", "vous attendez trop ici")
    assert [step.op for step in steps] == ["replace", "equal"]


def test_case_and_punctuation_make_no_other_wording_but_an_emoji_does() -> None:
    assert same_words("Bravo, à tous !", "bravo à tous.")
    assert not same_words("Bravo à tous", "Bravo à toutes")
