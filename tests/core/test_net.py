"""The door: closed to every other machine, opened for the hosts the user agreed to and no longer than that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte import addresses, net, netlog
from aparte.errors import Trouble
from tests.hostile import Hostile, serving

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
TRIES = """
import socket, sys
from pathlib import Path
from aparte import net
from aparte.errors import Trouble
home = Path(sys.argv[1])
net.seal()

def tried(act):
    try:
        act()
    except PermissionError:
        return "refused"
    except Trouble as trouble:
        return trouble.code
    except OSError:
        return "tried"
    return "done"

def connect(host):
    with socket.socket() as line:
        line.settimeout(0.2)
        line.connect((host, 9))

print(tried(lambda: connect("192.0.2.1")))
print(tried(lambda: socket.getaddrinfo("localhost.elsewhere.example", 9)))
print(tried(lambda: socket.getaddrinfo("127.elsewhere.example", 9)))
with net.opened(home, ["192.0.2.1"], "a test") as permit:
    print(net.ledger().sealed, net.ledger().hosts)
    print(tried(lambda: permit.socket_to("192.0.2.1", 9, 0.2)))
    print(tried(lambda: connect("192.0.2.2")))
print(tried(lambda: connect("192.0.2.1")))
print(net.ledger().sealed, net.ledger().refused)
"""


def tries(home: Path, more: Mapping[str, str] | None = None) -> list[str]:
    """Run the tries in a process of their own: what is refused there must not count here."""
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(home)],
        env={"PYTHONPATH": str(ROOT / "desktop"), "PATH": "", **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines() + done.stderr.splitlines()[-1:]


def test_only_the_agreed_host_is_let_through_and_only_meanwhile(home: Path) -> None:
    assert tries(home) == [
        "refused",
        "refused",
        "refused",
        "False ('192.0.2.1',)",
        "tried",
        "refused",
        "refused",
        "True 5",
    ]


def test_a_sealed_session_opens_for_nobody(home: Path) -> None:
    assert "net.sealed" in tries(home, {"APARTE_SEALED": "1"})[-1]


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("127.elsewhere.example", False),
        ("localhost.elsewhere.example", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("fe80::1%eth0", False),
    ],
)
def test_loopback_is_told_from_what_only_looks_like_it(host: str, *, is_ours: bool) -> None:
    assert addresses.is_loopback(host) is is_ours


def test_a_request_to_a_host_that_was_not_agreed_to_is_not_made(home: Path) -> None:
    refusal = pytest.raises(Trouble, match=r"net\.other_host")
    with serving(Hostile(b"GGUF")) as hostile, net.opened(home, ["localhost"], "a test") as permit, refusal:
        permit.get(hostile.address, {}, 1)
    assert hostile.requests == []


def test_nobody_at_the_door_is_told_and_stands_in_the_ledger(home: Path) -> None:
    with serving(Hostile(b"GGUF")) as gone:
        address = gone.address
    with net.opened(home, ["127.0.0.1"], "a test") as permit, pytest.raises(Trouble, match=r"net\.unreachable"):
        permit.get(address, {}, 1)
    (line,) = [entry for entry in netlog.entries(home) if entry.what == "request"]
    assert (line.status, line.loopback) == (0, True)


def test_the_ledger_adds_up_what_left_since_the_last_unsealing(home: Path) -> None:
    def line(what: str, host: str, sent: int = 0) -> None:
        loopback = addresses.is_loopback(host)
        netlog.note(home, netlog.Entry(at=f"t{sent}", what=what, host=host, bytes_out=sent, loopback=loopback))

    assert netlog.figures(home).since is None
    line("opened", "old.example", 1)
    line("request", "old.example", 2)
    line("opened", "new.example", 3)
    line("request", "new.example", 4)
    line("request", "127.0.0.1", 5)
    found = netlog.figures(home)
    assert (found.since, found.sockets_opened, found.bytes_out, found.loopback_requests) == ("t3", 1, 4, 1)


def test_a_spoilt_line_of_the_ledger_is_passed_over_and_a_long_one_gives_way(home: Path) -> None:
    path = home / "logs" / netlog.FILE
    netlog.note(home, netlog.Entry(at="t", what="request", host="a.example"))
    with path.open("ab") as out:
        out.write(b"\xff not json\n[1]\n" + b"\n" * netlog.MOST_BYTES)
    netlog.note(home, netlog.Entry(at="t", what="request", host="b.example"))
    assert [entry.host for entry in netlog.entries(home)][-1] == "b.example"
    assert path.stat().st_size < netlog.MOST_BYTES
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_query_is_never_written_down(home: Path) -> None:
    with serving(Hostile(b"GGUF")) as hostile, net.opened(home, ["127.0.0.1"], "a test") as permit:
        permit.get(f"{hostile.address}?token=secret", {}, 1).close()
    assert "secret" not in (home / "logs" / netlog.FILE).read_text()


def test_nothing_of_the_web_is_loaded_before_it_is_asked_for() -> None:
    program = "import sys; from aparte import net; print([m for m in ('http', 'ssl', 'socket') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": str(ROOT / "desktop"), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
