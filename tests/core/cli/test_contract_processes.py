"""CONTRACT.md, “General”, where a process matters: pipes, interruptions, closed streams, encodings, what is touched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.core.cli.said import command, environment, lines_of, process

if TYPE_CHECKING:
    from pathlib import Path

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, devices and pipes of POSIX")
DRAFT = "Bonjour à toutes et à tous"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text(lines_of(*({"id": at, "text": f"Merci pour le pain numéro {at}"} for at in range(6_000))))
    return path


def started(*words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )


@needs_posix
@pytest.mark.parametrize("shared", [True, False])
def test_a_reader_who_leaves_is_no_failure(many: Path, shared: bool) -> None:
    words = ("check", "--jsonl", many) if shared else ("check", "--jsonl", "-")
    with started(*words) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(b'{"id":0,"text":"un deux trois"}\n' * 400)
        child.stdin.flush()
        assert child.stdout.readline().startswith(b'{"id":0')
        child.stdout.close()
        child.stdin.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


@needs_posix
@pytest.mark.parametrize("shared", [True, False])
def test_an_interruption_is_130_without_a_word(many: Path, shared: bool) -> None:
    words = ("check", "--jsonl", many) if shared else ("check", "--jsonl", "-")
    with started(*words) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b'{"id":0,"text":"un deux trois"}\n')
        child.stdin.flush()
        assert child.stdout.readline().startswith(b'{"id":0')
        os.killpg(child.pid, signal.SIGINT)
        _out, err = child.communicate()
    assert (child.returncode, err) == (130, b"")


@needs_posix
def test_an_answer_comes_as_soon_as_its_line_does(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with started("check", "--jsonl", pipe) as child, pipe.open("wb", buffering=0) as lines:
        assert child.stdout is not None
        for at in range(3):
            lines.write(f'{{"id":{at},"text":"un deux trois"}}\n'.encode())
            assert child.stdout.readline().startswith(f'{{"id":{at},'.encode())
        lines.close()
        child.communicate()
    assert child.returncode == 0


@needs_posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
@pytest.mark.parametrize("words", [("check", DRAFT), ("check", DRAFT, "--json"), ("doctor",)])
def test_an_output_that_is_full_is_one_line_and_exit_two(words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        said = subprocess.run(command(*words), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert said.returncode == 2
    assert said.stderr.count(b"\n") == 1
    assert said.stderr.startswith(b"aparte: Standard output")


@needs_posix
@pytest.mark.parametrize(("closed", "status"), [("0<&-", 2), ("1>&-", 0), ("2>&-", 2)])
def test_a_closed_stream_is_no_failure_of_ours(closed: str, status: int) -> None:
    words = {"0<&-": ["check"], "1>&-": ["check", DRAFT], "2>&-": ["check", "--file", "nowhere"]}[closed]
    line = ["sh", "-c", f'exec "$@" {closed}', "sh", *command(*words)]
    said = subprocess.run(line, capture_output=True, env=environment(), check=False)
    assert said.returncode == status
    assert b"Traceback" not in said.stderr + said.stdout
    assert said.stdout == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_json_is_utf8_whatever_the_terminal_speaks(encoding: str) -> None:
    said = process("check", f"{DRAFT} ✗ 👏", "--json", more={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert json.loads(said.stdout.decode("utf-8"))["text"] == f"{DRAFT} ✗ 👏"


@needs_posix
def test_bytes_that_are_no_text_in_an_argument_are_read_as_a_replacement() -> None:
    for words in (["check", b"a\xffb et encore", "--json"], ["search", b"a\xffb", "--json"]):
        said = subprocess.run([*command(), *words], capture_output=True, env=environment(), check=False)  # type: ignore[list-item]  # bytes are arguments too
        assert (said.returncode, said.stderr) == (0, b"")
        assert "a\ufffdb" in said.stdout.decode("utf-8")


@pytest.mark.parametrize("sealed", ["", "1"])
def test_nothing_outside_the_home_is_written(tmp_path: Path, many: Path, sealed: str) -> None:
    """Every folder a program may think of as its own is a file here: to write there would fail."""
    wall = tmp_path / "wall"
    wall.touch()
    elsewhere = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR"), str(wall))
    elsewhere |= {"APARTE_HOME": str(tmp_path / "mine"), "APARTE_SEALED": sealed, "PYTHONDONTWRITEBYTECODE": "1"}
    before = set(tmp_path.iterdir())
    for words in (
        ("check", DRAFT, "--platform", "x", "--json"),
        ("check", "--jsonl", many),
        ("import", many, "--json"),
        ("search", "pain", "--json"),
        ("search", "pain", "--similar"),
        ("export", "--format", "sqlite", "--out", "-"),
        ("log", "add", DRAFT, "--platform", "x", "--person", "Zoé"),
        ("log", "verify"),
        ("doctor",),
    ):
        said = process(*words, more=elsewhere)
        assert (said.returncode, said.stderr) == (0, b""), words
    assert set(tmp_path.iterdir()) == before | {tmp_path / "mine"}
