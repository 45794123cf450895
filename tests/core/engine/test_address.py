"""The address of a server: what is read in it, how far it leads, and when its door may be opened."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aparte.engine.address import looks_like_one, may_be_called, read_address
from aparte.errors import Trouble
from aparte.messages import codes, say


@pytest.mark.parametrize(
    ("typed", "url", "reach"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "loopback"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", "loopback"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080", "loopback"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080", "loopback"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", "loopback"),
        (" localhost:11434 ", "http://localhost:11434", "loopback"),
        ("http://[::1]:1234", "http://[::1]:1234", "loopback"),
        ("http://[::ffff:127.0.0.1]:1234", "http://[::ffff:127.0.0.1]:1234", "loopback"),
        ("http://127.3.2.1", "http://127.3.2.1", "loopback"),
        ("https://127.0.0.1/llm/v1", "https://127.0.0.1/llm", "loopback"),
        ("http://192.168.1.20:8080", "http://192.168.1.20:8080", "lan"),
        ("10.0.0.7:8080", "http://10.0.0.7:8080", "lan"),
        ("http://[fd00::7]:8080", "http://[fd00::7]:8080", "lan"),
        ("http://tower:8080", "http://tower:8080", "lan"),
        ("http://tower.local:8080", "http://tower.local:8080", "lan"),
        ("https://models.example/api/v1", "https://models.example/api", "public"),
        ("https://8.8.8.8", "https://8.8.8.8", "public"),
    ],
)
def test_an_address_is_read_as_it_was_meant(typed: str, url: str, reach: str) -> None:
    address = read_address(typed)
    assert (address.url, address.reach) == (url, reach)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://models.example", "server.not_https"),
        ("http://8.8.8.8:8080", "server.not_https"),
        ("http://127.0.0.1.evil.example", "server.not_https"),
        ("http://localhost.evil.example", "server.not_https"),
        ("http://127.1:8080", "server.number"),
        ("http://2130706433", "server.number"),
        ("http://0x7f000001", "server.number"),
        ("http://0177.0.0.1.", "server.number"),
        ("http://0.0.0.0:8080", "server.everywhere"),
        ("http://[::]:8080", "server.everywhere"),
        ("http://me:secret@127.0.0.1", "net.password"),
        ("http://127.0.0.1:8080/v1?key=secret", "server.query"),
        ("http://127.0.0.1#x", "server.query"),
        ("ftp://127.0.0.1", "net.bad_address"),
        ("http://", "net.bad_address"),
        ("", "net.bad_address"),
        ("http://127.0.0.1:99999", "net.bad_address"),
        ("http://127.0.0.1:8080/a\r\nX: y", "net.bad_address"),
        ("http://ﬁ.example", "net.bad_address"),
    ],
)
def test_what_does_not_say_plainly_where_it_goes_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Trouble) as failure:
        read_address(typed)
    assert failure.value.code == code
    said = say(failure.value.code, failure.value.params)
    assert "{" not in said
    assert "secret" not in said or code == "server.query"


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.:\[\]@/?#%-]{0,40}", fullmatch=True))
@example("http://[::1")
@example("http://a:b:c")
@example("http://[v1.x]/")
@example("http://%00/")
def test_any_text_is_an_address_or_a_line_that_says_why_not(typed: str) -> None:
    try:
        address = read_address(typed)
    except Trouble as trouble:
        said = trouble.code
    else:
        said = ""
    if said:
        assert said in codes()
        return
    assert read_address(address.url) == address
    assert address.reach == "loopback" or address.host not in {"127.0.0.1", "localhost", "::1"}


def test_this_machine_may_always_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APARTE_SEALED", "1")
    may_be_called(read_address("http://127.0.0.1:8080"), opened=False)


@pytest.mark.parametrize("typed", ["http://192.168.1.20:8080", "https://models.example"])
def test_another_machine_only_with_the_network_open_for_it_and_never_under_the_seal(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = read_address(typed)
    with pytest.raises(Trouble, match=r"server\.closed"):
        may_be_called(address, opened=False)
    may_be_called(address, opened=True)
    monkeypatch.setenv("APARTE_SEALED", "1")
    with pytest.raises(Trouble, match=r"net\.sealed"):
        may_be_called(address, opened=True)


def test_an_address_is_told_from_a_file() -> None:
    assert looks_like_one("HTTP://127.0.0.1:8080")
    assert not looks_like_one("http-model.gguf")
    assert not looks_like_one("127.0.0.1.gguf")
