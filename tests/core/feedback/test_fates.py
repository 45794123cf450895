"""What becomes of suggestions is counted, and no word of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte.feedback.fates import FILE, fates, keep_rate, note
from aparte.nouns import Fate

if TYPE_CHECKING:
    from pathlib import Path


def fate(what: str, distance: float | None = None) -> Fate:
    return Fate(
        at="2026-11-28T05:00:00+00:00",
        goal="shorter",
        lang="fr",
        platform="x",
        model="rules",
        offered=3,
        fate=what,  # type: ignore[arg-type]  # one of the three
        changes=4,
        taken=0 if what == "refused" else 2,
        distance=distance,
    )


def test_what_was_noted_is_read_again_and_summed(tmp_path: Path) -> None:
    told = (fate("kept", 0.0), fate("edited", 0.5), fate("refused"), fate("refused"))
    for one in told:
        note(tmp_path, one)
    assert fates(tmp_path) == told
    rate = keep_rate(told)
    assert (rate.offered, rate.kept, rate.edited, rate.refused) == (4, 1, 1, 2)
    assert rate.share == 0.5
    assert rate.distance == pytest.approx(0.25)


def test_nothing_offered_is_no_rate(tmp_path: Path) -> None:
    rate = keep_rate(fates(tmp_path))
    assert (rate.share, rate.distance) == (None, None)


@pytest.mark.parametrize("line", [b"half a li", b"[]", b"{}", b'{"fate": "kept"}', b"\xff\xfe"])
def test_a_line_that_can_t_be_read_costs_that_line(tmp_path: Path, line: bytes) -> None:
    note(tmp_path, fate("kept", 0.0))
    with (tmp_path / FILE).open("ab") as file:
        file.write(line)
    note(tmp_path, fate("refused"))
    assert [one.fate for one in fates(tmp_path)] == ["kept", "refused"]
