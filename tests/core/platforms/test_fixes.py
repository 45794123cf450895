"""One-key fixes: all of a draft can be pressed, each changes something, and an ordinary text is then left alone."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.drafts.assess import assess
from aparte.nouns import Finding, Span
from aparte.platforms.fixes import apart
from aparte.platforms.platform import ids

_ORDINARY = Path(__file__).resolve().parents[2] / "measures" / "ordinary_posts.jsonl"
POSTS = [json.loads(line)["text"] for line in _ORDINARY.read_text(encoding="utf-8").splitlines()]
PIECES = (
    *(
        "«  sept  »",
        "10 h 30",
        "10 h",
        "5 €",
        "€5",
        "20%",
        "mot  ",
        " !",
        "!!!",
        "...",
        '"',
        "#un#deux",
        "#été ",
        "Etat",
    ),
    *("𝗴𝗿𝗮𝘀", "🔥🔥🔥🔥🔥", "@jean ", "http://a.fr ", "\n\n\n", "BONJOUR ", "tu ", "vous ", "le pain ", "the bread "),
)


def finding(start: int, end: int, fix: str | None, severity: str = "advice", code: str = "x.y") -> Finding:
    return Finding(code=code, severity=severity, scorer="fit", span=Span(start=start, end=end), fix=fix)  # type: ignore[arg-type]  # a severity


def mended(text: str, platform: str) -> tuple[str, int]:
    """Press every key of the draft, the last one first."""
    fixes = [one for one in assess(text, platforms=[platform]).fit[platform].findings if one.fix is not None]
    before = len(text)
    for one in sorted(fixes, key=lambda one: (one.span.start, one.span.end), reverse=True):
        assert one.span.end <= before, f"{one.code} writes on letters that were already mended"
        assert text[one.span.start : one.span.end] != one.fix, f"{one.code} mends what is right"
        text = text[: one.span.start] + (one.fix or "") + text[one.span.end :]
        before = one.span.start
    return text, len(fixes)


@pytest.mark.parametrize("platform", ids())
def test_an_ordinary_post_is_right_once_its_keys_were_pressed(platform: str) -> None:
    for post in POSTS:
        once, _count = mended(post, platform)
        again, left = mended(once, platform)
        assert left == 0, (post, once, again)


@given(pieces=st.lists(st.sampled_from((*PIECES, *POSTS[::40])), max_size=14), platform=st.sampled_from(sorted(ids())))
def test_no_two_keys_of_a_draft_write_on_the_same_letters(pieces: list[str], platform: str) -> None:
    mended("".join(pieces), platform)


@given(
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), st.sampled_from(("error", "warning", "advice"))))
)
def test_the_fixes_that_are_kept_never_meet(spans: list[tuple[int, int, str]]) -> None:
    findings = [finding(start, start + length, "", severity) for start, length, severity in spans]
    kept = apart(findings)
    assert [one.span for one in kept] == [one.span for one in findings]
    pressed = sorted((one.span.start, one.span.end) for one in kept if one.fix is not None)
    assert len(set(pressed)) == len(pressed)
    assert all(end <= after for (_start, end), (after, _end) in pairwise(pressed))
    assert bool(pressed) == bool(findings)


def test_the_graver_finding_keeps_its_key_then_the_wider_then_the_later() -> None:
    grave, wide = finding(5, 6, "a", "error"), finding(0, 20, "b")
    assert [one.fix for one in apart([wide, grave])] == [None, "a"]
    assert [one.fix for one in apart([finding(0, 3, "a"), finding(2, 9, "b")])] == [None, "b"]
    assert [one.fix for one in apart([finding(0, 3, "a"), finding(0, 3, "b")])] == [None, "b"]
    assert [one.fix for one in apart([finding(0, 3, "a"), finding(3, 3, "b"), finding(3, 9, "c")])] == ["a", "b", "c"]


@pytest.mark.parametrize("hour", ["10\u00a0h", "10\u00a0h tout rond", "10\u00a0h\u00a030 pile", "10\u202fh"])
def test_an_hour_that_is_right_is_left_alone(hour: str) -> None:
    text = f"Les planches sont prêtes, le cours est à {hour} 🏄"
    assert mended(text, "threads") == (text, 0)


def test_a_dollar_that_begins_a_ticker_is_no_price() -> None:
    text = "We bought five of them, €5 $ABC for the record"
    assert mended(text, "x") == (text, 0)
