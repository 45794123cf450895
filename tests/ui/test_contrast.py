"""The contrast of each pair the window uses, computed again from the themes with the WCAG 2 formula."""

from __future__ import annotations

import pytest

from aparte_ui import theme as themes

TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    *(
        (ink, paper, TEXT)
        for ink in ("ink", "ink2", "ink3")
        for paper in ("sheet", "ground", "wings", "select", "raised")
    ),
    *((mark, paper, TEXT) for mark in ("irony", "judge", "rule", "ok", "block") for paper in ("sheet", "ground")),
    *((mark, f"{mark}_wash", TEXT) for mark in ("irony", "judge", "rule", "ok", "block")),
    *(("ink", wash, TEXT) for wash in ("judge_wash", "irony_wash", "rule_wash", "ok_wash", "block_wash")),
    ("ink", "selection_text", TEXT),
    ("sheet", "ink", TEXT),
    ("sheet", "ink2", TEXT),
    ("on_curtain", "curtain", TEXT),
    ("on_curtain", "curtain_hover", TEXT),
    ("curtain_text", "sheet", TEXT),
    ("curtain_text", "ground", TEXT),
    ("ok", "wings", TEXT),
    ("judge", "wings", TEXT),
    *(("focus", paper, CONTROL) for paper in ("sheet", "ground", "wings")),
    *(("line_strong", paper, CONTROL) for paper in ("sheet", "ground")),
]


@pytest.mark.parametrize("name", themes.names())
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_each_pair_can_be_read(name: str, front: str, back: str, least: float) -> None:
    colours = themes.colours(name)
    assert contrast(colours[front], colours[back]) >= least


def test_the_table_of_the_design_is_the_one_we_have() -> None:
    light, dark = themes.colours("light"), themes.colours("dark")
    assert contrast(light["ink"], light["sheet"]) == pytest.approx(16.27, abs=0.01)
    assert contrast(light["ink3"], light["select"]) == pytest.approx(4.80, abs=0.01)
    assert contrast(dark["ink3"], dark["select"]) == pytest.approx(4.57, abs=0.01)
    assert contrast(dark["on_curtain"], dark["curtain_hover"]) == pytest.approx(4.93, abs=0.01)


def test_a_white_letter_can_be_read_on_every_client_square(theme: themes.Theme) -> None:
    for name in theme.client_colors():
        assert contrast(theme.on_client.name(), theme.client_color(name).name()) >= 6.7


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
