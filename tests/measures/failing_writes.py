"""Fail one system call at a time along a journey of typing, copying and importing, and look for what was lost.

    python tests/measures/failing_writes.py [--calls 200]

The journey runs in a child that has loaded everything before it starts. A first run under strace lists its writes,
forced writes, renames and opens; then each of the first ones is refused in turn (`strace --inject`: disk full for
writes and renames, input/output error for the others), and the journey goes on after the message, as the window does.
What must hold each time: whatever was acknowledged is on disk, the files are whole, and at most one line was said, of
ours. Linux only; exit status 1 when something does not hold.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from aparte import cli, messages, paths, settings  # noqa: E402 - the checkout's own package, found just above
from aparte.archive.spaces import default_space  # noqa: E402
from aparte.archive.store import Archive  # noqa: E402
from aparte.drafts.autosave import Journal  # noqa: E402
from aparte.errors import Trouble  # noqa: E402
from aparte.gate.log import Log, read_lines, verify  # noqa: E402
from aparte.nouns import Draft  # noqa: E402
from aparte.secrets import log_key  # noqa: E402
from tests.core.gate.made import assessment, sign_off  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "openat")
ERRORS = {
    "write": "ENOSPC",
    "pwrite64": "ENOSPC",
    "rename": "ENOSPC",
    "fsync": "EIO",
    "fdatasync": "EIO",
    "openat": "EIO",
}
ROUNDS = 4
SAVES = 8
POSTS = 5


class Call(NamedTuple):
    """The `nth` call of this name since the journey began."""

    name: str
    nth: int


class Outcome(NamedTuple):
    """What one journey said, and what it lost; both are empty when nothing was refused."""

    said: tuple[str, ...]
    wrong: tuple[str, ...]


class Journey:
    """Typing, copying, importing, in the child: every step that returns is acknowledged, every Trouble is said."""

    def __init__(self, home: Path, tell: Callable[[str, object], None]) -> None:
        """Open nothing yet; whatever is acknowledged or said goes to `tell`."""
        self._home = home
        self.tell = tell

    def run(self) -> None:
        """Do every step; each is tried once more after a Trouble, as a person would."""
        space = self._again(lambda: default_space(self._home))
        journal = self._again(lambda: Journal(space.folder))
        draft = self._again(lambda: journal.create(Draft(id="")))
        log = Log(space.folder, self._again(lambda: log_key(self._home)))
        for number in range(ROUNDS):
            for key in range(SAVES):
                text = f"{number * SAVES + key} " + "encore une phrase. " * (key + 40 * number)
                self._again(lambda text=text: journal.save_text(draft.id, None, text))  # type: ignore[misc]  # bound now
                self.tell("saved", [draft.id, text])
            line = self._again(lambda number=number: log.append(sign_off(f"copie {number}"), assessment()))  # type: ignore[misc]  # bound now
            self.tell("logged", line.hash)
            if line.late:
                self.tell("said", messages.say("log.late_line", {}))
            self._again(lambda number=number: settings.save(self._home, settings.Settings(scale=100 + number)))  # type: ignore[misc]  # bound now
            self.tell("chosen", 100 + number)
            self._import(number)
        journal.close()

    def _again(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except Trouble as trouble:
            self.tell("said", messages.say(trouble.code, trouble.params))
        except OSError as error:
            self.tell("said", messages.say("home.unusable", {"path": error.filename or "?", "reason": error.strerror}))
        return step()

    def _import(self, number: int) -> None:
        for _try in range(2):
            said = io.StringIO()
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()) as answer:
                status = cli.run(["import", str(self._home.parent / f"import-{number}.jsonl"), "--json"])
            if said.getvalue():
                self.tell("said", said.getvalue().strip().removeprefix("aparte: "))
            if status == 0:
                (file,) = json.loads(answer.getvalue())["files"]
                self.tell("imported", [number, file["imported"] + file["duplicates"]])
                return


def prepare(root: Path) -> None:
    """Write the files that the journey imports."""
    for number in range(ROUNDS):
        rows = [{"id": f"{number}-{row}", "text": f"post {number} {row}", "author": "a"} for row in range(POSTS)]
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (root / f"import-{number}.jsonl").write_text(text, encoding="utf-8")


def journey(root: Path, strace: list[str], trace: Path) -> list[tuple[str, Any]]:
    """Run one journey in a fresh home below `root`, under strace with these options; return what it told."""
    home = paths.private_dir(root / "home")
    ours, theirs = socket.socketpair()
    child = subprocess.Popen(
        [sys.executable, __file__, "--be-the-child", str(home), str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stderr=subprocess.PIPE,
        env={**os.environ, "APARTE_HOME": str(home), "APARTE_LANG": "en"},
    )
    theirs.close()
    told = ours.makefile("rb")
    assert told.readline() == b"ready\n"
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", str(trace), *strace, "-p", str(child.pid)], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr is not None
    _wait_until_traced(child.pid)
    ours.sendall(b"go\n")
    heard = [tuple(json.loads(line)) for line in told]
    _out, complaint = child.communicate()
    tracer.wait()
    tracer.stderr.close()
    told.close()
    ours.close()
    if child.returncode:
        heard.append(("crashed", complaint.decode().strip().splitlines()[-1:]))
    return heard


def _wait_until_traced(pid: int) -> None:
    status = Path(f"/proc/{pid}/status")
    while re.search(r"^TracerPid:\t0$", status.read_text(), re.MULTILINE):
        os.sched_yield()


def calls_of(trace: Path) -> list[Call]:
    """Read the calls of a journey, in order, each numbered among those of its name."""
    seen: Counter[str] = Counter()
    calls = []
    for line in trace.read_text(errors="replace").splitlines():
        found = re.match(r"\d+\s+(\w+)\(", line)
        if found and found[1] in CALLS:
            seen[found[1]] += 1
            calls.append(Call(found[1], seen[found[1]]))
    return calls


def judge(root: Path, heard: list[tuple[str, Any]]) -> Outcome:
    """Compare what was acknowledged with what is on disk."""
    wrong = [f"crashed: {what}" for kind, what in heard if kind == "crashed"]
    if not any(kind == "saved" for kind, _what in heard):
        return Outcome(_said(heard), (*wrong, "nothing was ever saved"))
    home = root / "home"
    space = default_space(home)
    with Journal(space.folder) as journal:
        wrong += [] if journal.integrity() == "ok" else [f"drafts.db: {journal.integrity()}"]
        draft_id, text = [what for kind, what in heard if kind == "saved"][-1]
        wrong += [] if journal.draft(draft_id).base_text == text else ["an acknowledged letter is lost"]
    report = verify(space.folder)
    wrong += [] if report.intact else [f"log: {report.said()}"]
    kept = {line.hash for line in read_lines(space.folder)}
    wrong += [f"a log line is lost: {what}" for kind, what in heard if kind == "logged" and what not in kept]
    chosen = [what for kind, what in heard if kind == "chosen"]
    wrong += [] if not chosen or settings.load(home).scale == chosen[-1] else ["a choice is lost"]
    wrong += _posts_wrong(space.archive_path, heard)
    wrong += [f"more than one line: {said!r}" for said in _said(heard) if "\n" in said or "Traceback" in said]
    return Outcome(_said(heard), tuple(wrong))


def _posts_wrong(archive_path: Path, heard: list[tuple[str, Any]]) -> list[str]:
    acknowledged = sum(count for kind, (_number, count) in _of(heard, "imported"))
    if not acknowledged:
        return ["nothing was imported"]
    with Archive(archive_path) as archive:
        count = archive.count()
    return [] if count >= acknowledged else [f"{acknowledged - count} imported posts are lost"]


def _of(heard: list[tuple[str, Any]], wanted: str) -> list[tuple[str, Any]]:
    return [(kind, what) for kind, what in heard if kind == wanted]


def _said(heard: list[tuple[str, Any]]) -> tuple[str, ...]:
    return tuple(what for _kind, what in _of(heard, "said"))


def attempt(folder: Path, call: Call | None) -> tuple[Outcome, list[Call]]:
    """Run one journey with `call` refused (None: nothing is), in a folder that is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    prepare(folder)
    refused = ["-e", f"inject={call.name}:error={ERRORS[call.name]}:when={call.nth}"] if call else []
    heard = journey(folder, ["-e", f"trace={','.join(CALLS)}", *refused], folder / "trace")
    return judge(folder, heard), calls_of(folder / "trace")


