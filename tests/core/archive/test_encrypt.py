"""Encryption of a space: nothing readable on disk, nothing lost, whatever moment it was killed at."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import paths
from aparte.archive import keyfile, keys
from aparte.archive.backups import back_up
from aparte.archive.encrypt import encrypt, unfinished
from aparte.archive.phrase import ENTROPY_BYTES, LANGUAGES, entropy_of, new_phrase, phrase_of
from aparte.archive.query import parse
from aparte.archive.sealedlines import as_written
from aparte.archive.search import search
from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.errors import Trouble
from aparte.feedback.kept import FILE as CORRECTIONS
from aparte.feedback.kept import keep, read_kept
from aparte.gate.log import Log, read_lines, verify
from aparte.nouns import Correction, Draft
from aparte.secrets import InMemory, LogKey
from tests.core.archive.made import post
from tests.core.cli.said import environment
from tests.core.gate.made import sign_off

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCE = "La recette secrète du gâteau de Noémie"
WORDS = "une phrase de passe choisie"
PHRASE = phrase_of(bytes(range(16)), "fr")
LOG_KEY = LogKey(secret=b"k" * 32, kept_in="file")


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here
    yield
    keys.drop()


@pytest.fixture
def space(home: Path) -> Space:
    """Give a space that holds SENTENCE wherever a space can hold text."""
    made = default_space(home)
    with Archive(made.archive_path) as archive:
        archive.add([post(f"{SENTENCE} {number}", number) for number in range(1, 29)])
        archive.add([post(f"Autre texte, puis {SENTENCE}", 3)])
    with Journal(made.folder) as journal:
        draft = journal.create(Draft(id="", base_text=SENTENCE, title=SENTENCE, facts=SENTENCE))
        journal.save_text(draft.id, "x", f"{SENTENCE} pour X")
        journal.keep_version(draft.id, None, f"{SENTENCE} avant")
    Log(made.folder, LOG_KEY).append(sign_off(SENTENCE), None, overrides={"x": SENTENCE})
    (made.folder / CORRECTIONS).write_text(f'{{"id": "1", "text": "{SENTENCE}"}}\n', encoding="utf-8")
    back_up(made.folder)
    return made


def leaks(folder: Path) -> list[str]:
    """Return the files in which a piece of the sentence can be read."""
    needles = [text.encode() for text in (SENTENCE, "Noémie", "recette", SENTENCE.upper())]
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def whole(space: Space) -> None:
    """Check that the space holds all it held."""
    with Archive(space.archive_path) as archive:
        assert archive.count() == 28
        assert len(search(archive, parse("gateau noemie"), 50)) == 28
        assert [one.text for one in archive.history("x", "3")] == [f"{SENTENCE} 3"]
    with Journal(space.folder) as journal:
        (draft,) = journal.drafts()
        assert (draft.base_text, draft.versions["x"]) == (SENTENCE, f"{SENTENCE} pour X")
        assert len(journal.versions(draft.id, None)) == 1
        assert journal.integrity() == "ok"
    assert verify(space.folder).intact
    (line,) = read_lines(space.folder)
    assert line.overrides == {"x": SENTENCE}


def test_nothing_of_an_encrypted_space_can_be_read_on_disk(space: Space) -> None:
    assert leaks(space.folder), "the test would find it"
    encrypt(space.folder, PHRASE, keyring=InMemory())
    whole(space)
    assert leaks(space.folder) == []
    with Archive(space.archive_path) as archive:
        archive.add([post(f"{SENTENCE} encore", 1), post(SENTENCE, 29)])
        assert list(space.folder.glob("archive.db-wal"))
        assert leaks(space.folder) == []
    Log(space.folder, LOG_KEY).append(sign_off(SENTENCE), None, overrides={"x": SENTENCE})
    assert verify(space.folder).intact
    assert leaks(space.folder) == []
    back_up(space.folder)
    assert leaks(space.folder) == []
    assert {path.stat().st_mode & 0o077 for path in space.folder.rglob("*")} == {0}


def test_the_passphrase_and_the_phrase_open_it_and_nothing_else_does(space: Space) -> None:
    encrypt(space.folder, PHRASE, keyring=None, passphrase=WORDS)
    keys.drop()
    with pytest.raises(Trouble, match=r"space\.locked"):
        Archive(space.archive_path)
    with pytest.raises(Trouble, match=r"space\.wrong_words"):
        keys.unlock(space.folder, "une phrase de passe choisi")
    with pytest.raises(Trouble, match=r"space\.wrong_words"):
        keys.unlock(space.folder, new_phrase("fr"))
    for words in (WORDS, PHRASE, "\n".join(f"{n}. {word.upper()}" for n, word in enumerate(PHRASE.split(), 1))):
        keys.drop()
        keys.unlock(space.folder, words)
        whole(space)


def test_the_keyring_of_the_computer_opens_it(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = InMemory()
    encrypt(space.folder, PHRASE, keyring=keyring)
    keys.drop()
    monkeypatch.setattr(keys, "system_keyring", lambda: keyring)
    whole(space)


class Locked(InMemory):
    """A keyring that is unlocked after it was asked three times."""

    asked = 0
    made = 0

    def get(self, name: str) -> str | None:
        self.asked += 1
        if self.asked < 4:
            raise Trouble("secrets.locked", reason="locked")
        return super().get(name)

    def set(self, name: str, value: str) -> None:
        self.made += 1
        super().set(name, value)


def test_a_locked_keyring_is_waited_for_and_never_answered_by_a_second_key(
    space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = Locked()
    encrypt(space.folder, PHRASE, keyring=keyring)
    before = (space.folder / "keys.json").read_bytes()
    keys.drop()
    monkeypatch.setattr(keys, "system_keyring", lambda: keyring)
    with pytest.raises(Trouble, match=r"space\.keyring_locked"):
        Archive(space.archive_path)
    waits = iter([True, True, True])
    monkeypatch.setattr(keys.Asking, "patience", lambda: next(waits))
    whole(space)
    assert keyring.made == 1
    assert (space.folder / "keys.json").read_bytes() == before


def test_a_keyring_that_lost_the_key_does_not_get_another(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    encrypt(space.folder, PHRASE, keyring=InMemory())
    keys.drop()
    empty = Locked()
    monkeypatch.setattr(keys, "system_keyring", lambda: empty)
    empty.asked = 9
    with pytest.raises(Trouble, match=r"space\.locked"):
        Archive(space.archive_path)
    assert empty.made == 0


def test_without_a_keyring_and_a_passphrase_nothing_is_begun(space: Space) -> None:
    before = sorted(path.name for path in space.folder.iterdir())
    with pytest.raises(Trouble, match=r"space\.no_keyring"):
        encrypt(space.folder, PHRASE, keyring=None)
    assert sorted(path.name for path in space.folder.iterdir()) == before
    whole(space)


def test_a_space_that_is_open_elsewhere_is_not_begun(space: Space) -> None:
    with Journal(space.folder), pytest.raises(Trouble, match=r"space\.in_use"):
        encrypt(space.folder, PHRASE, keyring=InMemory())
    assert not (space.folder / "keys.json").exists()
    whole(space)


@pytest.mark.parametrize("kept", [1, 40, -2])
def test_a_sealed_line_that_a_crash_cut_is_put_aside_sealed(space: Space, kept: int) -> None:
    encrypt(space.folder, PHRASE, keyring=InMemory())
    path = space.folder / "copies.jsonl"
    before = path.read_bytes()
    with Journal(space.folder) as journal:
        head = journal.log_head()
        Log(space.folder, LOG_KEY).append(sign_off(f"{SENTENCE}, encore"), None, overrides={"x": SENTENCE})
        line = path.read_bytes()[len(before) :]
        announced = as_written(space.folder, line)
        # As it is after a crash in the middle of the write: announced, not confirmed, and cut.
        journal.set_log_head(replace(head, announced=announced))
    path.write_bytes(before + line[:kept])
    report = verify(space.folder)
    assert report.intact
    assert [note.code for note in report.notes] == ["log.unfinished"]
    Log(space.folder, LOG_KEY).append(sign_off(SENTENCE), None)
    assert verify(space.folder).intact
    assert len(read_lines(space.folder)) == 2
    assert (space.folder / "copies.unfinished").exists()
    assert leaks(space.folder) == []


def test_what_is_corrected_in_an_encrypted_space_is_sealed_and_read_back(space: Space) -> None:
    (space.folder / CORRECTIONS).unlink()
    told = [
        Correction(
            id=str(n), at="2026-01-01T00:00:00Z", text=f"{SENTENCE} {n}", lang="fr", truth="sincere", predicted=0.4
        )
        for n in range(3)
    ]
    keep(space.folder, told[:2])
    encrypt(space.folder, PHRASE, keyring=InMemory())
    keep(space.folder, told[2:])
    assert read_kept(space.folder).corrections == tuple(told)
    assert read_kept(space.folder).broken == ()
    assert leaks(space.folder) == []


def test_a_sealed_line_that_somebody_changed_is_found(space: Space) -> None:
    encrypt(space.folder, PHRASE, keyring=InMemory())
    path = space.folder / "copies.jsonl"
    line = path.read_bytes()
    path.write_bytes(line[:50] + (b"A" if line[50:51] != b"A" else b"B") + line[51:])
    assert not verify(space.folder).intact


STEPS = (
    "keys",
    "archive.db exported",
    "archive.db forced",
    "archive.db",
    "drafts.db exported",
    "drafts.db forced",
    "drafts.db",
    "copies.jsonl",
    "copies.unfinished",
    "corrections.jsonl",
    "backups",
)
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from aparte.archive import keyfile
from aparte.archive.encrypt import encrypt
keyfile.SCRYPT_N = 2**10
def step(name):
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
encrypt(Path(sys.argv[1]), sys.argv[3], keyring=None, passphrase=sys.argv[4], step=step)
"""


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_space_opens_and_can_be_completed(space: Space, step: str) -> None:
    command = [sys.executable, "-c", KILLED_AT, str(space.folder), step, PHRASE, WORDS]
    killed = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    keys.give_words(WORDS)
    whole(space)
    assert bool(unfinished(space.folder)) == (STEPS.index(step) < STEPS.index("drafts.db"))
    encrypt(space.folder, PHRASE, keyring=None, passphrase=WORDS)
    whole(space)
    assert leaks(space.folder) == []
    assert unfinished(space.folder) == []
    assert not [path for path in space.folder.rglob("*") if "part" in path.name or "sealing" in path.name]


