"""Typing, copying and importing on a disk that refuses one call: a few of tests/measures/failing_writes.py."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux" or not shutil.which("strace"):
    pytest.skip("needs strace, which is Linux only", allow_module_level=True)

from tests.measures.failing_writes import Call, attempt

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("call", [Call("write", 3), Call("pwrite64", 40), Call("fsync", 4), Call("fdatasync", 12)])
def test_a_refused_call_loses_nothing_acknowledged_and_is_said_once(tmp_path: Path, call: Call) -> None:
    outcome, _calls = attempt(tmp_path / "one", call)
    assert outcome.wrong == ()
    assert len(outcome.said) <= 1
