"""Every test gets its own data folder, a closed network and a keyring in memory, and leaves nothing running behind."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["APARTE_LANG"] = "en"

from hypothesis import HealthCheck, settings

from aparte import i18n, net

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

settings.register_profile("suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", deadline=None, max_examples=5_000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

net.seal()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a data folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("APARTE_HOME", str(folder))
    monkeypatch.delenv("APARTE_SEALED", raising=False)
    return folder


@pytest.fixture(autouse=True)
def _sealed() -> Iterator[None]:
    """Fail the test that tried to reach another machine, even if it swallowed the refusal."""
    before = net.ledger().refused
    yield
    assert net.ledger().refused == before, "something tried to open a connection to another machine"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail the test that leaves a thread or a child process behind."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive() and not thread.daemon]
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()], f"threads left running: {left}"
    children = multiprocessing.active_children()
    for child in children:
        child.join(5)
    assert not multiprocessing.active_children(), f"processes left running: {children}"


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a WARNING in our own log, unless the test says it expects one (fixture `warnings_expected`)."""
    yield
    if "warnings_expected" in request.fixturenames:
        return
    ours = [
        record
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and record.name.startswith("aparte")
    ]
    assert not ours, f"unexpected warnings in the log: {[record.getMessage() for record in ours]}"


@pytest.fixture
def warnings_expected() -> None:
    """Say that this test provokes a warning on purpose."""
