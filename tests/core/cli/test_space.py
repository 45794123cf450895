"""`aparte space`: a client encrypted, opened by words, backed up, brought back elsewhere, deleted."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from aparte import messages
from aparte.archive import keyfile
from tests.core.cli.said import Aparte, command, environment, lines_of, process

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "La recette du gâteau de Noémie"
WORDS = "cheval pile agrafe correcte"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyfile, "SCRYPT_N", 2**10)  # how slow it is isn't tested here


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(f"{WORDS}\n", encoding="utf-8")
    return file


@pytest.fixture
def client(aparte: Aparte, tmp_path: Path) -> str:
    """Give a client with three posts."""
    posts = tmp_path / "posts.jsonl"
    posts.write_text(lines_of(*({"id": str(n), "text": f"{SENTENCE} {n}"} for n in range(3))), encoding="utf-8")
    assert aparte("brand", "add", "Noémie").status == 0
    assert aparte("import", posts, "--brand", "Noémie").status == 0
    return "Noémie"


def found(aparte: Aparte, *options: object) -> int:
    said = aparte("search", "gateau", "--brand", "Noémie", "--json", *options)
    assert said.status == 0, said.err
    return len(said.json["results"])


def test_a_passphrase_file_or_the_recovery_phrase_opens_an_encrypted_client(
    aparte: Aparte, client: str, passphrase: Path, home: Path, tmp_path: Path
) -> None:
    said = aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase, "--json")
    assert said.status == 0, said.err
    assert said.json["opens_with"] == ["passphrase", "phrase"]
    assert not [p for p in home.rglob("*") if p.is_file() and "gâteau".encode() in p.read_bytes()]
    assert found(aparte, "--passphrase-file", passphrase) == 3
    paper = tmp_path / "paper.txt"
    paper.write_text(said.json["recovery_phrase"].upper())
    assert found(aparte, "--passphrase-file", paper) == 3
    closed = aparte("search", "gateau", "--brand", client)
    assert (closed.status, closed.out) == (2, "")
    assert "--passphrase-file" in closed.err
    assert closed.err.count("\n") == 1


def test_every_command_opens_it_with_the_file_wherever_the_option_stands(
    aparte: Aparte, client: str, passphrase: Path, tmp_path: Path
) -> None:
    aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase)
    for words in (
        ("--passphrase-file", passphrase, "search", "gateau", "--brand", client),
        ("export", "--format", "jsonl", "--out", tmp_path / "out.jsonl", "--passphrase-file", passphrase),
        ("log", "add", "Bonjour à tous", "--platform", "x", "--brand", client, "--passphrase-file", passphrase),
        ("log", "verify", "--brand", client, "--passphrase-file", passphrase),
        ("check", "Bonjour à tous", "--brand", client, "--passphrase-file", passphrase),
    ):
        said = aparte(*words)
        assert said.status == 0, said.err
        locked = aparte(*(word for word in words if word not in {"--passphrase-file", passphrase}))
        assert locked.status == 2, words
    assert (tmp_path / "out.jsonl").read_text().count("\n") == 3


def test_a_locked_client_is_still_listed(aparte: Aparte, client: str, passphrase: Path) -> None:
    aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase)
    assert [one["posts"] for one in aparte("brand", "list", "--json").json] == [0, None]
    assert "locked" in aparte("brand", "show", client).out
    assert aparte("brand", "show", client, "--json", "--passphrase-file", passphrase).json["posts"] == 3


def test_doctor_tells_an_encrypted_client_from_a_damaged_one(
    aparte: Aparte, client: str, passphrase: Path, home: Path
) -> None:
    assert aparte("doctor", "--json").json["archive"]["encrypted"] is False
    aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase)
    open_, closed = aparte("doctor", "--json", "--passphrase-file", passphrase), aparte("doctor", "--json")
    assert open_.json["archive"] == {"posts": 3, "integrity": "ok", "encrypted": True}
    assert closed.json["archive"] == {"posts": 0, "integrity": "ok", "encrypted": True}
    assert (open_.status, closed.status) == (0, 0)
    assert len(closed.json["notes"]) == len(open_.json["notes"]) + 1
    (archive,) = home.rglob("archive.db")
    changed = bytearray(archive.read_bytes())
    changed[5_000] ^= 1
    archive.write_bytes(changed)
    assert aparte("doctor", "--json", "--passphrase-file", passphrase).status == 1


def test_a_wrong_or_mistyped_word_is_said_in_one_line(aparte: Aparte, client: str, passphrase: Path) -> None:
    phrase = aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase, "--json").json
    words = phrase["recovery_phrase"].split()
    for typed, hint in (
        ("autre chose", "neither the passphrase"),
        (" ".join(["zzzz", *words[1:]]), "Word 1"),
        (" ".join(words[:13]), "14 words"),
    ):
        passphrase.write_text(typed)
        said = aparte("search", "x", "--brand", client, "--passphrase-file", passphrase)
        assert (said.status, said.err.count("\n")) == (2, 1)
        assert hint in said.err


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe", b"x" * 5_000])
def test_a_file_that_holds_no_passphrase_is_refused(
    aparte: Aparte, client: str, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "words").write_bytes(content)
    said = aparte("space", "encrypt", "--brand", client, "--passphrase-file", tmp_path / "words")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert aparte("space", "encrypt", "--brand", client, "--passphrase-file", tmp_path / "none").status == 2
    assert found(aparte) == 3


def test_without_a_keyring_it_says_so_and_encrypts_nothing(aparte: Aparte, client: str, home: Path) -> None:
    said = aparte("space", "encrypt", "--brand", client)
    assert said.status == 2
    assert "no keyring" in said.err
    assert "--passphrase-file" in said.err
    assert not list(home.rglob("keys.json"))


KEYRING = """
import json, os
from pathlib import Path
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

