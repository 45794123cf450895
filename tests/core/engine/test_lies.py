"""A model that lies in every way we could think of gets nothing on screen; tests/measures tries all of them."""

from __future__ import annotations

import pytest

from tests.core.engine.lies import Case, by_hand, cases
from tests.measures.rewrite_lies import asked

SOME = cases(1)[::4]
"""Ten of the forty cases, five in each language."""


@pytest.mark.parametrize("case", SOME, ids=range(len(SOME)))
def test_no_lie_is_ever_shown(case: Case) -> None:
    assert [(what, text) for what, text in case.lies if asked(case, text, what).candidates] == []


@pytest.mark.parametrize("case", SOME, ids=range(len(SOME)))
def test_honest_wordings_are_refused_for_no_fact(case: Case) -> None:
    refused = [one for text in case.honest for one in asked(case, text).rejected]
    assert [one for one in refused if one.why in {"refused.lost", "refused.added", "refused.turned"}] == []


@pytest.mark.parametrize("case", by_hand("seen"), ids=lambda case: case.draft[:20])
def test_no_lie_told_by_hand_is_shown_again(case: Case) -> None:
    assert [what for what, text in case.lies if asked(case, text).candidates] == []


def test_the_collection_is_as_large_as_it_says() -> None:
    whole = cases()
    assert len({case.draft for case in whole}) == len(whole) == 200
    assert min(len(case.lies) for case in whole) > 40
