"""A person erased: no post, no word in the index, no byte in the folder; a receipt that names nobody."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive import keyfile, keys
from aparte.archive.arrivals import arrived_before
from aparte.archive.backups import back_up
from aparte.archive.care import look_after
from aparte.archive.encrypt import encrypt
from aparte.archive.erase import FILE, erase_author, proves, still_holding
from aparte.archive.phrase import phrase_of
from aparte.archive.pseudonyms import authors_key, pseudonym, under_pseudonym
from aparte.archive.query import parse
from aparte.archive.retention import let_go, months_before
from aparte.archive.search import search
from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.secrets import InMemory
from tests.core.archive.made import post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = "xylochrysoprase"


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


@pytest.fixture
def space(home: Path) -> Space:
    """Give a space where one author of two used WORD, once in a text since replaced."""
    made = default_space(home)
    with Archive(made.archive_path) as archive:
        archive.add([post(f"bonjour {number}", number, author="paul", id=f"p{number}") for number in range(1, 29)])
        archive.add([post(f"{WORD} {number} " * 40, number, author="@Zoé_Quux") for number in range(1, 29)])
        archive.add([post("plus rien", 3, author="zoé_quux")])
    return made


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_nothing_of_an_erased_person_is_left_in_the_folder(space: Space) -> None:
    assert WORD.encode() in bytes_of(space.folder), "the test would find it"
    receipt = erase_author(space.folder, "ZOÉ_quux")
    assert (receipt.posts, receipt.clean) == (28, True)
    with Archive(space.archive_path) as archive:
        assert archive.count() == 28
        assert search(archive, parse(WORD), 50) == []
        assert len(search(archive, parse("bonjour"), 50)) == 28
        assert archive.history("x", "3") == []
    left = bytes_of(space.folder)
    for trace in (WORD, "Quux", "quux"):
        assert trace.encode() not in left


def test_the_receipt_tells_who_only_to_whoever_knows(space: Space) -> None:
    receipt = erase_author(space.folder, "@zoé_quux", datetime(2026, 5, 4, tzinfo=UTC))
    assert receipt.at == "2026-05-04T00:00:00Z"
    assert proves(receipt, "Zoé_Quux")
    assert not proves(receipt, "paul")
    assert hashlib.sha256(f"{receipt.salt} x 7".encode()).hexdigest() in receipt.ids
    assert len(set(receipt.ids)) == 28
    again = erase_author(space.folder, "personne")
    kept = [json.loads(line) for line in (space.folder / FILE).read_text().splitlines()]
    assert [(one["posts"], one["at"]) for one in kept] == [(28, receipt.at), (0, again.at)]


def test_an_encrypted_space_forgets_too_and_its_receipts_are_sealed(space: Space) -> None:
    encrypt(space.folder, phrase_of(b"0" * 16, "fr"), keyring=InMemory())
    assert erase_author(space.folder, "zoé_quux").posts == 28
    assert erase_author(space.folder, "zoé_quux").posts == 0
    with Archive(space.archive_path) as archive:
        assert archive.count() == 28
    assert b"salt" not in (space.folder / FILE).read_bytes()
    assert (space.folder / FILE).read_bytes().count(b"\n") == 2


def test_backups_made_before_are_named(space: Space) -> None:
    before = back_up(space.folder)
    receipt = erase_author(space.folder, "zoé_quux", datetime.now(UTC) + timedelta(seconds=2))
    assert still_holding(space.folder, receipt) == [before]
    assert still_holding(space.folder, erase_author(space.folder, "zoé_quux")) == []


def test_while_the_window_reads_it_is_said_that_the_file_is_not_clean_yet(space: Space) -> None:
    with Archive(space.archive_path) as window:
        window.connection.execute("BEGIN")
        window.connection.execute("SELECT count(*) FROM posts").fetchone()
        receipt = erase_author(space.folder, "zoé_quux")
        window.connection.execute("ROLLBACK")
    assert (receipt.posts, receipt.clean) == (28, False)


def test_pseudonyms_are_stable_and_another_clients_differ(space: Space, tmp_path: Path) -> None:
    key = authors_key(space.folder)
    assert authors_key(space.folder) == key
    assert (space.folder / "authors.key").stat().st_mode & 0o777 == 0o600
    assert pseudonym(key, "@Zoé") == pseudonym(key, "zoé ")
    assert pseudonym(authors_key(tmp_path), "zoé") != pseudonym(key, "zoé")
    theirs = under_pseudonym(key, post("bonjour", author="Zoé", url="https://x.com/zoe/1", kind="mention"))
    assert (theirs.author, theirs.url) == (pseudonym(key, "zoé"), None)
    ours = post("bonjour", author="Nous", kind="own")
    assert under_pseudonym(key, ours) == ours


def test_a_person_is_erased_under_the_pseudonym_too(space: Space) -> None:
    key = authors_key(space.folder)
    with Archive(space.archive_path) as archive:
        archive.add([under_pseudonym(key, post("autre", 30 - 1, id="pseudo", author="Zoé_Quux", kind="mention"))])
    assert erase_author(space.folder, "zoé_quux").posts == 29


TODAY = datetime.now(UTC).date()


def aged(archive: Archive, days: int) -> None:
    """Make what the archive holds have come in that many days earlier."""
    archive.connection.execute("UPDATE arrivals SET day = day - ?", (days,))


def test_posts_of_others_leave_after_their_months_and_own_posts_stay(home: Path) -> None:
    space = default_space(home)
    with Archive(space.archive_path) as archive:
        archive.add([post(f"ancien {n}", n, id=f"a{n}", kind="mention") for n in range(1, 29)])
        archive.add([post(f"à nous {n}", n, id=f"o{n}", kind="own") for n in range(1, 11)])
        aged(archive, 400)
        archive.add([post(f"récent {n}", n, id=f"r{n}", kind="mention") for n in range(1, 6)])
        assert let_go(archive, 14, TODAY) == 0
        assert let_go(archive, 0, TODAY) == 0
        assert let_go(archive, 13, TODAY) == 28
        assert let_go(archive, 13, TODAY) == 0
        assert archive.count() == 15
        assert search(archive, parse("ancien"), 50) == []
        assert len(search(archive, parse("récent"), 50)) == 5


def test_an_old_post_that_comes_in_today_is_kept(home: Path) -> None:
    space = default_space(home)
    with Archive(space.archive_path) as archive:
        archive.add([post("de 2019", 1, created_at="2019-01-01T00:00:00Z", kind="mention")])
        assert let_go(archive, 13, TODAY) == 0


def test_all_of_others_may_leave_and_more_come_in(home: Path) -> None:
    with Archive(default_space(home).archive_path) as archive:
        archive.add([post("seul", 1, kind="mention")])
        aged(archive, 500)
        assert arrived_before(archive.connection, TODAY) == 2
        assert let_go(archive, 13, TODAY) == 1
        archive.add([post("revenu", 1, kind="mention")])
        assert let_go(archive, 13, TODAY) == 0


def test_care_lets_go_and_backs_up_once_a_day(space: Space) -> None:
    with Archive(space.archive_path) as archive:
        aged(archive, 500)
    first, second = look_after(space), look_after(space)
    assert first.gone == 56
    assert first.backup is not None
    assert (second.gone, second.backup, second.trouble) == (0, None, None)


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_any_day_some_months_before_is_a_day_of_that_month(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year * 12 + day.month) - (before.year * 12 + before.month) == months
    assert before.day == day.day or before.day >= 28
