"""The program's log: private, bounded, silent where it can't be written."""

from __future__ import annotations

import logging
import stat
from typing import TYPE_CHECKING

from aparte import logbook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_is_logged_is_kept_for_the_user_only(tmp_path: Path, warnings_expected: None) -> None:
    with logbook.kept(tmp_path):
        logging.getLogger("aparte.engine").warning("model of %d bytes left", 12)
    file = tmp_path / "logs" / logbook.FILE
    assert "model of 12 bytes left" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_log_never_grows_beyond_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warnings_expected: None
) -> None:
    monkeypatch.setattr(logbook, "MOST_BYTES", 400)
    with logbook.kept(tmp_path):
        for number in range(200):
            logging.getLogger("aparte").warning("line %d", number)
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == 1 + logbook.KEPT
    assert all(file.stat().st_size <= 400 for file in files)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path, warnings_expected: None) -> None:
    (tmp_path / "logs").write_text("in the way")
    with logbook.kept(tmp_path):
        logging.getLogger("aparte").warning("nobody keeps this")
