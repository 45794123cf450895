"""The journal under kill -9: a few of the kills of tests/measures/journal_kill.py, at every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.measures.journal_kill import kill_once

if TYPE_CHECKING:
    from pathlib import Path


def test_a_killed_program_loses_nothing_it_said_was_saved(tmp_path: Path) -> None:
    dice = random.Random(11)
    assert [outcome for outcome in (kill_once(tmp_path, dice) for _kill in range(5)) if not outcome.safe] == []
