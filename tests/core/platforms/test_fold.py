"""What is read before "more"."""

from __future__ import annotations

from datetime import date

from aparte.platforms.fold import fold_at
from aparte.platforms.platform import Fold


def fold(chars: int, lines: int | None = None) -> Fold:
    return Fold(chars=chars, lines=lines, source="ours", checked_on=date(2026, 11, 23), confidence="C")


def test_a_text_that_is_seen_whole_has_no_fold() -> None:
    assert fold_at("court", fold(125)) is None
    assert fold_at("a" * 125, fold(125)) is None


def test_the_fold_falls_after_the_characters_seen() -> None:
    assert fold_at("a" * 126, fold(125)) == 125


def test_the_fold_never_cuts_an_emoji() -> None:
    family = "👨‍👩‍👧‍👦"
    assert fold_at(family * 10, fold(4)) == 4 * len(family)


def test_line_breaks_use_up_the_lines() -> None:
    assert fold_at("un\ndeux\ntrois\nquatre", fold(140, lines=3)) == len("un\ndeux\ntrois")
    assert fold_at("un\ndeux\ntrois", fold(140, lines=3)) is None


def test_a_platform_without_a_fold_shows_everything() -> None:
    assert fold_at("a" * 9999, None) is None
