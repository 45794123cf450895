"""A model is fetched from a real server on loopback that cuts, lies, changes, falls silent: whole, or it says why."""

from __future__ import annotations

import hashlib
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import netlog
from aparte.engine import catalogue, downloads
from aparte.engine.pace import Progress
from aparte.engine.transfer import MOST_CHANGES, Transfer
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model
from tests.hostile import Hostile, serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.nouns import ModelFile

AT_ONCE = (0.0,) * 4
STALL_S = 0.3


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a real model of about 300 KB."""
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf", width=64).read_bytes()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return another model: what the file at the address becomes."""
    return tiny_model(tmp_path_factory.mktemp("other") / "tiny.gguf", width=48).read_bytes()


def fetch(
    home: Path, hostile: Hostile, progress: Callable[[Progress], None] = lambda _progress: None, **more: object
) -> ModelFile:
    """Fetch what a server offers, with little patience."""
    download = downloads.planned(hostile.address, **more)  # type: ignore[arg-type]  # as the caller wrote them
    return Transfer(home, download, progress, stall_s=STALL_S, delays_s=AT_ONCE).run()


def refused(home: Path, hostile: Hostile, **more: object) -> Trouble:
    """Fetch what can't be had and return why."""
    with pytest.raises(Trouble) as caught:
        fetch(home, hostile, lambda _progress: None, **more)
    return caught.value


def kept(home: Path) -> bytes:
    """Return the bytes of the one model of the home."""
    (found,) = catalogue.listed(home)
    return catalogue.model_path(home, found).read_bytes()


def left(home: Path) -> list[str]:
    """Return what lies in the folder of downloads, but for the lock and the pins."""
    return sorted(
        path.name
        for path in (home / "models" / "downloads").iterdir()
        if path.suffix in {".part", ".toml"} and path.name != "pins.toml"
    )


def test_a_model_arrives_whole_and_is_put_to_use(home: Path, model: bytes) -> None:
    with serving(Hostile(model)) as hostile:
        found = fetch(home, hostile)
    assert kept(home) == model
    assert found.sha256 == hashlib.sha256(model).hexdigest()
    assert catalogue.chosen(home) == found
    assert left(home) == []


def test_a_line_that_is_cut_again_and_again_loses_nothing_and_asks_for_nothing_twice(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=70_000)) as hostile:
        fetch(home, hostile)
    assert kept(home) == model
    assert hostile.served == len(model)
    assert len(hostile.requests) == -(-len(model) // 70_000)
    assert all(asked["if-range"] == hostile.mark() for asked in hostile.requests[1:])


@given(
    cut=st.integers(min_value=1, max_value=400_000),
    honours=st.booleans(),
    marks=st.sampled_from(["etag", "weak", "modified", ""]),
    chunked=st.booleans(),
)
def test_any_cut_is_survived_whatever_marks_the_server_gives(
    tmp_path_factory: pytest.TempPathFactory, model: bytes, cut: int, honours: bool, marks: str, chunked: bool
) -> None:
    home = tmp_path_factory.mktemp("home")
    hostile = Hostile(model, cut_every=cut, cuts=1, honours_range=honours, marks=marks, chunked=chunked)
    with serving(hostile):
        fetch(home, hostile)
    assert kept(home) == model


def test_a_file_that_changes_midway_is_begun_again_and_never_mixed(home: Path, model: bytes, other: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000, cuts=1, change_to=other)) as hostile:
        fetch(home, hostile)
    assert kept(home) == other


def test_a_changed_file_under_the_same_mark_is_found_by_its_fingerprint(home: Path, model: bytes) -> None:
    changed = model[:-50] + bytes(50)
    hostile = Hostile(model, cut_every=100_000, cuts=1, change_to=changed, mark_lies=True)
    with serving(hostile):
        trouble = refused(home, hostile, sha256=hashlib.sha256(model).hexdigest())
    assert trouble.code == "download.wrong_bytes"
    assert catalogue.listed(home) == ()
    assert left(home) == []


def test_without_any_mark_a_changed_file_is_found_where_it_overlaps(home: Path, model: bytes) -> None:
    changed = model[:64] + bytes(byte ^ 1 for byte in model[64:])
    hostile = Hostile(model, cut_every=100_000, cuts=1, change_to=changed, marks="")
    with serving(hostile):
        refused(home, hostile, sha256=hashlib.sha256(model).hexdigest())
    assert "range" not in hostile.requests[-1], "it was begun again"


def test_a_file_that_never_stays_the_same_is_given_up(home: Path, model: bytes) -> None:
    class Restless(Hostile):
        def mark(self) -> str:
            return f'"{len(self.requests)}"'

    hostile = Restless(model, cut_every=100_000)
    with serving(hostile):
        assert refused(home, hostile).code == "download.changing"
    assert len(hostile.requests) <= 2 * (MOST_CHANGES + 1)
    assert left(home) == []


