"""The command as a script meets it: in this process for what it answers, in one of its own where a process matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "import sys; from aparte import cli; sys.exit(cli.run(sys.argv[1:]))"


class Said:
    """What a command answered."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out, parse_constant=_refused)

    @property
    def lines(self) -> list[Any]:
        # Only a line feed ends a line of JSON: splitlines would cut at U+2028 too.
        return [json.loads(line, parse_constant=_refused) for line in self.out.split("\n")[:-1]]


Aparte = Callable[..., Said]


def command(*words: object) -> list[str]:
    """Return the command line of a process of its own."""
    return [sys.executable, "-c", PROGRAM, *map(str, words)]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of that process."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), **(more or {})}


def process(*words: object, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end in a process of its own, with `more` in its environment."""
    return subprocess.run(command(*words), input=b"", capture_output=True, env=environment(more), check=False)


def lines_of(*documents: object) -> str:
    """Return documents as JSON Lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)


def _refused(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")