class Ring(KeyringBackend):
    priority = 1
    file = Path(os.environ["RING"])

    def kept(self):
        if self.file.with_suffix(".locked").exists():
            raise KeyringLocked("locked")
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def get_password(self, service, name):
        return self.kept().get(f"{service} {name}")

    def set_password(self, service, name, value):
        self.file.write_text(json.dumps({**self.kept(), f"{service} {name}": value}))

    def delete_password(self, service, name):
        self.file.write_text(json.dumps({key: kept for key, kept in self.kept().items() if key != f"{service} {name}"}))
"""


@pytest.fixture
def ring(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a computer that has a keyring; a file beside it locks it."""
    (tmp_path / "testring.py").write_text(KEYRING)
    paths = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    return {"PYTHON_KEYRING_BACKEND": "testring.Ring", "RING": str(tmp_path / "ring.json"), "PYTHONPATH": paths}


def test_the_keyring_opens_it_until_it_is_locked(client: str, ring: dict[str, str], passphrase: Path) -> None:
    search = ("search", "gateau", "--brand", client, "--json")
    done = process("space", "encrypt", "--brand", client, "--passphrase-file", passphrase, more=ring)
    assert done.returncode == 0, done.stderr
    assert process(*search, more=ring).returncode == 0
    assert process("space", "lock", "--brand", client, more=ring).returncode == 0
    assert process(*search, more=ring).returncode == 2
    again = process("space", "unlock", "--brand", client, "--passphrase-file", passphrase, more=ring)
    assert again.returncode == 0, again.stderr
    assert process(*search, more=ring).returncode == 0


def test_a_lock_that_leaves_only_the_phrase_is_confirmed(client: str, ring: dict[str, str]) -> None:
    assert process("space", "encrypt", "--brand", client, more=ring).returncode == 0
    assert process("space", "lock", "--brand", client, more=ring).returncode == 2
    assert process("search", "gateau", "--brand", client, more=ring).returncode == 0
    assert process("space", "lock", "--brand", client, "--yes", more=ring).returncode == 0


