"""`aparte model get`: a model by its address or its name in the list, a yes to each host, exit statuses, the ledger."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aparte import netlog
from aparte.engine import catalogue, downloads
from tests.core.cli.said import command, environment
from tests.core.engine.tiny import tiny_model
from tests.hostile import Hostile, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.core.cli.said import Aparte


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf", width=64).read_bytes()


@pytest.fixture
def hostile(model: bytes) -> Iterator[Hostile]:
    with serving(Hostile(model)) as served:
        yield served


def row(home: Path, **more: object) -> None:
    """Write a catalogue of the user's own with one row."""
    (home / "models").mkdir(parents=True, exist_ok=True)
    values = {"name": "Tiny Q8", "file": "tiny.gguf", "licence": "CC0-1.0", "size_bytes": 480_000, **more}
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    (home / "models" / "catalogue.toml").write_text("\n".join(["[[model]]", *lines, "checked_on = 2020-01-01"]))


def test_an_address_on_loopback_is_fetched_at_once_and_listed(aparte: Aparte, hostile: Hostile, model: bytes) -> None:
    said = aparte("model", "get", hostile.address, "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json["sha256"] == hashlib.sha256(model).hexdigest()
    assert (said.json["name"], said.json["bytes"], said.json["published"]) == ("tiny", len(model), False)
    assert [one["name"] for one in aparte("model", "list", "--json").json["models"]] == ["tiny"]


def test_a_sealed_session_still_fetches_what_was_typed_on_loopback_and_nothing_else(
    aparte: Aparte, hostile: Hostile, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    assert aparte("model", "get", hostile.address).status == 0
    said = aparte("model", "get", "https://example.org/tiny.gguf", "--yes")
    assert said.status == 2
    assert "APARTE_SEALED" in said.err
    assert said.err.count("\n") == 1
    assert netlog.figures(home).sockets_opened == 0


def test_another_machine_is_named_and_needs_a_yes(aparte: Aparte, home: Path) -> None:
    row(home, address="https://example.org/tiny.gguf")
    said = aparte("model", "get", "Tiny Q8")
    assert said.status == 2
    assert "example.org" in said.err
    assert "--yes" in said.err
    assert said.err.count("\n") == 1


def test_a_name_of_the_users_own_list_is_fetched_from_its_address_or_a_mirror(
    aparte: Aparte, hostile: Hostile, home: Path, model: bytes, tmp_path: Path
) -> None:
    sha256 = hashlib.sha256(model).hexdigest()
    row(home, address="https://example.org/models/tiny.gguf", sha256=sha256)
    said = aparte("model", "get", "tiny q8", "--mirror", hostile.address.removesuffix("tiny.gguf"), "--json")
    assert (said.status, said.json["published"]) == (0, True)
    aparte("model", "remove", "tiny")
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb" / "tiny.gguf").write_bytes(model)
    assert aparte("model", "get", "tiny", "--mirror", tmp_path / "usb").status == 0
    aparte("model", "remove", "tiny")
    (tmp_path / "usb" / "tiny.gguf").write_bytes(model[:-1] + b"?")
    said = aparte("model", "get", "tiny", "--mirror", tmp_path / "usb")
    assert said.status == 2
    assert "SHA-256" in said.err


def test_a_host_it_is_sent_on_to_needs_a_yes_of_its_own(aparte: Aparte, hostile: Hostile, model: bytes) -> None:
    with serving(Hostile(model, redirect=hostile.address.replace("127.0.0.1", "localhost"))) as first:
        said = aparte("model", "get", first.address)
        assert (said.status, said.err.count("\n")) == (2, 1)
        assert "--allow-host localhost" in said.err
        assert aparte("model", "get", first.address, "--allow-host", "localhost").status == 0


def test_one_wrong_byte_is_exit_2_and_one_line(aparte: Aparte, hostile: Hostile, model: bytes, home: Path) -> None:
    hostile.flip = 100
    said = aparte("model", "get", hostile.address, "--sha256", hashlib.sha256(model).hexdigest())
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert catalogue.listed(home) == ()


@pytest.mark.parametrize(
    "words", [("nothing-like-it",), ("ftp://example.org/x",), ("http://127.0.0.1:1/x.gguf", "--sha256", "abc")]
)
def test_what_can_not_be_fetched_is_exit_2_and_one_line(aparte: Aparte, words: tuple[str, ...]) -> None:
    said = aparte("model", "get", *words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)


def test_what_is_half_here_is_listed_goes_on_by_its_name_and_can_be_forgotten(
    aparte: Aparte, hostile: Hostile, home: Path
) -> None:
    hostile.statuses = [404]
    hostile.cut_every, hostile.cuts = 100_000, 1
    half = downloads.planned(hostile.address)
    part = downloads.part_of(home, half)
    part.write_bytes(hostile.content[:50_000])
    downloads.save(home, dataclass_with(half, kept_bytes=50_000, size_bytes=len(hostile.content)))
    assert aparte("model", "get", "tiny").status == 2
    (waiting,) = aparte("model", "list", "--json").json["downloads"]
    assert (waiting["name"], waiting["bytes"], waiting["state"]) == ("tiny", 50_000, "failed")
    assert "404" in waiting["why"]
    assert "tiny" in aparte("model", "list").out
    assert aparte("model", "get", "tiny").status == 0
    assert hostile.requests[1]["range"].endswith("-")
    downloads.save(home, half)
    assert aparte("model", "get", hostile.address, "--cancel").status == 0
    assert downloads.begun(home) == ()


def dataclass_with(download: downloads.Download, **values: int) -> downloads.Download:
    from dataclasses import replace

    return replace(download, **values)  # type: ignore[arg-type]  # fields by name


def test_ctrl_c_keeps_what_came_and_the_same_command_goes_on(hostile: Hostile, home: Path, model: bytes) -> None:
    import signal

    hostile.stall_at = 150_000
    process = subprocess.Popen(
        command("model", "get", hostile.address),
        env=environment({"APARTE_HOME": str(home)}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    part = home / "models" / "downloads" / "tiny.part"
    while not (part.exists() and part.stat().st_size):
        assert process.poll() is None
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr is not None
    process.stderr.close()
    assert downloads.begun(home)[0].state == "paused"
    again = subprocess.run(command("model", "get", "tiny"), env=environment({"APARTE_HOME": str(home)}), check=False)
    assert again.returncode == 0
    assert (home / "models" / "tiny.gguf").read_bytes() == model


def test_a_program_that_is_killed_loses_nothing_but_time(hostile: Hostile, home: Path, model: bytes) -> None:
    hostile.stall_at = 150_000
    process = subprocess.Popen(
        command("model", "get", hostile.address), env=environment({"APARTE_HOME": str(home)}), stdin=subprocess.DEVNULL
    )
    part = home / "models" / "downloads" / "tiny.part"
    while not (part.exists() and part.stat().st_size):
        assert process.poll() is None
    process.kill()
    process.wait(20)
    again = subprocess.run(command("model", "get", "tiny"), env=environment({"APARTE_HOME": str(home)}), check=False)
    assert again.returncode == 0
    assert (home / "models" / "tiny.gguf").read_bytes() == model


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_is_told_in_one_line_and_the_same_command_goes_on(
    hostile: Hostile, home: Path, model: bytes
) -> None:
    import resource

    done = subprocess.run(
        command("model", "get", hostile.address),
        env=environment({"APARTE_HOME": str(home)}),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    again = subprocess.run(command("model", "get", "tiny"), env=environment({"APARTE_HOME": str(home)}), check=False)
    assert again.returncode == 0
    assert (home / "models" / "tiny.gguf").read_bytes() == model


def test_a_model_of_the_list_that_is_here_is_not_asked_for_again(aparte: Aparte, hostile: Hostile, home: Path) -> None:
    row(home, address=hostile.address)
    assert aparte("model", "get", "Tiny Q8").status == 0
    assert aparte("model", "get", "Tiny Q8").status == 0
    assert len(hostile.requests) == 1


def test_the_list_says_for_each_row_whether_it_fits_and_whether_it_is_old(aparte: Aparte, home: Path) -> None:
    row(home, size_bytes=4_000_000_000_000)
    (offer,) = aparte("model", "list", "--json").json["offers"]
    assert (offer["fit"]["verdict"], offer["estimated"], offer["old"]) == ("never", True, True)
    assert offer["fit"]["need_bytes"] == offer["ram_bytes"] > offer["bytes"]
    assert "does not fit" in aparte("model", "list").out


@pytest.mark.parametrize("text", ["[[model]]\nname = 3", "model = 3", "= no toml", "[[model]]\nname = 'x'"])
def test_a_list_of_ones_own_that_can_not_be_read_is_named(aparte: Aparte, home: Path, text: str) -> None:
    (home / "models").mkdir(parents=True)
    (home / "models" / "catalogue.toml").write_text(text)
    said = aparte("model", "list")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "catalogue.toml" in said.err


def test_doctor_counts_what_stayed_on_this_machine_apart(aparte: Aparte, hostile: Hostile) -> None:
    aparte("model", "get", hostile.address)
    report = aparte("doctor", "--json").json
    network = report["network"]
    assert (network["sealed"], network["sockets_opened"], network["bytes_out"]) == (True, 0, 0)
    assert network["loopback_requests"] == 1
    assert report["machine"]["cores"] >= 1
    assert isinstance(report["machine"]["instructions"], list)
