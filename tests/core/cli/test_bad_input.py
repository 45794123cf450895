"""Bad input, case by case: one clear line, the right exit status, nothing lost. Never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aparte import cli
from aparte.archive import database
from tests.core.cli.said import environment, lines_of, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.core.cli.said import Aparte

DRAFT = "Bonjour à toutes et à tous"
POSTS = lines_of({"id": 1, "text": "La vitrine est belle"}, {"id": 2, "text": "Le pain est bon"})

TEXTS = {
    "empty": "",
    "a megabyte on a line": "Merci pour le pain. " * 52_429,
    "NUL": "a\x00b\x00 et encore",
    "lone surrogates": "a\ud83d b\udc4f et encore",
    "right to left": "\u202eשלום\u202c مرحبا à toutes et à tous",
    "joined emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 50,
    "marks without a letter": "\u0301" * 5_000,
    "blanks": " \n\t\u00a0" * 5_000,
    "one long word": "a" * 50_000,
    "separators of lines": "a\u2028b\u2029c\u0085d",
}
"""What a person, or a program, may hand over as a text: all of it is answered."""


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("way", ["argument", "file", "lines"])
def test_a_strange_text_is_answered(aparte: Aparte, tmp_path: Path, text: str, way: str) -> None:
    file = tmp_path / "draft"
    if way == "argument":
        said = aparte("check", "--json", "--platform", "x,bluesky,mastodon", "--", text)
    elif way == "file":
        file.write_bytes(text.encode("utf-8", "replace"))
        said = aparte("check", "--file", file, "--json", "--platform", "x,bluesky,mastodon")
    else:
        file.write_text(json.dumps({"text": text}) + "\n")
        said = aparte("check", "--jsonl", file, "--platform", "x,bluesky,mastodon")
    assert said.status in (0, 1)
    assert said.err == ""
    assert len(said.json["text"]) == len(text)


FILES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "a folder": Path.mkdir,
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400)),
    "UTF-16": lambda path: path.write_bytes(DRAFT.encode("utf-16")),
    "a cut letter": lambda path: path.write_bytes("café".encode()[:-1]),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--file"),
        ("check", "--jsonl"),
        ("fit", "--platform", "x", "--jsonl"),
        ("log", "add", "--platform", "x", "--file"),
    ],
    ids=" ".join,
)
def test_a_file_that_holds_no_text_is_named_in_one_line(
    aparte: Aparte, tmp_path: Path, make: Callable[[Path], object], words: tuple[str, ...]
) -> None:
    file = tmp_path / "draft"
    make(file)
    said = aparte(*words, file)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert str(file) in said.err


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_an_import_that_understands_nothing_says_so_and_keeps_what_there_was(
    aparte: Aparte, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(POSTS)
    make(bad)
    aparte("import", good)
    said = aparte("import", bad, "--json")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert said.json["files"][0]["imported"] == 0
    assert str(bad) in said.err
    assert len(aparte("export", "--format", "jsonl", "--out", "-").lines) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--file", "{}"),
        ("check", "--jsonl", "{}"),
        ("fit", "--jsonl", "{}", "--platform", "x"),
        ("import", "{}"),
        ("export", "--format", "jsonl", "--out", "{}"),
        ("--home", "{}", "search", "pain"),
        ("--home", "{}", "import", "good.jsonl"),
        ("--home", "{}", "brand", "add", "Lune"),
        ("--home", "{}", "log", "add", DRAFT, "--platform", "x"),
        ("--home", "{}", "doctor"),
    ],
    ids=" ".join,
)
def test_a_path_under_a_file_is_named_in_one_line(
    aparte: Aparte, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.jsonl").write_text(POSTS)
    Path("plain").write_text("a file")
    said = aparte(*(word.format("plain/inside") for word in words))
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "plain/inside" in said.err


def test_a_home_that_is_a_file_is_named_and_left_alone(aparte: Aparte, tmp_path: Path) -> None:
    file = tmp_path / "plain"
    file.write_text("a file")
    said = aparte("--home", file, "import", file)
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert str(file) in said.err
    assert file.read_text() == "a file"


WRONG = (
    ("nothing",), ("check", "a", "b"), ("check", "--file"), ("check", "a", "--platform", "myspace"),
    ("check", "a", "--lang", "de"), ("check", "a", "--intent", ""), ("check", "a", "--planned", "2026-02-30"),
    ("check", "a", "--nonsense"), ("fit",), ("fit", "a"), ("import",), ("import", "a", "--as", "theirs"),
    ("import", "a", "--format", "fax"), ("search",), ("search", "a", "b"), ("search", "a", "--since", "demain"),
    ("search", "a", "--limit", "x"), ("export",), ("export", "--format", "pdf", "--out", "a"), ("brand",),
    ("brand", "add"), ("brand", "add", ""), ("brand", "add", "a\nb" * 200), ("brand", "show", "Personne"), ("log",),
    ("log", "add", "a"), ("log", "forget"), ("check", "--home"), ("check", "a", "--media"), ("--jsonl",), ("-x",),
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_and_makes_nothing(aparte: Aparte, home: Path, words: tuple[str, ...]) -> None:
    said = aparte(*words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith("aparte: ")
    assert not home.exists() or not any(home.iterdir())


_WORDS = st.one_of(
    st.sampled_from(
        [
            "check",
            "fit",
            "import",
            "search",
            "export",
            "brand",
            "add",
            "list",
            "show",
            "log",
            "verify",
            "doctor",
            "--json",
            "--jsonl",
            "--file",
            "--platform",
            "x",
            "-",
            "--",
            "--brand",
            "--limit",
            "--format",
            "jsonl",
            "--out",
            "--as",
            "own",
            "--since",
            "2026-01-01",
            "--lang",
            "fr",
            "--planned",
            "--media",
            "--alt",
            "/dev/null",
        ]
    ),
    st.text(st.characters(exclude_characters="\x00/"), max_size=8),
)


@settings(max_examples=150)
@given(words=st.lists(_WORDS, min_size=1, max_size=7))
def test_no_command_line_ends_in_a_traceback(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("anywhere"))
    try:
        assert cli.run(words) in (0, 1, 2)
    finally:
        os.chdir(before)


@given(data=st.binary(max_size=300))
def test_no_file_ends_in_a_traceback(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("anywhere") / "given"
    file.write_bytes(data)
    for words in (["check", "--file"], ["check", "--jsonl"], ["fit", "--jsonl"], ["import", "--dry-run"]):
        assert cli.run([*words, str(file)]) in (0, 1, 2)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from aparte import cli
sys.exit(cli.run(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("most", [0, 1_000, 100_000])
@pytest.mark.parametrize(
    "words",
    [
        ("import", "more.jsonl"),
        ("log", "add", DRAFT, "--platform", "x"),
        ("brand", "add", "Lune"),
        ("export", "--format", "csv", "--out", "out.csv"),
    ],
    ids=" ".join,
)
def test_without_room_nothing_that_was_kept_is_lost(
    aparte: Aparte, tmp_path: Path, most: int, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.jsonl").write_text(POSTS)
    Path("more.jsonl").write_text(lines_of(*({"id": f"m{at}", "text": f"mot {at} " * 200} for at in range(400))))
    Path("out.csv").write_text("what stood there")
    aparte("import", "good.jsonl")
    aparte("log", "add", DRAFT, "--platform", "x")
    command = [sys.executable, "-c", LIMITED, str(most), *words]
    said = subprocess.run(command, capture_output=True, env=environment(), check=False)
    assert said.returncode in (0, 2)
    assert said.stderr.decode().count("\n") == (1 if said.returncode == 2 else 0), said.stderr.decode()
    if said.returncode == 2 and words[0] == "export":
        assert Path("out.csv").read_text() == "what stood there"
    assert aparte("doctor").status == 0
    ids = {row["id"] for row in aparte("export", "--format", "jsonl", "--out", "-").lines}
    assert {"1", "2"} <= ids
    assert aparte("log", "verify").status == 0


def test_a_full_database_is_one_line_and_the_next_import_completes(
    aparte: Aparte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text(lines_of(*({"id": at, "text": f"mot {at} " * 50} for at in range(3_000))))
    prepare = database._prepare

    def cramped(connection: database.Connection, synchronous: str) -> None:
        prepare(connection, synchronous)
        connection.execute("PRAGMA max_page_count = 200")

    with monkeypatch.context() as patched:
        patched.setattr(database, "_prepare", cramped)
        said = aparte("import", more)
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "archive.db" in said.err
    assert aparte("doctor").status == 0
    (file,) = aparte("import", more, "--json").json["files"]
    assert file["imported"] + file["duplicates"] == 3_000
    assert len(aparte("export", "--format", "jsonl", "--out", "-").lines) == 3_000


def test_an_unreadable_person_s_folder_is_one_line(tmp_path: Path) -> None:
    nowhere = tmp_path / "plain"
    nowhere.touch()
    gone = {"HOME": str(nowhere), "XDG_DATA_HOME": str(nowhere), "APARTE_HOME": ""}
    said = process("search", "pain", more=gone)
    assert (said.returncode, said.stdout, said.stderr.count(b"\n")) == (2, b"", 1)
    assert process("check", DRAFT, more=gone).returncode == 0