def test_a_locked_keyring_is_waited_for(client: str, ring: dict[str, str], tmp_path: Path) -> None:
    assert process("space", "encrypt", "--brand", client, more=ring).returncode == 0
    lock = tmp_path / "ring.locked"
    lock.touch()
    waiting = subprocess.Popen(
        command("search", "gateau", "--brand", client, "--json"),
        env=environment(ring),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert waiting.stderr is not None
    assert "Waiting" in waiting.stderr.readline().decode()
    lock.unlink()
    out, err = waiting.communicate()
    assert waiting.returncode == 0, err
    assert out.count(b"\xc3\xa2teau") == 3


def test_on_a_terminal_the_phrase_is_typed_again_before_anything_is_encrypted(
    client: str, passphrase: Path, home: Path
) -> None:
    ours, theirs = pty.openpty()
    words = command("space", "encrypt", "--brand", client, "--passphrase-file", passphrase)
    child = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(), start_new_session=True
    )
    os.close(theirs)
    shown = _until(ours, "paper:")
    numbered = [part.split() for part in shown.replace(".", ". ").splitlines()]
    phrase = [word for line in numbered for word in line if word.isalpha() and line[0].rstrip(".").isdigit()]
    assert len(phrase) == 14
    os.write(ours, " ".join(phrase[:13]).encode() + b"\n")
    assert "14 words" in _until(ours, "paper:")
    assert not list(home.rglob("keys.json"))
    os.write(ours, " ".join(phrase).encode() + b"\n")
    assert "encrypted" in _until(ours, "encrypted.")
    assert child.wait() == 0
    os.close(ours)
    assert list(home.rglob("keys.json"))


def _until(terminal: int, words: str) -> str:
    """Read the terminal until `words` are shown, for at most a minute."""
    shown, end = b"", time.monotonic() + 60
    while words.encode() not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4_096)
    return shown.decode()


def test_a_backup_opens_with_the_phrase_in_another_home(
    aparte: Aparte, client: str, passphrase: Path, tmp_path: Path
) -> None:
    said = aparte("space", "encrypt", "--brand", client, "--passphrase-file", passphrase, "--json")
    paper, backup = tmp_path / "paper.txt", tmp_path / "stick.zip"
    paper.write_text(said.json["recovery_phrase"])
    said = aparte("space", "backup", "--brand", client, "--out", backup, "--passphrase-file", passphrase, "--json")
    assert said.json["bytes"] == backup.stat().st_size
    other = ("--home", tmp_path / "other")
    locked = aparte(*other, "space", "restore", backup)
    assert (locked.status, locked.err.count("\n")) == (2, 1)
    back = aparte(*other, "space", "restore", backup, "--passphrase-file", paper, "--json")
    assert (back.status, back.json["posts"], back.json["brand"]) == (0, 3, client)
    assert found(aparte, *other, "--passphrase-file", paper) == 3
    assert aparte(*other, "search", "gateau", "--brand", client).status == 2


def test_a_restore_over_what_is_there_must_be_confirmed(aparte: Aparte, client: str, tmp_path: Path) -> None:
    assert aparte("space", "restore", "--brand", client).status == 2
    made = aparte("space", "backup", "--brand", client, "--json").json["file"]
    assert aparte("space", "backup", "--brand", client, "--list", "--json").json["backups"][0]["file"] == made
    (tmp_path / "more.jsonl").write_text(lines_of({"id": "9", "text": f"{SENTENCE} 9"}))
    aparte("import", tmp_path / "more.jsonl", "--brand", client)
    assert aparte("space", "restore", "--brand", client).status == 2
    assert aparte("space", "restore", made).status == 2
    assert found(aparte) == 4
    assert aparte("space", "restore", "--brand", client, "--yes").status == 0
    assert found(aparte) == 3


def test_a_deletion_must_be_confirmed(aparte: Aparte, client: str, home: Path) -> None:
    refused = aparte("space", "delete", "--brand", client)
    assert (refused.status, refused.err.strip()) == (2, f"aparte: {messages.say('usage.confirm', {})}")
    assert found(aparte) == 3
    assert aparte("space", "delete", "--brand", client, "--yes").status == 0
    assert aparte("brand", "show", client).status == 2
    assert not [path for path in home.rglob("*") if path.is_file() and "gâteau".encode() in path.read_bytes()]


@pytest.mark.parametrize("action", ["encrypt", "lock", "unlock", "backup", "restore", "delete"])
def test_an_unknown_client_is_refused(aparte: Aparte, action: str) -> None:
    said = aparte("space", action, "--brand", "Personne")
    assert (said.status, said.err.count("\n")) == (2, 1)