def _child(home: Path, out: socket.socket) -> None:
    """Be the child: speak through a socket, which no refused call can touch."""

    def tell(kind: str, value: object) -> None:
        out.sendall(json.dumps([kind, value]).encode() + b"\n")

    # Everything is loaded by a journey in another home: a module that can't be read is not what is measured here.
    with tempfile.TemporaryDirectory() as elsewhere:
        os.environ["APARTE_HOME"] = f"{elsewhere}/home"
        prepare(Path(elsewhere))
        Journey(paths.private_dir(Path(elsewhere) / "home"), lambda _kind, _value: None).run()
    os.environ["APARTE_HOME"] = str(home)
    out.sendall(b"ready\n")
    out.recv(16)
    Journey(home, tell).run()


def main() -> int:
    """Refuse each call in turn and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--be-the-child", nargs=2, metavar=("HOME", "SOCKET"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.be_the_child:
        _child(Path(given.be_the_child[0]), socket.socket(fileno=int(given.be_the_child[1])))
        return 0
    with tempfile.TemporaryDirectory() as root:
        quiet, calls = attempt(Path(root) / "one", None)
        print(f"{len(calls)} calls in a journey; refused: {dict(Counter(call.name for call in calls[: given.calls]))}")
        outcomes = {call: attempt(Path(root) / "one", call)[0] for call in calls[: given.calls]}
    for call, outcome in outcomes.items():
        for wrong in outcome.wrong:
            print(f"{call.name} {call.nth}: {wrong} ({outcome.said})")
    lines = Counter(min(2, len(outcome.said)) for outcome in outcomes.values())
    safe = sum(not outcome.wrong for outcome in outcomes.values())
    print(f"{safe} of {len(outcomes)} refused calls lost nothing acknowledged")
    print(f"said in one line: {lines[1]}; absorbed without harm: {lines[0]}; said more than once: {lines[2]}")
    return 1 if quiet.wrong or quiet.said or safe < len(outcomes) or max(lines) > 1 else 0


if __name__ == "__main__":
    sys.exit(main())
