"""Servers' models kept beside the files: added, keyed, removed; the door opens for what was typed and no more."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from aparte import addresses, net, netlog
from aparte.engine import address, catalogue, servers
from aparte.engine.prompter import Prompter
from aparte.errors import Trouble
from aparte.messages import codes, say
from aparte.secrets import InMemory
from tests.chatserver import ChatServer, chatting
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(ChatServer()) as running:
        yield running


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    keyring = InMemory()
    monkeypatch.setattr(servers, "usable_keyring", lambda: keyring)
    return keyring


def test_the_only_model_of_a_server_is_taken_and_put_to_use(home: Path, server: ChatServer) -> None:
    model = servers.add(home, f"127.0.0.1:{server.port}/v1")
    assert (model.remote, model.address) == ("tiny", server.address)
    assert catalogue.chosen(home) == model
    assert catalogue.listed(home) == (model,)


def test_one_of_several_must_be_chosen_and_must_be_there(home: Path, server: ChatServer) -> None:
    server.models = ["small", "org/large:8b"]
    with pytest.raises(Trouble) as several:
        servers.add(home, server.address)
    assert say(several.value.code, several.value.params).endswith("Choose one (“--model NAME”).")
    with pytest.raises(Trouble, match=r"server\.no_such_model"):
        servers.add(home, server.address, remote="other")
    assert catalogue.listed(home) == ()
    assert servers.add(home, server.address, remote="org/large:8b").name == "large-8b-127.0.0.1"


@pytest.mark.parametrize(
    ("models", "code"), [([], "server.no_models"), (None, "server.not_found"), (["", " "], "server.no_models")]
)
def test_a_server_without_a_model_is_not_kept(
    home: Path, server: ChatServer, models: list[str] | None, code: str
) -> None:
    server.models = models
    with pytest.raises(Trouble, match=code.replace(".", r"\.")):
        servers.add(home, server.address)
    assert catalogue.listed(home) == ()


def test_the_same_model_added_twice_is_one(home: Path, server: ChatServer) -> None:
    assert servers.add(home, server.address) == servers.add(home, server.address)


def test_a_key_lives_in_the_keyring_and_goes_with_the_model(home: Path, server: ChatServer, keyring: InMemory) -> None:
    server.key = "sesame-42"
    with pytest.raises(Trouble, match=r"server\.key"):
        servers.add(home, server.address)
    model = servers.add(home, server.address, key="sesame-42")
    assert model.keyed
    assert servers.answers(home, model)
    assert all(b"sesame" not in path.read_bytes() for path in home.rglob("*") if path.is_file())
    catalogue.remove(home, model)
    assert keyring.get(f"server {server.address}") is None
    with pytest.raises(Trouble, match=r"server\.no_key"):
        servers.key_of(model)


def test_without_a_keyring_a_key_is_never_written_but_may_come_from_outside(
    home: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.key = "sesame-42"
    monkeypatch.setattr(servers, "usable_keyring", lambda: None)
    with pytest.raises(Trouble, match=r"server\.no_keyring"):
        servers.add(home, server.address, key="sesame-42")
    assert catalogue.listed(home) == ()
    monkeypatch.setenv(servers.KEY_VARIABLE, "sesame-42")
    model = servers.add(home, server.address)
    assert servers.answers(home, model)
    assert all(b"sesame" not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_model_that_the_server_dropped_is_told(home: Path, server: ChatServer) -> None:
    model = servers.add(home, server.address)
    server.models = ["another"]
    assert not servers.answers(home, model)


def test_removing_one_leaves_the_files_and_the_others(home: Path, server: ChatServer, tmp_path: Path) -> None:
    file = catalogue.add(home, tiny_model(tmp_path / "tiny.gguf"))
    model = servers.add(home, server.address)
    assert catalogue.chosen(home) == file
    catalogue.remove(home, model)
    assert catalogue.listed(home) == (file,)


def test_the_seal_lets_the_typed_loopback_address_through(
    home: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    model = servers.add(home, server.address)
    prompter = Prompter(home)
    prompter.load(model, "")
    assert list(prompter.chat([("user", "x")]))
    assert net.ledger().sealed
    prompter.stop()


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an address that the door takes for another machine of the house: a second one of loopback."""
    loopback = addresses.is_loopback
    for module in (net, address):
        monkeypatch.setattr(module, "is_loopback", lambda host: host != "127.0.0.2" and loopback(host))
    return "127.0.0.2"


def test_another_machine_is_asked_only_when_its_network_was_opened(
    home: Path, outside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chatting(ChatServer(), host="0.0.0.0") as server:
        typed = f"http://{outside}:{server.port}"
        with pytest.raises(Trouble, match=r"server\.closed"):
            servers.add(home, typed)
        assert server.paths == []
        model = servers.add(home, typed, opened=True)
        prompter = Prompter(home)
        prompter.load(model, "")
        assert not net.ledger().sealed
        assert net.ledger().hosts == (outside,)
        assert list(prompter.chat([("user", "x")]))
        prompter.stop()
        assert net.ledger().sealed
        assert netlog.figures(home).bytes_out > 100
        monkeypatch.setenv("APARTE_SEALED", "1")
        with pytest.raises(Trouble, match=r"net\.sealed"):
            prompter.load(model, "")
        assert len(server.paths) == 2


def test_a_door_that_is_open_for_one_address_leaves_the_others_shut(home: Path, outside: str) -> None:
    with chatting(ChatServer(), host="0.0.0.0") as server:
        model = servers.add(home, f"http://{outside}:{server.port}", opened=True)
        prompter = Prompter(home)
        prompter.load(model, "")
        before = net.ledger().refused
        with socket.socket() as line, pytest.raises(PermissionError):
            line.connect(("192.0.2.7", 80))
        assert net.ledger().refused == before + 1
        net._door.refused -= 1
        prompter.stop()


def test_every_sentence_about_servers_is_one_line() -> None:
    for code in codes():
        if code.startswith("server."):
            assert "\n" not in say(code, {})