@pytest.mark.parametrize(
    "change",
    [
        {"n": 2**40},
        {"n": 1_000},
        {"n": -2},
        {"r": 2**20},
        {"p": 10**9},
        {"p": 0},
        {"salt": "00"},
        {"nonce": "zz"},
        {"sealed": ""},
        {"holder": "anybody"},
        {"n": "many"},
    ],
)
def test_a_key_file_that_somebody_wrote_costs_neither_memory_nor_a_crash(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    keyfile.write_keys(tmp_path, keyfile.new_key_file(keyfile.new_key(), PHRASE))
    data = json.loads((tmp_path / "keys.json").read_text())
    data["seals"][0].update(change)
    (tmp_path / "keys.json").write_text(json.dumps(data))
    with pytest.raises(Trouble, match=r"space\.bad_keys"):
        keys.unlock(tmp_path, PHRASE)


@pytest.mark.parametrize("bad", [b"", b"{", b"[]", b'{"id": "x"}', b"\xff", b'{"id":"x","seals":[],"version":2}'])
def test_a_key_file_that_is_none_is_said_not_replaced(space: Space, bad: bytes) -> None:
    (space.folder / "keys.json").write_bytes(bad)
    with pytest.raises(Trouble, match=r"space\.bad_keys"):
        encrypt(space.folder, PHRASE, keyring=InMemory())
    assert (space.folder / "keys.json").read_bytes() == bad


def test_a_seal_of_another_space_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    ours, theirs = keyfile.new_key(), keyfile.new_key()
    known = keyfile.new_key_file(ours, PHRASE)
    swapped = replace(keyfile.new_key_file(theirs, PHRASE), id=known.id)
    keyfile.write_keys(tmp_path / "a", swapped)
    with pytest.raises(Trouble, match=r"space\.wrong_words"):
        keys.unlock(tmp_path / "a", PHRASE)


@given(st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES), st.sampled_from(LANGUAGES))
def test_any_phrase_says_its_bytes(entropy: bytes, language: str) -> None:
    assert entropy_of(phrase_of(entropy, language)) == entropy


