"""Triage vectors: what one text gives alone and among others, whatever it holds; the draft's own table behind them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.scorers import irony_table
from aparte.scorers.bulk import CHUNK_CHARS, TOXIC_PRIOR, Vectors, triage
from aparte.scorers.bulk_language import LANGUAGES

SHORT = {
    "fr": [
        "Merci pour les trois heures d'attente, c'était un vrai plaisir",
        "Le colis est arrivé ce matin, tout va bien",
        "Bravo à toute l'équipe pour ce concert 🙃",
        "Nous sommes désolés de la panne, le site revient dans une heure",
    ],
    "en": [
        "Oh great, another update that deletes my photos, just what I needed",
        "The parcel came this morning and everything works",
        "Thank you so much for the quick help with my order!",
        "We are sorry for the outage, the site will be back in an hour",
    ],
}
HOSTILE = {
    "empty": "",
    "blank": " \n\t\u00a0\u200b",
    "zero": "\x00\x00",
    "emoji only": "🎉👍🏽🙃👩‍👩‍👧‍👦🇫🇷",
    "zalgo": "h\u0334\u0321\u0352e\u0337\u0315l\u0336\u0301l\u0335\u0300o\u0334\u0308 w\u0336\u0300orld",
    "surrogates": "\ud800 hello \udfff\udc00",
    "links only": "https://a.example/b?c=d www.example.org http://",
    "mentions only": "@one @two.three @",
    "marks only": "?!?!…—«»:-(",
    "one letter": "a",
    "irony mark": "/s #sarcasm",
    "digits": "0123456789 ١٢٣ 12,5",
    "one long word": "a" * 100_000,
    "long text": "I love this, and I hate that! " * 3_400,
    "long wall of marks": "!" * 100_000,
}
OTHERS = [
    "Der Zug hat schon wieder Verspätung und niemand sagt uns warum",
    "El tren llega tarde otra vez y nadie nos dice nada de lo que pasa",
    "Il treno è di nuovo in ritardo e nessuno ci dice che cosa succede",
    "O comboio está atrasado outra vez e ninguém nos diz o que se passa",
    "電車がまた遅れています",
    "Поезд снова опаздывает, и никто ничего не говорит",
    "القطار متأخر مرة أخرى",
]
GROUP_GAP = 0.1
"""The goal at the 99th percentile; measured .05 French, .07 English (models/scorers/triage.md)."""
LETTERS = st.text(st.characters(), max_size=40)
PIECES = st.sampled_from(
    [
        "merci ",
        "c'est nul ",
        "the worst ",
        "I don't ",
        "LOVE ",
        "idiot ",
        "@moi ",
        "https://a.fr/x ",
        ":-) ",
        "🙃",
        "!\n",
    ]
)
TEXTS = st.lists(LETTERS | st.lists(PIECES, max_size=24).map("".join), max_size=6)


def row(found: Vectors, at: int) -> list[float]:
    """Return the vector of one text."""
    return [column[at].item() for column in found]


def in_range(found: Vectors, count: int) -> bool:
    """Return whether there are `count` vectors, each with figures of the right unit."""
    return (
        all(column.shape == (count,) for column in found)
        and bool(np.all((found.language >= 0) & (found.language < len(LANGUAGES))))
        and bool(np.all(np.abs(found.sentiment) <= 1))
        and all(bool(np.all((chance > 0) & (chance < 1))) for chance in (found.sarcasm, found.toxicity))
        and found.read.tolist() == [LANGUAGES[code] != "other" for code in found.language]
    )


@given(TEXTS)
def test_a_text_has_the_same_vector_alone_and_among_others(texts: list[str]) -> None:
    together = triage(texts)
    assert in_range(together, len(texts))
    for number, text in enumerate(texts):
        assert row(together, number) == row(triage([text]), 0)


def test_where_a_chunk_ends_changes_nothing() -> None:
    texts = [text for texts in SHORT.values() for text in texts] * (CHUNK_CHARS // 200)
    found = triage(texts)
    assert sum(map(len, texts)) > 2 * CHUNK_CHARS
    for column in found:
        assert np.array_equal(column.reshape(-1, 8), np.tile(column[:8], (len(texts) // 8, 1)))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_too_strange(name: str) -> None:
    beside = SHORT["fr"][0]
    found = triage([beside, HOSTILE[name], beside])
    assert in_range(found, 3)
    assert row(found, 0) == row(found, 2) == row(triage([beside]), 0)


def test_no_posts_have_no_vectors() -> None:
    assert in_range(triage([]), 0)


@pytest.mark.parametrize(
    "text", [*OTHERS, *(HOSTILE[name] for name in ("empty", "emoji only", "links only", "digits"))]
)
def test_what_is_in_no_language_we_read_is_neutral(text: str) -> None:
    found = triage([text])
    assert LANGUAGES[found.language[0]] == "other"
    assert not found.read[0]
    assert found.sentiment[0] == 0
    assert found.toxicity[0] == TOXIC_PRIOR


@pytest.mark.parametrize("language", SHORT)
def test_sarcasm_is_what_the_table_of_a_draft_hears(language: str) -> None:
    stack = irony_table.stack(language)
    found = triage(SHORT[language])
    for text, chance in zip(SHORT[language], found.sarcasm, strict=True):
        heard = stack.intercept + stack.table * irony_table.heard(text, language)
        assert chance == pytest.approx(1 / (1 + math.exp(-heard)), abs=1e-9)


def test_a_long_post_is_heard_by_its_loudest_part() -> None:
    plain = "The parcel came this morning and everything works. " * 12
    found = triage([plain + SHORT["en"][0], plain])
    assert found.sarcasm[0] > found.sarcasm[1]


def test_a_word_or_two_are_too_few_for_a_probability() -> None:
    assert len({*triage(["merci", "stupid idiot", ""]).toxicity.tolist()}) == 1


@pytest.mark.parametrize(
    ("hurting", "calm"),
    [
        ("you are a worthless idiot, nobody wants you here", "you are a wonderful team, everybody wants you here"),
        ("t'es vraiment une grosse conne, dégage", "t'es vraiment une grande artiste, reviens"),
    ],
)
def test_an_insult_is_more_toxic_than_a_compliment(hurting: str, calm: str) -> None:
    found = triage([hurting, calm])
    assert found.toxicity[0] > found.toxicity[1]


@pytest.mark.parametrize(
    ("post", "groups"),
    [
        ("Tomorrow the library reads stories by {} to children", ["women", "Muslims", "gay people", "disabled people"]),
        (
            "Demain la bibliothèque lit aux enfants des contes écrits par des {}",
            ["femmes", "musulmans", "Arabes", "juifs"],
        ),
    ],
)
def test_the_name_of_a_group_is_no_insult(post: str, groups: list[str]) -> None:
    plain, *named = triage([post.format(group) for group in ["teachers", *groups]]).toxicity
    assert all(abs(one - plain) < GROUP_GAP for one in named)
