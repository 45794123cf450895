"""The data: where it lies, and whether the log was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.gate.checks import working_copy
from aparte.gate.log import Log, head_line, verify
from aparte.secrets import InMemory, log_key
from tests.ui.settings.place import settings_of, words_of

if TYPE_CHECKING:
    from tests.ui.opened import Opened


def _log_some(desk: Opened, count: int, keyring: InMemory | None = None) -> None:
    log = Log(desk.space.folder, log_key(desk.home, keyring))
    for number in range(count):
        copy = working_copy(
            text=f"copy {number}", platform="x", person="Nine", signed_at="2026-11-23T10:00:00Z", draft_id=None
        )
        log.append(copy, None)


def test_the_head_of_the_log_is_shown_as_it_is_printed(desk: Opened) -> None:
    _log_some(desk, 3)
    place = settings_of(desk)
    assert head_line(verify(desk.space.folder)) in words_of(place.data)


def test_an_untouched_log_is_said_to_be_so_only_when_asked(desk: Opened) -> None:
    _log_some(desk, 2)
    place = settings_of(desk)
    assert "nothing was changed" not in words_of(place.data)
    place.data.verify.click()
    desk.settle()
    assert "nothing was changed" in words_of(place.data)


def test_a_changed_line_is_said_without_asking(desk: Opened) -> None:
    _log_some(desk, 3)
    path = desk.space.log_path
    path.write_bytes(path.read_bytes().replace(b"Nine", b"Noel", 1))
    assert "Line 1 was changed." in words_of(settings_of(desk).data)


def test_a_key_in_a_file_is_told_with_its_path(desk: Opened) -> None:
    _log_some(desk, 1)
    assert str(desk.home / "copies.key") in words_of(settings_of(desk).data)


def test_a_key_in_the_keyring_is_told(desk: Opened) -> None:
    _log_some(desk, 1, InMemory())
    assert "keyring of the system" in words_of(settings_of(desk).data)


def test_looking_makes_no_key(desk: Opened) -> None:
    settings_of(desk).data.verify.click()
    desk.settle()
    assert not (desk.home / "copies.key").exists()


def test_the_folder_is_shown(desk: Opened) -> None:
    assert str(desk.home) in words_of(settings_of(desk).data)


def test_the_posts_leave_by_the_archive(desk: Opened) -> None:
    settings_of(desk).data.export.click()
    assert desk.window.place == "archive"
    desk.settle()
