"""A server as the prompter: how soon a cancel is heard, what asking costs, and that each failure is one known line.

    python tests/measures/servers.py [--times 50]

A real server on loopback (`tests/chatserver.py`). Figures of the issue, for the engine and so for a server: a cancel is
heard within 200 ms while a prompt is read and within 50 ms between two tokens. Printed beside it: the processor time of
a streamed answer against that of parsing the same events with `json` alone. Exit status 1 when something does not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte import messages, net  # noqa: E402 - the checkout's own package, found just above
from aparte.engine.address import read_address  # noqa: E402
from aparte.engine.client import Limits  # noqa: E402
from aparte.engine.server import Asked, Server  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from tests.chatserver import ChatServer, chatting  # noqa: E402

PROMPT_MS, BETWEEN_MS = 200.0, 50.0
ASKED = Asked(messages=(("user", "x"),), max_tokens=100_000, temperature=0.7, seed=1)


@dataclass
class Chat:
    """One conversation with a server, cancelled when asked."""

    home: Path
    server: ChatServer
    cancelled: bool = False

    def run(self, first_s: float = 30.0) -> int:
        """Have it; return how many pieces of text came. Raises Trouble as the server's failures do."""
        address = read_address(self.server.address)
        with net.opened(self.home, [address.host], "measure") as permit:
            asked = Server(permit, address, "", Limits(between_tokens_s=30.0))
            return len(list(asked.chat("tiny", ASKED, first_s, lambda: self.cancelled))) - 1


def main() -> int:
    """Print each figure and whether it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    times: int = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        held = _cancels(home, times, stall=0, goal_ms=PROMPT_MS, what="while the prompt is read")
        held &= _cancels(home, times, stall=3, goal_ms=BETWEEN_MS, what="between two tokens")
        held &= _failures(home)
        _cost(home)
    return 0 if held else 1


def _cancels(home: Path, times: int, *, stall: int, goal_ms: float, what: str) -> bool:
    took: list[float] = []
    for _time in range(times):
        with chatting(ChatServer(stall=stall)) as server:
            chat = Chat(home, server)
            ended: list[float] = []
            thread = threading.Thread(
                target=lambda chat=chat, ended=ended: (chat.run(), ended.append(time.monotonic()))
            )
            thread.start()
            time.sleep(0.15)
            asked = time.monotonic()
            chat.cancelled = True
            thread.join()
            took.append((ended[0] - asked) * 1000)
    median, worst = quantiles(took, n=20)[9], quantiles(took, n=20)[18]
    good = worst <= goal_ms
    print(
        f"{'ok ' if good else 'NOT'} cancel {what}: {median:.0f} ms, "
        f"95th percentile {worst:.0f} ms (goal {goal_ms:.0f})"
    )
    return good


def _failures(home: Path) -> bool:
    worst: tuple[tuple[str, dict[str, Any]], ...] = (
        *((f"status {status}", {"status": status}) for status in (400, 401, 404, 429, 500, 503)),
        ("redirect", {"status": 307, "location": "http://192.0.2.7/"}),
        ("cut after a token", {"cut": 1}),
        ("no end said", {"finish": None, "last": ""}),
        ("a web page", {"body": b"<html>", "kind": "text/html"}),
        ("no JSON", {"body": b"data: {\n\n"}),
        ("a line of 3 MB", {"body": b"data: " + b"x" * 3_000_000}),
    )
    held = True
    for name, how in worst:
        with chatting(ChatServer(**how)) as server:
            try:
                Chat(home, server).run()
                code, said = "", "an answer was taken for whole"
            except Trouble as trouble:
                code, said = trouble.code, messages.say(trouble.code, trouble.params)
        good = code in messages.codes() and "{" not in said and "\n" not in said
        held &= good
        print(f"{'ok ' if good else 'NOT'} {name}: {said}")
    return held


def _cost(home: Path) -> None:
    words = [f"mot{number} " for number in range(2_000)]
    with chatting(ChatServer(words=[words])) as server:
        start = time.thread_time()
        Chat(home, server).run()
        took = time.thread_time() - start
    events = [json.dumps({"choices": [{"index": 0, "delta": {"content": word}}]}) for word in words]
    start = time.thread_time()
    for event in events:
        json.loads(event)
    plain = time.thread_time() - start
    print(f"    {1e6 * took / len(words):.0f} µs of processor a token, {took / plain:.1f} times that of json alone")


if __name__ == "__main__":
    sys.exit(main())
