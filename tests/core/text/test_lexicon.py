"""Word lists: what is written in the file is what is found in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.errors import Trouble
from aparte.text.lexicon import Lexicon, written_out
from aparte.text.reading import tokenize

if TYPE_CHECKING:
    from pathlib import Path

LIST = """# a comment
[praise]
bravo\t2
merci\t1.5
ravi{,e,s}
j'adore\t3
❤
:'(\t-1
[blame]
merci pour rien\t-2
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    return Lexicon([path])


def entries(lexicon: Lexicon, text: str) -> list[tuple[str, str, float]]:
    hits = lexicon.find(tokenize(text))
    return [(hit.category, hit.entry, hit.weight) for found in hits.values() for hit in found]


def test_a_word_is_found_whatever_its_case(lexicon: Lexicon) -> None:
    assert entries(lexicon, "BRAVO !") == [("praise", "bravo", 2.0)]


def test_a_part_of_a_word_is_not_the_word(lexicon: Lexicon) -> None:
    assert entries(lexicon, "bravoure") == []


def test_an_entry_of_several_words_stands_beside_the_word_it_begins_with(lexicon: Lexicon) -> None:
    assert sorted(entries(lexicon, "Merci pour rien.")) == [
        ("blame", "merci pour rien", -2.0),
        ("praise", "merci", 1.5),
    ]


def test_the_longest_entry_of_a_category_wins(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("[x]\npas\t1\npas mal\t2\npas mal du tout\t3\nmal\t4\n", encoding="utf-8")
    assert entries(Lexicon([path]), "pas mal du tout") == [("x", "pas mal du tout", 3.0)]
    assert entries(Lexicon([path]), "pas mal") == [("x", "pas mal", 2.0)]
    assert entries(Lexicon([path]), "pas si mal") == [("x", "pas", 1.0), ("x", "mal", 4.0)]


@pytest.mark.parametrize("text", ["j'adore", "J’adore"])
def test_an_elision_is_found_with_both_apostrophes(lexicon: Lexicon, text: str) -> None:
    assert entries(lexicon, text) == [("praise", "j' adore", 3.0)]


@pytest.mark.parametrize("text", ["❤", "❤️", "❤️ "])
def test_an_emoji_is_found_in_any_dress(lexicon: Lexicon, text: str) -> None:
    assert entries(lexicon, text) == [("praise", "❤", 1.0)]


def test_an_emoticon_with_an_apostrophe_is_one_entry(lexicon: Lexicon) -> None:
    assert entries(lexicon, "oh :'(") == [("praise", ":'(", -1.0)]


def test_a_hashtag_is_read_as_its_word(lexicon: Lexicon) -> None:
    assert entries(lexicon, "#bravo") == [("praise", "bravo", 2.0)]


@given(st.lists(st.sampled_from(["merci", "pour", "rien", "bravo", "ravie", "❤️", ",", "j'adore"]), max_size=12))
def test_hits_slice_back_and_never_overlap_in_a_category(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenize(text)
    for hits in _SHARED.find(tokens).values():
        end = 0
        for hit in hits:
            assert hit.start >= end
            assert (tokens[hit.first].start, tokens[hit.last].end) == (hit.start, hit.end)
            end = hit.end


def test_braces_write_the_forms_out() -> None:
    assert written_out("ravi{,e,s}") == ["ravi", "ravie", "ravis"]
    assert written_out("{a,b}c{d,}") == ["acd", "ac", "bcd", "bc"]


def test_a_weight_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("[x]\nbon\t1\nbien\tbeaucoup\n", encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        Lexicon([path])
    assert trouble.value.code == "lexicon.bad"
    assert trouble.value.params == {"path": "list.txt", "line": 3, "weight": "beaucoup"}


def _shared() -> Lexicon:
    from aparte.text import lexicon

    return lexicon.of("fr")


_SHARED = _shared()