@given(st.binary(min_size=16, max_size=16), st.sampled_from(LANGUAGES), st.integers(0, 13), st.data())
def test_any_mistyped_letter_is_named(entropy: bytes, language: str, at: int, data: st.DataObject) -> None:
    words = phrase_of(entropy, language).split()
    letter = data.draw(st.integers(0, len(words[at]) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz").filter(lambda char: char != words[at][letter]))
    words[at] = words[at][:letter] + other + words[at][letter + 1 :]
    with pytest.raises(Trouble, match=r"phrase\.word") as caught:
        entropy_of(" ".join(words))
    assert caught.value.params["place"] == str(at + 1)


def test_a_word_of_the_list_in_the_wrong_place_is_found() -> None:
    words = PHRASE.split()
    words[2], words[3] = words[3], words[2]
    with pytest.raises(Trouble, match=r"phrase\.check"):
        entropy_of(" ".join(words))
    with pytest.raises(Trouble, match=r"phrase\.count"):
        entropy_of(" ".join(words[:13]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_of_a_list_are_near(language: str) -> None:
    words = paths.resources("phrase", f"{language}.txt").read_text().split()
    assert len(words) == len({word[:4] for word in words}) == 1024
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    blanked = [word[:at] + "?" + word[at + 1 :] for word in words for at in range(len(word))]
    assert len(set(blanked)) == len(blanked)
