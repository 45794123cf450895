"""The one opening of SQLite: a copy before each upgrade, newer files untouched, one line when the disk says no."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from aparte import messages
from aparte.archive.database import Connection, integrity, open_database, writing
from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path


def make_notes(database: Connection) -> None:
    database.execute("CREATE TABLE note (text TEXT)")


def add_colour(database: Connection) -> None:
    database.execute("ALTER TABLE note ADD COLUMN colour TEXT")


def fail_half_way(database: Connection) -> None:
    database.execute("ALTER TABLE note ADD COLUMN half TEXT")
    raise RuntimeError("a bug in a migration")


def with_a_note(path: Path) -> None:
    database = open_database(path, (make_notes,))
    with writing(database):
        database.execute("INSERT INTO note VALUES ('à garder')")
    database.close()


def test_an_upgrade_keeps_what_was_there(tmp_path: Path) -> None:
    with_a_note(tmp_path / "a.db")
    database = open_database(tmp_path / "a.db", (make_notes, add_colour))
    assert [tuple(row) for row in database.execute("SELECT * FROM note")] == [("à garder", None)]
    assert integrity(database) == "ok"
    database.close()


def test_a_copy_of_the_old_version_is_made_before_an_upgrade(tmp_path: Path) -> None:
    with_a_note(tmp_path / "a.db")
    open_database(tmp_path / "a.db", (make_notes, add_colour)).close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    old = sqlite3.connect(copy)
    assert old.execute("SELECT * FROM note").fetchall() == [("à garder",)]
    old.close()


def test_a_failed_upgrade_leaves_the_old_version(tmp_path: Path) -> None:
    with_a_note(tmp_path / "a.db")
    with pytest.raises(RuntimeError):
        open_database(tmp_path / "a.db", (make_notes, fail_half_way))
    database = open_database(tmp_path / "a.db", (make_notes,))
    assert [tuple(row) for row in database.execute("SELECT * FROM note")] == [("à garder",)]
    database.close()


def test_an_upgrade_without_room_for_its_copy_does_not_happen(tmp_path: Path) -> None:
    with_a_note(tmp_path / "a.db")
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(Trouble, match=r"data\.no_backup"):
        open_database(tmp_path / "a.db", (make_notes, add_colour))
    open_database(tmp_path / "a.db", (make_notes,)).close()


def test_a_file_of_a_newer_version_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_database(path, (make_notes, add_colour)).close()
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    with pytest.raises(Trouble) as caught:
        open_database(path, (make_notes,))
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before
    assert "version 2" in messages.say(caught.value.code, caught.value.params)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"\x00\x01 not a database" * 20)
    with pytest.raises(Trouble, match=r"data\.damaged"):
        open_database(tmp_path / "a.db", (make_notes,))
    assert (tmp_path / "a.db").read_bytes() == b"\x00\x01 not a database" * 20


def test_a_path_under_a_file_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match=r"data\.unreadable"):
        open_database(tmp_path / "file" / "a.db", (make_notes,))


def test_a_full_disk_is_said_and_loses_nothing_saved_before(tmp_path: Path) -> None:
    with_a_note(tmp_path / "a.db")
    database = open_database(tmp_path / "a.db", (make_notes,))
    database.execute("PRAGMA max_page_count = 3")
    with pytest.raises(Trouble, match=r"data\.full"), writing(database):
        database.execute("INSERT INTO note VALUES (?)", ("x" * 100_000,))
    assert [row["text"] for row in database.execute("SELECT * FROM note")] == ["à garder"]
    database.close()


def test_a_failed_block_writes_none_of_it(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db", (make_notes,))
    with pytest.raises(sqlite3.DataError), writing(database):
        database.executemany("INSERT INTO note VALUES (zeroblob(?))", [(10,), (2_000_000_000,)])
    assert database.execute("SELECT count(*) FROM note").fetchone()[0] == 0
    database.close()


def test_two_programs_may_open_the_same_new_file_at_once(tmp_path: Path) -> None:
    one = open_database(tmp_path / "a.db", (make_notes,))
    other = open_database(tmp_path / "a.db", (make_notes,))
    for database in (one, other):
        with writing(database):
            database.execute("INSERT INTO note VALUES ('x')")
    assert other.execute("SELECT count(*) FROM note").fetchone()[0] == 2
    one.close()
    other.close()