def test_one_wrong_byte_is_refused_and_deleted(home: Path, model: bytes) -> None:
    with serving(Hostile(model, flip=200_000)) as hostile:
        trouble = refused(home, hostile, sha256=hashlib.sha256(model).hexdigest())
    assert trouble.code == "download.wrong_bytes"
    assert catalogue.listed(home) == ()
    assert left(home) == []


def test_without_a_published_fingerprint_the_first_one_is_pinned(home: Path, model: bytes, other: bytes) -> None:
    with serving(Hostile(model)) as hostile:
        catalogue.remove(home, fetch(home, hostile))
        hostile.content = other
        assert refused(home, hostile).code == "download.wrong_pin"
        fetch(home, hostile, sha256=hashlib.sha256(other).hexdigest())
    assert kept(home) == other


@pytest.mark.parametrize("announce", [50_000, 1])
def test_a_server_that_announces_too_much_is_heard_until_it_has_no_more(
    home: Path, model: bytes, announce: int
) -> None:
    with serving(Hostile(model, announce=announce)) as hostile:
        fetch(home, hostile)
    assert kept(home) == model


def test_a_server_that_announces_too_little_gives_no_model(home: Path, model: bytes) -> None:
    with serving(Hostile(model, announce=-50_000)) as hostile:
        assert refused(home, hostile).code == "model.bad_short"
    assert left(home) == []


def test_a_server_that_answers_another_range_is_not_believed(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000, cuts=1, shifts_range=7)) as hostile:
        trouble = refused(home, hostile)
    assert (trouble.code, trouble.params["what"]) == ("download.lies", "Content-Range")
    assert left(home) == ["tiny.part", "tiny.toml"]


def test_a_server_that_ignores_ranges_and_is_cut_each_time_is_told_and_what_came_is_kept(
    home: Path, model: bytes
) -> None:
    with serving(Hostile(model, cut_every=100_000, honours_range=False)) as hostile:
        assert refused(home, hostile).code == "download.no_resume"
    (waiting,) = downloads.begun(home)
    assert (waiting.state, waiting.why, waiting.kept_bytes) == ("failed", "download.no_resume", 100_000)


def test_a_silent_server_is_asked_again(home: Path, model: bytes) -> None:
    with serving(Hostile(model, stall_at=150_000)) as hostile:
        fetch(home, hostile)
    assert kept(home) == model
    assert hostile.requests[1]["range"] == "bytes=150000-"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(home: Path, model: bytes, status: int) -> None:
    with serving(Hostile(model, statuses=[status, status])) as hostile:
        fetch(home, hostile)
    assert len(hostile.requests) == 3


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "download.gone"), (403, "download.forbidden"), (416, "download.status"), (204, "download.status")],
)
def test_a_refusal_is_told_at_once(home: Path, model: bytes, status: int, code: str) -> None:
    with serving(Hostile(model, statuses=[status] * 9)) as hostile:
        trouble = refused(home, hostile)
    assert (trouble.code, trouble.params["status"]) == (code, status)
    assert len(hostile.requests) == 1
    assert left(home) == []


def test_a_server_that_stays_busy_is_given_up_with_what_came(home: Path, model: bytes) -> None:
    hostile = Hostile(model, cut_every=100_000, cuts=1)
    with serving(hostile):
        first = refused_after_one(home, hostile)
    assert first.code == "download.busy"
    assert downloads.begun(home)[0].kept_bytes == 100_000


def refused_after_one(home: Path, hostile: Hostile) -> Trouble:
    """Fetch one piece, then meet only 503."""

    def spoil(progress: Progress) -> None:
        if progress.done:
            hostile.statuses = [503] * 99

    with pytest.raises(Trouble) as caught:
        fetch(home, hostile, spoil)
    return caught.value


def test_a_redirect_to_a_host_nobody_agreed_to_is_not_followed(home: Path, model: bytes) -> None:
    with serving(Hostile(model, redirect="http://elsewhere.example/tiny.gguf")) as hostile:
        trouble = refused(home, hostile)
    assert (trouble.code, trouble.params["host"]) == ("net.other_host", "elsewhere.example")


def test_a_redirect_to_an_agreed_host_is_followed(home: Path, model: bytes) -> None:
    with serving(Hostile(model)) as real:
        away = real.address.replace("127.0.0.1", "localhost")
        with serving(Hostile(model, redirect=away)) as first:
            assert refused(home, first).code == "net.other_host"
            fetch(home, first, allowed=("localhost",))
    assert kept(home) == model


