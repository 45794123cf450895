"""A model that does not fit is refused before it is loaded, with the numbers; a smaller context is tried first."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aparte.engine.gguf import read_header
from aparte.engine.memory import CONTEXT, available_bytes, context_for
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.engine.gguf import Header

GB = 1_000_000_000


@pytest.fixture
def billion(tmp_path: Path) -> Header:
    """Return a header with the shape of a model of a billion weights."""
    tiny = read_header(tiny_model(tmp_path / "tiny.gguf"))
    return replace(
        tiny, blocks=16, context=131_072, cached_heads=128, key_dim=64, value_dim=64, file_bytes=GB, vocabulary=128_000
    )


def test_the_whole_context_is_used_where_it_fits(billion: Header) -> None:
    assert context_for(billion, available=8 * GB) == CONTEXT


def test_a_model_never_gets_more_context_than_it_was_trained_for(tmp_path: Path) -> None:
    assert context_for(read_header(tiny_model(tmp_path / "tiny.gguf")), available=8 * GB) == 512


def test_a_smaller_context_is_taken_before_refusing(billion: Header) -> None:
    tight = int((billion.ram_bytes(1024) + 1_000_000) / 0.85)
    assert context_for(billion, available=tight) == 1024


def test_what_does_not_fit_is_refused_with_the_numbers(billion: Header) -> None:
    with pytest.raises(Trouble, match=r"model\.too_big") as caught:
        context_for(billion, available=GB)
    assert caught.value.params["need_mb"] == billion.ram_bytes(1024) // 1_000_000
    assert caught.value.params["free_mb"] == 1000


def test_a_refusal_proposes_a_size_that_does_fit(billion: Header) -> None:
    with pytest.raises(Trouble, match=r"model\.too_big") as caught:
        context_for(billion, available=GB)
    proposed = int(str(caught.value.params["fits_mb"])) * 1_000_000
    assert 0 < proposed < billion.file_bytes
    assert context_for(replace(billion, file_bytes=int(proposed * 0.97)), available=GB) == 1024


def test_where_nothing_is_known_nothing_is_refused(billion: Header) -> None:
    assert context_for(billion, available=None) == CONTEXT


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says so here")
def test_this_machine_says_what_is_free() -> None:
    free = available_bytes()
    assert free is not None
    assert 0 < free < 100_000 * GB
