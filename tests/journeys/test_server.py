"""A draft is reworded by a server that runs beside Aparté; then the server fails, and no letter is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from aparte import netlog
from aparte.engine import servers
from aparte_ui.ledger import seal_words
from tests.chatserver import ChatServer, chatting
from tests.ui.opened import CTRL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.opened import Opened

DRAFT = "Bravo le transporteur, trois semaines pour faire 12 km. Vos 48 colis partent enfin demain."
GOOD = "Nous sommes désolés : trois semaines pour faire 12 km, c’est long. Vos 48 colis partent demain."


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(ChatServer(words=[[GOOD]])) as running:
        yield running


@pytest.mark.parametrize("worst", ["status", "cut", "gone"])
def test_a_rewrite_comes_from_the_server_and_its_failure_costs_no_letter(
    desk: Opened, server: ChatServer, worst: str
) -> None:
    model = servers.add(desk.home, server.address)
    desk.app.change(model=model.name)
    desk.session.set_platforms(["x"])
    desk.write(DRAFT)

    desk.press(Qt.Key.Key_Return, CTRL, desk.page)
    desk.wait(desk.desk.prompter.has_answered)
    rewrites = desk.desk.prompter._rewrites
    assert rewrites is not None
    assert (rewrites.model, rewrites.candidates[0].text) == (model.name, GOOD)
    assert desk.app.served() == model
    strong, rest = seal_words(desk.app.ledger(), desk.app.sealed_since, desk.app.served())
    assert strong == "Sealed"
    assert rest.endswith(f"model at 127.0.0.1:{server.port}")
    asked = [entry for entry in netlog.entries(desk.home) if entry.path == "/v1/chat/completions"]
    assert asked
    assert all(entry.loopback for entry in asked)

    if worst == "status":
        server.status = 500
    elif worst == "cut":
        server.cut = 0
    else:
        server.body, server.kind = b"<html>", "text/html"
    desk.write(DRAFT + " Merci.")
    desk.press(Qt.Key.Key_Return, CTRL, desk.page)
    failure = desk.desk.prompter._failure
    desk.wait(failure.isVisible)
    said = " ".join(label.text() for label in failure.findChildren(QLabel))
    assert f"127.0.0.1:{server.port}" in said
    assert "Your text is untouched." in said
    assert desk.page.text() == DRAFT + " Merci."
