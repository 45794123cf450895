"""The list of models one might try: what each row must say, when it is old, and whether it fits this memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from aparte import addresses
from aparte.engine import hardware, offers
from aparte.engine.hardware import fit
from aparte.engine.memory import CONTEXT, SMALLEST_CONTEXT

GB = 1_000_000_000
SPDX = {"Apache-2.0", "MIT", "CC0-1.0", "BSD-3-Clause"}


def test_each_shipped_row_says_where_it_comes_from_what_it_may_be_used_for_and_that_nobody_here_tried_it(
    home: Path,
) -> None:
    rows = offers.offers(home)
    assert {row.laptop for row in rows} >= {"8 GB", "16 GB"}
    assert any(row.needs_card for row in rows)
    for row in rows:
        assert row.licence in SPDX or row.licence.startswith("restricted: ")
        assert "not tried by us" in row.note
        assert row.size_bytes > 100_000_000
        assert addresses.host_of(row.address) == addresses.host_of(row.page) != ""
        assert row.address.endswith(f"/{row.file}")
        assert len(row.sha256) in {0, 64}
        assert not (row.address_checked and not row.sha256), "whoever saw the file there saw its fingerprint"


def test_the_first_row_is_known_by_its_published_shape(home: Path) -> None:
    first = offers.offers(home)[0]
    cache = CONTEXT * first.layers * 2 * first.kv_heads * first.head_dim * 2
    assert first.need_bytes() == int(first.size_bytes * 1.05) + cache + 256 * first.vocabulary * 4 + 200_000_000
    assert first.need_bytes(SMALLEST_CONTEXT) == first.least_bytes() < first.need_bytes()


def test_without_a_published_shape_the_memory_is_estimated_and_says_so(home: Path) -> None:
    known = offers.offers(home)[0]
    guessed = replace(known, layers=0)
    assert guessed.is_estimated
    assert not known.is_estimated
    assert guessed.need_bytes() == pytest.approx(known.need_bytes(), rel=0.2)


def test_what_is_meant_for_a_graphics_card_is_not_refused_for_the_memory_of_the_computer(home: Path) -> None:
    card = next(row for row in offers.offers(home) if row.needs_card)
    assert card.fit(free=2 * GB, total=4 * GB).verdict == "unknown"
    assert card.fit(free=60 * GB, total=64 * GB).verdict == "fits"
    assert replace(card, laptop="16 GB").fit(free=2 * GB, total=4 * GB).verdict == "never"


def test_a_row_nobody_looked_at_for_half_a_year_is_old(home: Path) -> None:
    row = offers.offers(home)[0]
    assert not row.is_old(row.checked_on + timedelta(days=180))
    assert row.is_old(row.checked_on + timedelta(days=181))


def test_a_list_of_ones_own_replaces_the_shipped_one(home: Path) -> None:
    (home / "models").mkdir(parents=True)
    (home / "models" / "catalogue.toml").write_text(
        '[[model]]\nname = "mine"\nlicence = "MIT"\nsize_bytes = 5\nchecked_on = 2026-01-02\n'
    )
    (row,) = offers.offers(home)
    assert (row.name, row.checked_on) == ("mine", date(2026, 1, 2))
    assert offers.find(home, "MINE") == row
    assert offers.find(home, "theirs") is None


@pytest.mark.parametrize(
    ("free", "total", "verdict"),
    [
        (8 * GB, 16 * GB, "fits"),
        (3 * GB, 16 * GB, "tight"),
        (2 * GB, 16 * GB, "short"),
        (2 * GB, 2 * GB, "never"),
        (None, 16 * GB, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_model_is_weighed_as_the_guard_will_weigh_it(free: int | None, total: int | None, verdict: str) -> None:
    assert fit(int(2.6 * GB), int(2.4 * GB), free, total).verdict == verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("processor : 0\nflags\t\t: fpu sse4_2 avx avx2 fma f16c\n", ("SSE4.2", "AVX", "AVX2", "FMA", "F16C")),
        ("Features\t: fp asimd asimddp i8mm\n", ("NEON", "dot product", "I8MM")),
        ("nothing\n", ()),
    ],
)
def test_instruction_sets_are_those_the_system_names(tmp_path: Path, text: str, found: tuple[str, ...]) -> None:
    (tmp_path / "cpuinfo").write_text(text)
    assert hardware.instructions(tmp_path / "cpuinfo") == found
    assert hardware.instructions(tmp_path / "missing") == ()


def test_this_computer_is_read_without_a_guess() -> None:
    here = hardware.look()
    assert here.cores >= 1
    assert here.total is None or here.free is None or here.free <= here.total
