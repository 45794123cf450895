"""Moving the data folder: everything arrives, the program finds it again, and a refusal leaves the old one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aparte import moving, paths
from aparte.archive.spaces import spaces
from aparte.drafts import sample
from aparte.drafts.autosave import Journal
from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a default data folder below the test's own."""
    monkeypatch.delenv("APARTE_HOME")
    monkeypatch.setattr(paths, "default_home", lambda: tmp_path / "default")
    return tmp_path / "default"


def test_a_moved_folder_is_found_again_with_everything_in_it(default: Path, tmp_path: Path) -> None:
    sample.sample_space(paths.home(), "fr")
    target = tmp_path / "disk" / "aparte"
    shares: list[float] = []
    moving.move(default, target, shares.append)
    assert paths.home() == target
    space = spaces(target)[0]
    with Journal(space.folder) as journal:
        assert len(journal.drafts()) == len(sample.sample_client("fr")["draft"])
    assert shares[-1] == pytest.approx(1.0)
    assert [path.name for path in default.iterdir()] == [paths.MOVED_TO]


def test_it_can_be_moved_twice(default: Path, tmp_path: Path) -> None:
    (paths.home() / "settings.toml").write_text("scale = 110\n")
    moving.move(default, tmp_path / "one")
    moving.move(tmp_path / "one", tmp_path / "two")
    assert (paths.home() / "settings.toml").read_text() == "scale = 110\n"
    assert paths.home() == tmp_path / "two"


def test_a_disk_that_is_away_is_said_and_no_second_folder_is_started(default: Path, tmp_path: Path) -> None:
    paths.home()
    moving.move(default, tmp_path / "disk")
    (tmp_path / "disk").rename(tmp_path / "unplugged")
    with pytest.raises(Trouble, match=r"home\.away"):
        paths.home()


def test_a_folder_with_something_in_it_is_refused_and_nothing_moves(default: Path, tmp_path: Path) -> None:
    (paths.home() / "settings.toml").write_text("scale = 110\n")
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "other.txt").write_text("mine")
    with pytest.raises(Trouble, match=r"home\.not_empty"):
        moving.move(default, busy)
    assert (default / "settings.toml").exists()


def test_one_folder_inside_the_other_is_refused(default: Path) -> None:
    with pytest.raises(Trouble, match=r"home\.inside"):
        moving.move(paths.home(), default / "deeper")


def test_a_folder_named_on_the_command_line_is_moved_by_whoever_named_it(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"home\.named"):
        moving.move(paths.home(), tmp_path / "elsewhere")


def test_a_copy_that_fails_leaves_the_old_folder_whole(
    default: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paths.home() / "settings.toml").write_text("scale = 110\n")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(Trouble, match=r"home\.unusable"):
        moving.move(default, tmp_path / "full")
    assert (paths.home() / "settings.toml").read_text() == "scale = 110\n"
    assert not (tmp_path / "full").exists()
