"""Backups: one a day, rotated, encrypted when the space is, and back on a computer that never saw it."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aparte.archive import keyfile, keys
from aparte.archive.backups import back_up, back_up_daily, backups, dated, rotate
from aparte.archive.encrypt import encrypt
from aparte.archive.inside import look_into
from aparte.archive.keyfile import read_keys
from aparte.archive.phrase import phrase_of
from aparte.archive.removal import delete
from aparte.archive.restore import restore
from aparte.archive.spaces import Space, default_space, known_space, spaces
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.errors import Trouble
from aparte.gate.log import Log, read_lines, verify
from aparte.nouns import Draft
from aparte.secrets import InMemory, LogKey
from tests.core.archive.made import post
from tests.core.gate.made import sign_off

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHRASE = phrase_of(b"sixteen bytes !!", "en")
LOG_KEY = LogKey(secret=b"k" * 32, kept_in="file")
FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


@pytest.fixture
def space(home: Path) -> Space:
    made = default_space(home)
    with Archive(made.archive_path) as archive:
        archive.add([post(f"billet numéro {number}", number) for number in range(1, 29)])
    with Journal(made.folder) as journal:
        journal.create(Draft(id="", base_text="un brouillon"))
    Log(made.folder, LOG_KEY).append(sign_off(), None)
    return made


def texts(space: Space) -> list[str]:
    with Archive(space.archive_path) as archive:
        return [one.text for one in archive.every()]


def drafts(space: Space) -> list[str]:
    with Journal(space.folder) as journal:
        return [draft.base_text for draft in journal.drafts()]


def test_one_backup_a_day_whoever_asks(space: Space) -> None:
    assert back_up_daily(space.folder, FIRST) is not None
    assert back_up_daily(space.folder, FIRST + timedelta(hours=14)) is None
    assert back_up_daily(space.folder, FIRST + timedelta(hours=15)) is not None
    assert len(dated(space.folder, "daily")) == 2


def test_a_week_of_days_and_a_month_of_weeks_are_kept(space: Space) -> None:
    for day in range(60):
        back_up_daily(space.folder, FIRST + timedelta(days=day))
    manual = back_up(space.folder, now=FIRST)
    kept = [made.date() for made, _path in dated(space.folder, "daily")]
    last = (FIRST + timedelta(days=59)).date()
    assert kept[:7] == [last - timedelta(days=day) for day in range(7)]
    assert len(kept) == 11
    assert 28 <= (last - kept[-1]).days <= 41
    assert rotate(space.folder) == []
    assert manual.exists()


def test_a_copy_made_before_an_upgrade_goes_after_a_month(space: Space) -> None:
    folder = space.folder / "backups"
    for name in ("archive-v1-20260101T090000000000", "drafts-v2-20260125T090000000000", "archive-v1-mine", "other"):
        (folder / f"{name}.db").write_bytes(b"")
    rotate(space.folder, datetime(2026, 2, 1, tzinfo=UTC))
    kept = sorted(path.stem for path in folder.glob("*.db"))
    assert kept == ["archive-v1-mine", "drafts-v2-20260125T090000000000", "other"]


def test_a_space_with_nothing_in_it_is_not_backed_up(home: Path) -> None:
    assert back_up_daily(default_space(home).folder) is None


def test_a_backup_is_made_while_the_window_writes(space: Space) -> None:
    with Archive(space.archive_path) as archive, Journal(space.folder) as journal:
        archive.add([post("pas encore dans le fichier", 29)])
        journal.create(Draft(id="", base_text="en cours"))
        file = back_up(space.folder)
    other = default_space(space.folder.parents[1] / "elsewhere")
    restore(other.folder.parents[1], file)
    assert "pas encore dans le fichier" in texts(other)
    assert sorted(drafts(other)) == ["en cours", "un brouillon"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_of_an_encrypted_space_opens_with_the_phrase_on_another_computer(space: Space, tmp_path: Path) -> None:
    encrypt(space.folder, PHRASE, keyring=InMemory())
    file = back_up(space.folder, out=tmp_path / "stick.zip")
    assert b"billet" not in file.read_bytes()
    shutil.rmtree(space.folder)
    keys.drop()
    elsewhere = tmp_path / "other home"
    with pytest.raises(Trouble, match=r"space\.locked"):
        restore(elsewhere, file)
    assert spaces(elsewhere) == []
    assert list((elsewhere / "spaces").iterdir()) == []
    keys.give_words(PHRASE)
    back = restore(elsewhere, file, name="Chez Noémie")
    assert back.brand.name == "Chez Noémie"
    assert len(texts(back)) == 28
    assert drafts(back) == ["un brouillon"]
    assert verify(back.folder).intact
    assert b"billet" not in back.archive_path.read_bytes()


def test_what_a_restore_replaces_is_backed_up_first_and_the_log_keeps_growing(space: Space) -> None:
    file = back_up(space.folder)
    with Archive(space.archive_path) as window:
        window.add([post("venu après", 29)])
        Log(space.folder, LOG_KEY).append(sign_off("autre"), None)
        restore(space.folder.parents[1], file, space)
        assert window.count() == 28
    assert verify(space.folder).intact
    assert len(read_lines(space.folder)) == 2
    ((_made, before),) = dated(space.folder, "before")
    restore(space.folder.parents[1], before, space)
    assert "venu après" in texts(space)


def test_a_plain_backup_into_an_encrypted_space_is_encrypted(space: Space) -> None:
    file = back_up(space.folder)
    plain = file.read_bytes()
    encrypt(space.folder, PHRASE, keyring=InMemory())
    file.write_bytes(plain)
    restore(space.folder.parents[1], file, space)
    assert len(texts(space)) == 28
    assert b"billet" not in space.archive_path.read_bytes()


def test_an_encrypted_backup_makes_a_plain_space_encrypted(space: Space, tmp_path: Path) -> None:
    encrypt(space.folder, PHRASE, keyring=InMemory())
    file = back_up(space.folder, out=tmp_path / "sealed.zip")
    other = default_space(tmp_path / "other")
    with Archive(other.archive_path) as archive:
        archive.add([post("ce qui était là", 1)])
    restore(tmp_path / "other", file, other)
    assert len(texts(other)) == 28
    for path in other.folder.rglob("*"):
        assert path.is_dir() or "ce qui était là".encode() not in path.read_bytes()


def test_a_damaged_archive_is_put_aside_and_the_backup_comes_back(space: Space) -> None:
    file = back_up(space.folder)
    damaged = b"SQLite format 3\0" + b"x" * 9_000
    space.archive_path.write_bytes(damaged)
    restore(space.folder.parents[1], file, space)
    assert len(texts(space)) == 28
    (aside,) = space.folder.glob("archive.damaged-*")
    assert aside.read_bytes() == damaged


@pytest.mark.parametrize("bad", ["text", "truncated", "other names", "escaping", "changed"])
def test_what_is_no_whole_backup_is_refused_and_nothing_is_touched(space: Space, bad: str, tmp_path: Path) -> None:
    file = back_up(space.folder)
    if bad == "text":
        file.write_text("not a zip")
    elif bad == "truncated":
        file.write_bytes(file.read_bytes()[:-200])
    elif bad == "changed":
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data[:5_000] + b"\xff" * 9_000 if name == "archive.db" else data)
    else:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("evil.py" if bad == "other names" else "../../evil", "x")
    with pytest.raises(Trouble, match=r"backup\.(not_one|damaged)"):
        restore(space.folder.parents[1], file, space)
    assert len(texts(space)) == 28
    assert dated(space.folder, "before") == []
    assert not list(tmp_path.rglob("evil*"))


def test_a_backup_that_finds_no_room_leaves_nothing(space: Space) -> None:
    (space.folder / "backups").rmdir()
    (space.folder / "backups").write_text("a file where the folder should be")
    with pytest.raises(Trouble, match=r"backup\.failed"):
        back_up(space.folder)
    assert len(texts(space)) == 28


def test_a_deleted_space_is_gone_with_its_key(space: Space, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    from aparte.archive import removal

    keyring = InMemory()
    monkeypatch.setattr(removal, "system_keyring", lambda: keyring)
    encrypt(space.folder, PHRASE, keyring=keyring)
    known = read_keys(space.folder)
    assert known is not None
    assert keyring.get(known.entry)
    with Journal(space.folder), pytest.raises(Trouble, match=r"space\.in_use"):
        delete(space)
    delete(space)
    assert keyring.get(known.entry) is None
    assert list((home / "spaces").iterdir()) == []
    assert known_space(home, "default") is None


def test_backups_are_listed_newest_first(space: Space) -> None:
    made = [back_up(space.folder, now=FIRST + timedelta(minutes=n)) for n in range(3)]
    assert backups(space.folder) == made[::-1]
    assert back_up(space.folder, now=FIRST) not in made


def test_a_look_into_a_backup_tells_what_is_in_it_and_leaves_nothing(space: Space, home: Path) -> None:
    file = back_up(space.folder, now=FIRST)
    before = sorted((home / "spaces").rglob("*"))
    seen = look_into(home, file)
    assert (seen.name, seen.posts, seen.drafts, seen.encrypted) == (space.brand.name, 28, 1, False)
    assert datetime.fromisoformat(seen.made_at) == FIRST
    assert sorted((home / "spaces").rglob("*")) == before


def test_a_look_into_an_encrypted_backup_counts_once_its_words_are_typed(space: Space, home: Path) -> None:
    encrypt(space.folder, PHRASE, keyring=None, passphrase="des mots")
    file = back_up(space.folder)
    keys.drop()
    assert look_into(home, file).is_locked
    with pytest.raises(Trouble, match="wrong_words"):
        look_into(home, file, "d’autres mots")
    assert look_into(home, file, PHRASE).posts == 28
