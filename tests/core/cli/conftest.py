"""The command line, run in this process."""

from __future__ import annotations

import pytest

from aparte import cli
from tests.core.cli.said import Aparte, Said


@pytest.fixture
def aparte(capsys: pytest.CaptureFixture[str]) -> Aparte:
    """Run one command line in this process."""

    def run(*words: object) -> Said:
        status = cli.run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run
