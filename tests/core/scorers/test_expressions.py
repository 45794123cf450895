"""Loops that stand for a regular expression, held to it: they are there because it took several times as long."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from aparte.platforms.conditions.layout import _MAYBE_CAPITALS, _TWO_CAPITALS
from aparte.scorers.disguise import _SPELT, _masked, _spelt
from aparte.scorers.register import _stretches
from aparte.scorers.windows import _sentences
from aparte.text.language import _WORD, _piece
from aparte.text.links_x import _INNER_DOT, _runs

_SENTENCE = re.compile(r"\S[^\n.!?…]*[.!?…]*")
_STRETCHED = re.compile(r"([^\W\d_wW])\1\1")
_CHUNK = re.compile(r"(?<![\w*@$!|€#])[\w*@$!|€#]{3,24}(?![\w*@$!|€#])")
_MARK_INSIDE = re.compile(r"[*@$!|€#0-9](?=.)")
_LETTERS = "aaabwWéÉ²٣_ 01.,…!?\n\u2028\xa0*@$|€#-'’ÀĀ中😀\ud83d"
TEXTS = st.one_of(st.text(st.sampled_from(_LETTERS), max_size=60), st.text(max_size=60))


@given(TEXTS)
def test_sentences_are_those_of_the_expression(text: str) -> None:
    assert _sentences(text) == [match.span() for match in _SENTENCE.finditer(text)]


@given(TEXTS)
def test_a_stretched_letter_is_that_of_the_expression(text: str) -> None:
    assert _stretches(text) == (_STRETCHED.search(text) is not None)


@given(TEXTS)
def test_masked_words_are_those_of_the_expression(text: str) -> None:
    runs = [(match.start(), match.group().lower().rstrip("!")) for match in _CHUNK.finditer(text)]
    asked = [(start, run) for start, run in runs if _MARK_INSIDE.search(run) and not run.isdigit()]
    assert list(_masked(text)) == asked


@given(st.one_of(TEXTS, st.text(st.sampled_from("ab é.*_-"), max_size=30)))
def test_words_spelt_apart_are_those_of_the_expression(text: str) -> None:
    assert list(_spelt(text)) == [(match.start(), match.group().lower()) for match in _SPELT.finditer(text)]


@given(st.one_of(TEXTS, st.text(st.sampled_from("aé.@-_ /…"), max_size=30)))
def test_every_inner_dot_stands_in_a_run_of_a_link(text: str) -> None:
    runs = list(_runs(text))
    dots = [match.start() + 1 for match in _INNER_DOT.finditer(text)]
    assert all(any(start <= dot < end for start, end in runs) for dot in dots)
    assert all(any(start <= dot < end for dot in dots) for start, end in runs)


@given(st.one_of(TEXTS, st.text(st.characters(), max_size=12)))
def test_two_capitals_are_never_missed_by_the_quick_look(text: str) -> None:
    assert not _TWO_CAPITALS.search(text) or _MAYBE_CAPITALS.search(text)


@given(st.one_of(TEXTS, st.text(st.sampled_from("al'’@h.://w \n\x1c\u3000"), max_size=30)))
def test_no_word_of_a_language_reaches_over_a_blank(text: str) -> None:
    whole = [word for word in _WORD.findall(text.lower()) if word]
    assert sum(_piece(piece)[0] for piece in text.lower().split()) == len(whole)