def test_a_redirect_in_circles_ends(home: Path, model: bytes) -> None:
    with serving(Hostile(model)) as hostile:
        hostile.redirect = hostile.address
        assert refused(home, hostile).code == "net.redirects"


def test_a_page_instead_of_a_model_is_refused_at_its_first_bytes(home: Path) -> None:
    with serving(Hostile(b"<!doctype html>" + b"please log in" * 100_000)) as hostile:
        assert refused(home, hostile).code == "model.bad_magic"
    assert left(home) == []


def test_more_than_was_agreed_to_is_refused(home: Path, model: bytes) -> None:
    with serving(Hostile(model)) as hostile:
        assert refused(home, hostile, about_bytes=len(model) // 2).code == "download.larger"


def test_a_full_disk_is_told_before_the_first_byte(home: Path, model: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1_000_000})())
    with serving(Hostile(model)) as hostile:
        assert refused(home, hostile).code == "model.no_space"
    assert left(home) == []


def test_a_pause_keeps_what_came_and_a_new_start_goes_on_from_there(home: Path, model: bytes) -> None:
    with serving(Hostile(model, stall_at=150_000)) as hostile:
        transfer = Transfer(home, downloads.planned(hostile.address), stall_s=10)
        came = threading.Thread(target=lambda: pause_when(hostile, transfer))
        came.start()
        with pytest.raises(Trouble, match=r"download\.paused"):
            transfer.run()
        came.join()
        (waiting,) = downloads.begun(home)
        assert (waiting.state, waiting.kept_bytes, waiting.size_bytes) == ("paused", 150_000, len(model))
        # A new start of the program knows nothing but the two files.
        Transfer(home, waiting).run()
    assert kept(home) == model
    assert hostile.requests[-1]["range"] == "bytes=150000-"


def pause_when(hostile: Hostile, transfer: Transfer) -> None:
    """Pause once the server has fallen silent and everything it gave was read."""
    while transfer._at < 150_000:
        threading.Event().wait(0.01)
    transfer.pause()


def test_cancelling_leaves_nothing(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000)) as hostile:
        transfer = Transfer(home, downloads.planned(hostile.address), lambda _progress: transfer.cancel())
        with pytest.raises(Trouble, match=r"download\.cancelled"):
            transfer.run()
    assert left(home) == []
    assert catalogue.listed(home) == ()


def test_bytes_the_disk_did_not_confirm_are_not_believed(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000, honours_range=False)) as hostile:
        refused(home, hostile)
        part = home / "models" / "downloads" / "tiny.part"
        part.write_bytes(model[:100_000] + bytes(5_000))
        hostile.cut_every, hostile.honours_range = 0, True
        fetch(home, hostile)
    assert kept(home) == model


def test_a_mirror_goes_on_with_what_came_from_the_first_address(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000, honours_range=False)) as first, serving(Hostile(model)) as second:
        refused(home, first)
        folder = second.address.removesuffix("tiny.gguf")
        fetch(home, first, mirror=folder)
    assert kept(home) == model
    assert "if-range" not in second.requests[0]
    assert second.requests[0]["range"].startswith("bytes=95904")


def test_two_programs_never_write_one_file(home: Path, model: bytes) -> None:
    with serving(Hostile(model)) as hostile, downloads.alone(home):
        assert refused(home, hostile).code == "download.elsewhere"


def test_each_request_is_in_the_ledger_and_nothing_of_the_users_is_in_a_request(home: Path, model: bytes) -> None:
    with serving(Hostile(model, cut_every=100_000)) as hostile:
        fetch(home, hostile)
    lines = [entry for entry in netlog.entries(home) if entry.what == "request"]
    assert len(lines) == len(hostile.requests)
    assert all((entry.host, entry.path) == ("127.0.0.1", "/models/tiny.gguf") for entry in lines)
    assert sum(entry.bytes_in for entry in lines) >= len(model)
    assert set(hostile.requests[-1]) == {
        "path",
        "host",
        "user-agent",
        "accept-encoding",
        "connection",
        "range",
        "if-range",
    }
    assert [entry.what for entry in netlog.entries(home)][0 :: len(lines) + 1] == ["opened", "closed"]


@pytest.mark.parametrize("text", ["state = 3", "not toml at all", 'name = "../../x"'])
def test_a_spoilt_description_is_passed_over(home: Path, text: str) -> None:
    (downloads.folder(home) / "spoilt.toml").write_text(text)
    assert downloads.begun(home) == ()


@pytest.mark.parametrize(
    "address", ["ftp://a/b", "https://", "file:///etc/passwd", "https://a b/c", "http://x:99999/", "é"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Trouble, match=r"net\.bad_address"):
        downloads.planned(address)


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(Trouble, match=r"net\.password"):
        downloads.planned("https://me:secret@example.org/tiny.gguf")
