"""The key of the log: in the keyring where there is one, else in a private file, and it is said which."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from aparte.errors import Trouble
from aparte.secrets import KEY_FILE, InMemory, Keyring, log_key

if TYPE_CHECKING:
    from pathlib import Path


class NoKeyring(InMemory):
    """A keyring that nobody unlocks."""

    def get(self, name: str) -> str | None:
        raise Trouble("secrets.no_keyring", reason=f"locked: {name}")


def test_the_key_stays_the_same_in_the_keyring(tmp_path: Path) -> None:
    keyring = InMemory()
    first = log_key(tmp_path, keyring)
    assert first.kept_in == "keyring"
    assert log_key(tmp_path, keyring) == first
    assert list(tmp_path.iterdir()) == []


def test_without_a_keyring_the_key_is_in_a_private_file(tmp_path: Path) -> None:
    first = log_key(tmp_path, NoKeyring())
    assert first.kept_in == "file"
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert log_key(tmp_path, InMemory()) == first


def test_a_data_folder_of_the_users_choice_holds_its_own_key(home: Path) -> None:
    home.mkdir()
    assert log_key(home).kept_in == "file"


def test_a_file_that_holds_no_key_is_refused_not_replaced(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("abc")
    with pytest.raises(Trouble, match=r"secrets\.bad_key_file"):
        log_key(tmp_path)
    assert (tmp_path / KEY_FILE).read_text() == "abc"


def test_two_computers_have_different_keys(tmp_path: Path) -> None:
    assert log_key(tmp_path, InMemory()).id != log_key(tmp_path, InMemory()).id


def test_a_missing_system_keyring_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        with pytest.raises(Trouble, match=r"secrets\.no_keyring"):
            Keyring().get("anything")
    finally:
        keyring.set_keyring(before)
