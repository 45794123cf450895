"""The engine's process gives way, writes no dump, and knows nothing of the environment it was started in."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aparte.engine.manners import NICE, behave

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_IS_DUMPABLE = 3
"""prctl's PR_GET_DUMPABLE."""


def _behaved(told: Connection[object, object]) -> None:
    before = os.nice(0)
    behave()
    told.send(
        {
            "environment": sorted(os.environ),
            "nice": os.nice(0) - before,
            "dumpable": ctypes.CDLL(None).prctl(_IS_DUMPABLE, 0, 0, 0, 0) if sys.platform == "linux" else 0,
            "core": [line.split()[4] for line in _limits() if line.startswith("Max core file size")],
        }
    )


def _limits() -> list[str]:
    source = Path("/proc/self/limits")
    return source.read_text(encoding="ascii").splitlines() if source.is_file() else []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no nice there, and no core")
def test_a_token_in_the_environment_never_reaches_what_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTODON_TOKEN", "secret")
    monkeypatch.setenv("GGML_SOMETHING", "1")
    context = multiprocessing.get_context("spawn")
    heard, told = context.Pipe(duplex=False)
    child = context.Process(target=_behaved, args=(told,))
    child.start()
    told.close()
    found = heard.recv()
    child.join()
    heard.close()
    assert not {"MASTODON_TOKEN", "GGML_SOMETHING", "APARTE_HOME"} & set(found["environment"])
    assert {"PATH", "GGML_NO_BACKTRACE"} <= set(found["environment"])
    assert found["nice"] in {NICE, 19 - os.nice(0)}
    assert found["dumpable"] == 0
    assert found["core"] in (["0"], [])
