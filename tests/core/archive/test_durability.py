"""What is kept survives: an upgrade, a full disk, a disk that refuses to write, a command beside the window."""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from aparte.archive import keyfile, keys
from aparte.archive.cipher import connect
from aparte.archive.database import integrity, writing
from aparte.archive.encrypt import encrypt
from aparte.archive.migrations import MIGRATIONS
from aparte.archive.phrase import phrase_of
from aparte.archive.sealing import is_plain
from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.errors import Trouble
from aparte.nouns import Draft
from aparte.sources.intake_process import start
from aparte.sources.report import ImportReport
from tests.core.archive.made import post
from tests.core.cli.said import command, environment, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "une phrase de passe"


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


@pytest.fixture(params=["plain", "encrypted"])
def space(home: Path, request: pytest.FixtureRequest) -> Space:
    made = default_space(home)
    if request.param == "encrypted":
        encrypt(made.folder, phrase_of(b"1" * 16, "en"), keyring=None, passphrase=WORDS)
    return made


@pytest.fixture
def opening(tmp_path: Path, space: Space) -> tuple[object, ...]:
    """Give the options by which a command opens the space."""
    (tmp_path / "words").write_text(WORDS)
    return ("--passphrase-file", tmp_path / "words") if keys.is_encrypted(space.folder) else ()


def first_version(space: Space) -> None:
    """Make the archive as the first version of the program made it, with one post."""
    space.archive_path.touch(mode=0o600)
    with closing(connect(space.archive_path, keys.data_key(space.folder))) as database:
        MIGRATIONS[0](database)
        database.execute(
            "INSERT INTO posts (platform, id, text, kind, form) VALUES ('x', '1', 'ancien', 'own', 'post')"
        )
        database.execute("INSERT INTO posts_fts (rowid, text, title) SELECT n, text, title FROM posts")
        database.execute("PRAGMA user_version = 1")


def test_an_archive_of_the_first_version_is_upgraded_and_a_copy_as_secret_as_itself_is_kept(space: Space) -> None:
    first_version(space)
    with Archive(space.archive_path) as archive:
        assert [one.text for one in archive.every()] == ["ancien"]
        archive.add([post("nouveau", 2)])
        assert archive.count() == 2
        assert integrity(archive.connection) == "ok"
    (copy,) = (space.folder / "backups").glob("archive-v1-*.db")
    key = keys.data_key(space.folder)
    assert is_plain(copy) == (key is None)
    with closing(connect(copy, key)) as old:
        assert old.execute("SELECT text FROM posts").fetchone()[0] == "ancien"
        assert old.execute("PRAGMA user_version").fetchone()[0] == 1


def test_a_newer_file_is_left_untouched(space: Space) -> None:
    with Archive(space.archive_path) as archive:
        archive.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = space.archive_path.read_bytes()
    with pytest.raises(Trouble, match=r"data\.newer"):
        Archive(space.archive_path)
    assert space.archive_path.read_bytes() == before


def test_a_full_disk_is_said_in_one_line_and_what_was_kept_stays(
    space: Space, opening: tuple[object, ...], tmp_path: Path
) -> None:
    with Archive(space.archive_path) as archive:
        archive.add([post(f"gardé {number}", number) for number in range(1, 29)])
    (tmp_path / "many.jsonl").write_text(lines_of(*({"id": f"m{n}", "text": f"mot{n} " * 60} for n in range(9_000))))
    done = subprocess.run(
        command("import", tmp_path / "many.jsonl", *opening),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    said = done.stderr.strip().splitlines()
    assert said
    assert "Traceback" not in done.stderr
    assert len(set(said)) == 1, said
    with Archive(space.archive_path) as archive:
        assert integrity(archive.connection) == "ok"
        assert archive.count() >= 28
        assert {f"gardé {n}" for n in range(1, 29)} <= {one.text for one in archive.every()}
    again = subprocess.run(command("import", tmp_path / "many.jsonl", "--json", *opening), env=environment(),
                           capture_output=True, text=True, check=True)  # fmt: skip
    (report,) = json.loads(again.stdout)["files"]
    assert report["imported"] + report["duplicates"] == 9_000
    with Archive(space.archive_path) as archive:
        assert archive.count() == 9_028


def test_a_file_that_may_grow_no_more_loses_nothing(space: Space) -> None:
    with Archive(space.archive_path) as archive:
        archive.add([post("gardé", 1)])
        pages = archive.connection.execute("PRAGMA page_count").fetchone()[0]
        archive.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(Trouble, match=r"data\.full"):
            archive.add([post("x" * 1_000, 2, id=f"n{n}") for n in range(900)])
        assert [one.text for one in archive.every()] == ["gardé"]
        assert integrity(archive.connection) == "ok"


def test_a_file_that_may_not_be_written_is_said_as_such(space: Space) -> None:
    with Archive(space.archive_path) as archive:
        archive.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(Trouble, match=r"data\.read_only"), writing(archive.connection) as database:
            database.execute("DELETE FROM posts")


def test_a_command_beside_the_window_reads_and_writes_the_same_space(
    space: Space, opening: tuple[object, ...], tmp_path: Path
) -> None:
    (tmp_path / "more.jsonl").write_text(lines_of(*({"id": f"m{n}", "text": f"venu d’à côté {n}"} for n in range(50))))
    with Archive(space.archive_path) as window, Journal(space.folder) as journal:
        draft = journal.create(Draft(id="", base_text="en cours"))
        for words in (("import", tmp_path / "more.jsonl"), ("log", "add", "Bonjour à tous", "--platform", "x")):
            done = subprocess.run(command(*words, *opening), env=environment(), capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
        assert window.count() == 50
        assert journal.log_head().lines == 1
        window.add([post("depuis la fenêtre", 1)])
        journal.save_text(draft.id, None, "en cours, encore")
        found = subprocess.run(
            command("search", "fenetre", "--json", *opening), env=environment(), capture_output=True, check=True
        )
        assert [one["text"] for one in json.loads(found.stdout)["results"]] == ["depuis la fenêtre"]


def test_the_process_that_imports_for_the_window_is_handed_the_key(space: Space, tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text(lines_of(*({"id": f"m{n}", "text": f"texte {n}"} for n in range(50))))
    intake = start([tmp_path / "more.jsonl"], space)
    news = None
    while not isinstance(news, ImportReport):
        news = intake.next(60)
    assert [file.imported for file in news.files] == [50]
    with Archive(space.archive_path) as archive:
        assert archive.count() == 50


def test_plain_sqlite_can_read_nothing_of_an_encrypted_file(home: Path) -> None:
    space = default_space(home)
    encrypt(space.folder, phrase_of(b"1" * 16, "en"), keyring=None, passphrase=WORDS)
    with Archive(space.archive_path) as archive:
        archive.add([post("secret", 1)])
    with closing(sqlite3.connect(space.archive_path)) as database, pytest.raises(sqlite3.DatabaseError):
        database.execute("SELECT * FROM posts").fetchall()
