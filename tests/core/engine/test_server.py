"""A server of the user's as the prompter: a real one on loopback, at its best and at its worst."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aparte import net, netlog
from aparte.engine import servers
from aparte.engine.address import read_address
from aparte.engine.client import Limits
from aparte.engine.prompter import Prompter
from aparte.engine.proposals import Brief
from aparte.engine.rewrite import rewrite_with_chosen
from aparte.engine.server import Asked, Server
from aparte.engine.wire import Done, Text
from aparte.errors import Trouble
from aparte.messages import codes, say
from tests.chatserver import ChatServer, chatting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED = Asked(messages=(("system", "rules"), ("user", "draft")), max_tokens=64, temperature=0.7, seed=3)
DRAFT = "Bravo le transporteur, trois semaines pour faire 12 km. Vos 48 colis partent enfin demain."
GOOD = "Nous sommes désolés : trois semaines pour faire 12 km, c’est long. Vos 48 colis partent demain."


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(ChatServer()) as running:
        yield running


def heard(
    home: Path, server: ChatServer, *, first_s: float = 5.0, between_s: float = 5.0, key: str = ""
) -> tuple[str, Done]:
    """Have one conversation, and return what was said and how it ended."""
    address = read_address(server.address)
    with net.opened(home, [address.host], "test") as permit:
        asked = Server(permit, address, key, Limits(between_tokens_s=between_s))
        *said, done = asked.chat("tiny", ASKED, first_s, lambda: False)
    assert isinstance(done, Done)
    return "".join(part.text for part in said if isinstance(part, Text)), done


def refused(home: Path, server: ChatServer, **more: Any) -> Trouble:
    """Return why a conversation failed."""
    with pytest.raises(Trouble) as failure:
        heard(home, server, **more)
    assert failure.value.code in codes()
    line = say(failure.value.code, failure.value.params)
    assert "{" not in line
    assert "\n" not in line
    return failure.value


@pytest.mark.parametrize("tear", [0, 1, 3])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_answer_streamed_in_small_pieces_is_heard_whole(
    home: Path, server: ChatServer, tear: int, newline: str
) -> None:
    server.tear, server.newline = tear, newline
    text, done = heard(home, server)
    assert text == "Merci à vous 🙂."
    assert (done.reason, done.tokens, done.prompt_tokens, done.reused_tokens) == ("stop", 6, 40, 30)
    assert done.first_token_ms > 0


def test_what_is_asked_is_a_chat_completion_that_streams(home: Path, server: ChatServer) -> None:
    heard(home, server)
    (asked,) = server.asked
    assert asked["model"] == "tiny"
    assert asked["messages"] == [{"role": "system", "content": "rules"}, {"role": "user", "content": "draft"}]
    assert asked["stream"] is True
    assert (asked["max_tokens"], asked["seed"]) == (64, 3)
    assert "authorization" not in server.heads[0]
    assert server.paths == ["/v1/chat/completions"]


def test_words_come_before_the_answer_is_over(home: Path, server: ChatServer) -> None:
    server.stall = 2
    address = read_address(server.address)
    with net.opened(home, [address.host], "test") as permit:
        answer = Server(permit, address, "", Limits()).chat("tiny", ASKED, 5.0, lambda: False)
        assert next(answer) == Text(id=0, text="Merci")
        server.release.set()
        assert isinstance(list(answer)[-1], Done)


def test_without_figures_of_its_own_pieces_are_counted(home: Path, server: ChatServer) -> None:
    server.usage = None
    _text, done = heard(home, server)
    assert (done.tokens, done.prompt_tokens, done.prompt_tokens_per_s) == (5, 0, 0.0)


def test_an_answer_without_its_last_mark_is_whole_when_its_end_was_said(home: Path, server: ChatServer) -> None:
    server.last = ""
    assert heard(home, server)[0] == "Merci à vous 🙂."


def test_an_answer_that_reached_its_length_says_so(home: Path, server: ChatServer) -> None:
    server.finish = "length"
    assert heard(home, server)[1].reason == "length"


def test_thoughts_are_not_said(home: Path, server: ChatServer) -> None:
    server.thoughts = ["hm", "so"]
    assert heard(home, server)[0] == "Merci à vous 🙂."


def test_a_server_that_does_not_stream_is_heard_too(home: Path, server: ChatServer) -> None:
    server.kind = "application/json"
    message = {"role": "assistant", "content": "Oui."}
    server.body = json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}).encode()
    assert heard(home, server)[0] == "Oui."


def test_control_characters_never_come_through(home: Path, server: ChatServer) -> None:
    server.words = [["a\x1b[31m", "\u202eb", "\x00c"]]
    assert heard(home, server)[0] == "a[31mbc"


@pytest.mark.parametrize("cut", [0, 2, 5])
@pytest.mark.parametrize("tear", [0, 7])
def test_an_answer_that_was_cut_is_no_answer(home: Path, server: ChatServer, cut: int, tear: int) -> None:
    server.words, server.cut, server.tear = [["a"] * 6], cut, tear
    assert refused(home, server).code == "server.cut"


def test_an_answer_without_any_end_is_no_answer(home: Path, server: ChatServer) -> None:
    server.finish, server.last = None, ""
    assert refused(home, server).code == "server.cut"


def test_silence_before_the_first_word_and_between_two_has_its_time(home: Path, server: ChatServer) -> None:
    server.stall = 0
    assert refused(home, server, first_s=0.3).code == "server.silent"
    server.stall = 2
    assert refused(home, server, between_s=0.3).code == "server.silent"


def test_an_answer_without_end_is_ended(home: Path, server: ChatServer) -> None:
    server.endless = True
    _text, done = heard(home, server)
    assert done.reason == "length"
    assert server.hung_up.wait(5)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "key"),
        (403, "key"),
        (404, "not_found"),
        (429, "busy"),
        (503, "loading"),
        (500, "failed"),
        (400, "refused"),
    ],
)
def test_each_refusal_has_its_line(home: Path, server: ChatServer, status: int, code: str) -> None:
    server.status = status
    trouble = refused(home, server)
    assert trouble.code == f"server.{code}"
    if code in {"failed", "refused"}:
        assert trouble.params["what"] == "out of luck"


@pytest.mark.parametrize("error", [b"", b"<html>", b"{", b'{"error": []}', b'{"error": {"message": 7}}', b"\xff" * 99])
def test_a_refusal_that_says_nothing_usable_still_has_its_line(home: Path, server: ChatServer, error: bytes) -> None:
    server.status, server.error = 500, error
    assert refused(home, server).params["what"] == "?"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed_wherever_it_leads(home: Path, server: ChatServer, status: int) -> None:
    with chatting(ChatServer()) as other:
        server.status, server.location = status, f"{other.address}/v1/chat/completions"
        assert refused(home, server, key="secret").code == "server.redirects"
        assert other.paths == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"<html>hello</html>"),
        ("text/event-stream", b"data: {\n\n"),
        ("text/event-stream", b"data: []\n\n"),
        ("text/event-stream", b'data: {"choices": 7}\n\n'),
        ("text/event-stream", b"data: \xff\xfe\n\n"),
        ("application/json", b"[]"),
        ("application/json", b"[" * 5000),
        ("application/json", b"{}"),
        ("", b""),
    ],
)
def test_what_is_no_conversation_is_refused(home: Path, server: ChatServer, kind: str, body: bytes) -> None:
    server.kind, server.body = kind, body
    assert refused(home, server).code == "server.not_chat"


def test_strange_shapes_inside_an_answer_are_passed_over(home: Path, server: ChatServer) -> None:
    choices = [[7], [{"delta": 7}], [{"delta": {"content": 7}}], [{"delta": {"content": "a"}, "finish_reason": "stop"}]]
    usage = {"prompt_tokens": -1, "completion_tokens": True, "prompt_tokens_details": 7}
    server.body = b"".join(
        f"data: {json.dumps({'choices': choice, 'usage': usage, 'timings': 'x'})}\n\n".encode() for choice in choices
    )
    text, done = heard(home, server)
    assert (text, done.tokens, done.prompt_tokens) == ("a", 1, 0)


def test_a_failure_told_inside_the_stream_is_a_failure(home: Path, server: ChatServer) -> None:
    server.body = b'data: {"choices": [{"delta": {"content": "a"}}]}\n\ndata: {"error": {"message": "no memory"}}\n\n'
    trouble = refused(home, server)
    assert (trouble.code, trouble.params["what"]) == ("server.failed", "no memory")


def test_a_line_of_megabytes_is_given_up(home: Path, server: ChatServer) -> None:
    server.body = b"data: " + b"x" * 3_000_000
    assert refused(home, server).code == "server.huge"


def test_nobody_there_and_nothing_that_speaks_http_have_their_lines(home: Path, server: ChatServer) -> None:
    import socket

    nobody = ChatServer()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody.port = free.getsockname()[1]
    assert refused(home, nobody).code == "server.refused_connection"

    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        strange = replace(ChatServer(), port=mute.getsockname()[1])

        def greet() -> None:
            line, _peer = mute.accept()
            line.recv(10_000)
            line.sendall(b"220 mail.example ESMTP\r\n")
            line.close()

        thread = threading.Thread(target=greet)
        thread.start()
        assert refused(home, strange).code == "server.not_http"
        thread.join()


def test_a_cancel_is_heard_within_the_blink_of_an_eye(home: Path, server: ChatServer) -> None:
    server.stall = 2
    model = servers.add(home, server.address)
    prompter = Prompter(home)
    prompter.load(model, "")
    answer = prompter.chat([("user", "x")])
    assert isinstance(next(answer), Text)
    timer = threading.Timer(0.2, prompter.cancel)
    timer.start()
    began = monotonic()
    *_words, done = answer
    assert isinstance(done, Done)
    assert done.reason == "cancelled"
    assert monotonic() - began < 5
    timer.join()
    server.release.set()
    server.stall = -1
    assert isinstance(list(prompter.chat([("user", "x")]))[-1], Done)
    prompter.stop()


@pytest.mark.parametrize(("said", "passes"), [(GOOD, True), ("Tout va bien, 99 colis partent enfin demain.", False)])
def test_a_rewrite_from_a_server_passes_the_same_checks(
    home: Path, server: ChatServer, said: str, passes: bool
) -> None:
    server.words = [[said]]
    model = servers.add(home, server.address)
    prompter = Prompter(home)
    found = rewrite_with_chosen(Brief(text=DRAFT, platform="x", lang="fr"), home, prompter)
    prompter.stop()
    assert found.model == model.name
    assert [one.text for one in found.candidates] == ([GOOD] if passes else [])
    if not passes:
        assert {one.why for one in found.rejected} <= {"refused.lost", "refused.added"}
    assert found.timings.prompt_tokens == 40 * len(server.asked)
    assert found.timings.reused_tokens == 30 * len(server.asked)


def test_a_server_that_fails_raises_its_line_and_the_next_request_works(home: Path, server: ChatServer) -> None:
    server.words = [[GOOD]]
    servers.add(home, server.address)
    prompter = Prompter(home)
    brief = Brief(text=DRAFT, platform="x", lang="fr", n=1)
    server.cut = 0
    with pytest.raises(Trouble, match=r"server\.cut"):
        rewrite_with_chosen(brief, home, prompter)
    server.cut = -1
    assert rewrite_with_chosen(brief, home, prompter).candidates
    prompter.stop()


def test_every_request_is_in_the_ledger_and_none_left_this_machine(home: Path, server: ChatServer) -> None:
    servers.add(home, server.address)
    heard(home, server)
    asked = [entry for entry in netlog.entries(home) if entry.what == "request"]
    assert [entry.path for entry in asked] == ["/v1/models", "/v1/chat/completions"]
    assert all(entry.loopback and entry.bytes_out > 50 and entry.bytes_in > 50 for entry in asked)
    assert netlog.figures(home).bytes_out == 0
    written = (home / "logs" / netlog.FILE).read_text(encoding="utf-8")
    assert "rules" not in written
    assert "Merci" not in written


def test_a_model_is_measured_through_its_server(home: Path, server: ChatServer) -> None:
    from aparte.engine.bench import bench

    model = servers.add(home, server.address)
    prompter = Prompter(home)
    speed = bench(prompter, model, "")
    prompter.stop()
    assert (speed.threads, speed.ram_bytes) == (0, 0)
    assert speed.first_token_ms > 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "content", "usage", "error", "message", "finish_reason", "timings", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(said=st.lists(JSON, max_size=4), whole=st.booleans())
def test_whatever_json_a_server_says_is_an_answer_or_a_known_failure(
    home: Path, server: ChatServer, said: list[Any], whole: bool
) -> None:
    if whole:
        server.kind, server.body = "application/json", json.dumps(said[:1] and said[0]).encode()
    else:
        server.kind = "text/event-stream"
        server.body = b"".join(f"data: {json.dumps(one)}\n\n".encode() for one in said)
    try:
        text, done = heard(home, server)
    except Trouble as trouble:
        failed = trouble.code
    else:
        failed = ""
        assert isinstance(text, str)
        assert done.tokens >= 0
    assert not failed or failed in codes()


def test_a_cancel_is_heard_while_a_machine_is_still_being_called(home: Path) -> None:
    import socket

    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _number in range(4)]
        for one in waiting:
            # The queue of a server that accepts nobody is soon full: the next call is left hanging.
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        began = monotonic()
        address = read_address(f"http://127.0.0.1:{port}")
        with net.opened(home, [address.host], "test") as permit:
            answer = Server(permit, address, "", Limits()).chat("tiny", ASKED, 30.0, lambda: monotonic() - began > 0.3)
            (done,) = answer
        for one in waiting:
            one.close()
    assert isinstance(done, Done)
    assert done.reason == "cancelled"
    assert monotonic() - began < 4


def test_a_call_that_nobody_answered_is_in_the_ledger_too(home: Path) -> None:
    with pytest.raises(Trouble, match=r"server\.refused_connection"):
        servers.add(home, "http://127.0.0.1:1")
    (asked,) = [entry for entry in netlog.entries(home) if entry.what == "request"]
    assert (asked.path, asked.status, asked.bytes_out) == ("/v1/models", 0, 0)
