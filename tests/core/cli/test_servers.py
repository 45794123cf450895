"""`model add http://…` and every other action on a model that a server runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from aparte import i18n
from aparte.cli import run
from tests.chatserver import ChatServer, chatting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAFT = "Bravo le transporteur, trois semaines pour faire 12 km. Vos 48 colis partent enfin demain."
GOOD = "Nous sommes désolés : trois semaines pour faire 12 km, c’est long. Vos 48 colis partent demain."


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(ChatServer(words=[[GOOD]])) as running:
        yield running


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_servers_model_is_added_listed_used_and_removed_like_a_file(
    server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["model", "add", server.address, "--name", "mine", "--json"]) == 0
    added = said(capsys)
    assert (added["name"], added["sha256"], added["bytes"], added["address"]) == ("mine", None, None, server.address)
    assert run(["model", "list", "--json"]) == 0
    (model,) = said(capsys)["models"]
    assert (model["chosen"], model["remote"], model["file"], model["bench"]) == (True, "tiny", None, None)
    assert run(["model", "verify", "mine", "--json"]) == 0
    assert said(capsys)["ok"] is True
    assert run(["model", "use", "mine"]) == 0
    assert run(["model", "remove", "mine"]) == 0
    assert "server itself was not touched" in capsys.readouterr().out
    run(["model", "list", "--json"])
    assert said(capsys)["models"] == []


def test_a_rewrite_and_a_measure_come_from_the_server(server: ChatServer, capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "add", server.address, "--name", "mine"])
    capsys.readouterr()
    assert run(["rewrite", DRAFT, "--platform", "x", "--lang", "fr", "--n", "1", "--json"]) == 0
    found = said(capsys)
    assert found["model"] == "mine"
    assert [one["text"] for one in found["candidates"]] == [GOOD]
    assert run(["model", "bench", "mine", "--json"]) == 0
    speed = said(capsys)
    assert {"tokens_per_s", "prompt_tokens_per_s", "first_token_ms", "threads", "ram_bytes"} <= set(speed)
    assert (speed["threads"], speed["ram_bytes"]) == (None, None)
    run(["model", "list", "--json"])
    assert said(capsys)["models"][0]["bench"]["engine"] == "server"


def test_a_server_that_is_down_is_one_line_and_the_draft_is_safe(
    server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["model", "add", server.address])
    server.status = 503
    capsys.readouterr()
    assert run(["rewrite", DRAFT, "--platform", "x", "--json"]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "not ready (status 503)" in answer.err


def test_a_server_that_dropped_the_model_is_a_no(server: ChatServer, capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "add", server.address, "--name", "mine"])
    server.models = ["other"]
    assert run(["model", "verify", "mine"]) == 1
    assert "no longer has this model" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://192.168.1.20:8080", "open the network for it first"),
        ("http://models.example", "write https://"),
        ("http://me:pass@127.0.0.1:8080", "holds a name or a password"),
        ("http://127.0.0.1:1", "Nothing answers"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_reached_is_two_and_one_line(
    address: str, says: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_LANG", language)
    assert run(["model", "add", address]) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert (says in line) == (language == "en")
    i18n.set_language("en")


def test_under_the_seal_no_other_machine_is_called(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    assert run(["model", "add", "http://192.168.1.20:8080", "--open-network"]) == 2
    assert "Sealed" in capsys.readouterr().err


def test_the_doctor_names_the_addresses_that_may_be_called(
    server: ChatServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    run(["model", "add", server.address, "--name", "mine"])
    capsys.readouterr()
    assert run(["doctor", "--json"]) == 0
    report = said(capsys)
    allowed = {"name": "mine", "address": server.address, "reach": "loopback", "allowed": True}
    assert report["servers"] == [allowed]
    assert report["model"]["address"] == server.address
    assert report["network"]["bytes_out"] == 0
    run(["doctor"])
    assert f"{server.address} is allowed: a server on this computer" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"two words", b"\xff\xfe", b"a\nb"])
def test_a_file_that_holds_no_key_is_refused(
    content: bytes, server: ChatServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "key").write_bytes(content)
    assert run(["model", "add", server.address, "--key-file", str(tmp_path / "key")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
