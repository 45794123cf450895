"""The copy log: every line stands for a copy, and whatever was done to it shows."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aparte import messages
from aparte.drafts.autosave import Journal
from aparte.drafts.drafts_schema import open_drafts
from aparte.drafts.log_head import LogHead, read_head, write_head
from aparte.errors import Trouble
from aparte.gate import log as copy_log
from aparte.gate.chain import seal
from aparte.gate.log import Log, head_line, read_lines, verify
from aparte.secrets import LogKey
from tests.core.gate.made import TEXT, assessment, finding, sign_off

if TYPE_CHECKING:
    from pathlib import Path

KEY = LogKey(secret=b"k" * 32, kept_in="file")


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A space whose log has five lines."""
    log = Log(tmp_path, KEY)
    for number in range(5):
        log.append(sign_off(f"{TEXT} {number}"), assessment())
    return tmp_path


def lines_of(space: Path) -> list[bytes]:
    return (space / "copies.jsonl").read_bytes().splitlines(keepends=True)


def rewrite(space: Path, lines: list[bytes]) -> None:
    (space / "copies.jsonl").write_bytes(b"".join(lines))


def codes(space: Path) -> list[str]:
    return [problem.code for problem in verify(space).problems]


def crash_at(space: Path, text: str, *, written: int | None, confirmed: bool = False) -> bytes:
    """Leave the space as a crash would in the middle of a copy; return the line that was being written."""
    drafts = open_drafts(space)
    head = read_head(drafts)
    line, after = seal({"at": "t", "text_hmac": text}, head)
    write_head(drafts, LogHead(lines=head.lines, head=head.head, announced=line))
    with (space / "copies.jsonl").open("ab") as file:
        file.write(line[:written])
    if confirmed:
        write_head(drafts, after)
    drafts.close()
    return line


def test_an_absent_log_is_intact_and_stays_absent(tmp_path: Path) -> None:
    report = verify(tmp_path)
    assert (report.intact, report.lines) == (True, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_line_says_who_copied_what_where_and_how_sure(tmp_path: Path) -> None:
    reason = {"x.length": "la cliente coupe elle-même"}
    Log(tmp_path, KEY).append(
        sign_off(by="petit-modele", examined=reason), assessment([finding("x.length")]), overrides=reason
    )
    (line,) = read_lines(tmp_path)
    assert (line.number, line.person, line.platform, line.kind, line.by) == (
        1,
        "Camille",
        "x",
        "signed",
        "petit-modele",
    )
    assert (line.verdict, line.findings, line.overrides) == ("blocked", ("x.length",), reason)
    assert line.scores is not None
    assert line.scores["sarcasm"] == 0.1


def test_a_working_copy_is_logged_as_such(tmp_path: Path) -> None:
    Log(tmp_path, KEY).append(sign_off(checked=False), None)
    assert read_lines(tmp_path)[0].kind == "working_copy"


def test_the_log_never_holds_the_text(space: Path) -> None:
    assert b"march" not in (space / "copies.jsonl").read_bytes()
    assert stat.S_IMODE((space / "copies.jsonl").stat().st_mode) == 0o600


def test_a_copied_text_is_recognised_with_the_key_and_not_without(space: Path) -> None:
    assert [line.number for line in Log(space, KEY).copies_of(f"{TEXT} 3")] == [4]
    assert Log(space, LogKey(secret=b"other" * 8, kept_in="file")).copies_of(f"{TEXT} 3") == []


def test_the_head_can_be_printed_for_a_client(space: Path) -> None:
    report = verify(space)
    assert report.intact
    assert head_line(report) == f"5 lines, head {read_lines(space)[-1].hash[:16]}…"


def test_the_journal_shows_the_same_head(space: Path) -> None:
    with Journal(space) as journal:
        assert (journal.log_head().lines, journal.log_head().head) == (5, read_lines(space)[-1].hash)


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_dropped_line_is_found(space: Path, at: int) -> None:
    lines = lines_of(space)
    rewrite(space, lines[:at] + lines[at + 1 :])
    assert not verify(space).intact


def test_a_cut_tail_is_found_and_counted(space: Path) -> None:
    rewrite(space, lines_of(space)[:3])
    assert verify(space).said() == "The end is cut off: 2 lines of 5 are missing."


def test_a_log_deleted_whole_is_found(space: Path) -> None:
    (space / "copies.jsonl").unlink()
    assert codes(space) == ["log.cut"]


def test_two_lines_in_each_others_place_are_found(space: Path) -> None:
    lines = lines_of(space)
    lines[1], lines[2] = lines[2], lines[1]
    rewrite(space, lines)
    assert not verify(space).intact


def test_a_repeated_line_is_found(space: Path) -> None:
    lines = lines_of(space)
    rewrite(space, [*lines, lines[-1]])
    assert not verify(space).intact


def test_a_line_that_is_chained_rightly_but_was_never_announced_is_found(space: Path) -> None:
    drafts = open_drafts(space)
    line, _after = seal({"at": "t", "person": "someone else"}, read_head(drafts))
    drafts.close()
    rewrite(space, [*lines_of(space), line])
    assert codes(space) == ["log.added"]


def test_a_last_line_replaced_by_a_sound_one_is_found(space: Path) -> None:
    lines = lines_of(space)
    prev = read_lines(space)[-2].hash
    line, _after = seal({"at": "t", "person": "someone else"}, LogHead(lines=4, head=prev))
    rewrite(space, [*lines[:-1], line])
    assert codes(space) == ["log.other_head"]


def test_letters_after_the_last_line_are_found(space: Path) -> None:
    rewrite(space, [*lines_of(space), b'{"n":6'])
    assert codes(space) == ["log.added"]


def test_any_one_byte_changed_is_found(space: Path) -> None:
    whole = (space / "copies.jsonl").read_bytes()
    dice = random.Random(7)
    for _trial in range(150):
        at = dice.randrange(len(whole))
        other = (whole[at] + dice.randrange(1, 256)) % 256
        (space / "copies.jsonl").write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
        assert not verify(space).intact, f"byte {at} became {other}"


def test_a_crash_before_the_line_leaves_nothing_to_say(space: Path) -> None:
    crash_at(space, "a", written=0)
    report = verify(space)
    assert (report.intact, report.notes, report.lines) == (True, (), 5)


def test_a_line_cut_by_a_crash_is_told_from_tampering_and_put_aside(space: Path) -> None:
    line = crash_at(space, "a", written=40)
    report = verify(space)
    assert report.intact
    assert [note.code for note in report.notes] == ["log.unfinished"]
    Log(space, KEY).append(sign_off(), assessment())
    assert (verify(space).notes, verify(space).lines) == ((), 6)
    assert line[:40] in (space / copy_log.ASIDE).read_bytes()


def test_a_line_whole_but_not_confirmed_is_adopted_by_the_next_copy(space: Path) -> None:
    crash_at(space, "a", written=None)
    report = verify(space)
    assert (report.intact, [note.code for note in report.notes], report.lines) == (True, ["log.late"], 6)
    Log(space, KEY).append(sign_off(), assessment())
    assert (verify(space).intact, verify(space).lines, len(read_lines(space))) == (True, 7, 7)


def test_a_hole_stays_visible_after_the_next_copies(space: Path) -> None:
    rewrite(space, lines_of(space)[:3])
    Log(space, KEY).append(sign_off(), assessment())
    assert not verify(space).intact


def test_foreign_letters_at_the_end_do_not_spoil_the_next_line(space: Path) -> None:
    rewrite(space, [*lines_of(space), b"scribble"])
    line = Log(space, KEY).append(sign_off(), assessment())
    assert not verify(space).intact
    assert line.hash in {each.hash for each in read_lines(space)}


def test_a_log_without_its_drafts_db_can_not_vouch_for_its_end(space: Path) -> None:
    for path in space.glob("drafts.db*"):
        path.unlink()
    assert codes(space) == ["log.no_head"]


def test_a_full_disk_leaves_no_half_line(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = (space / "copies.jsonl").read_bytes()
    real, calls = os.write, []

    def full(handle: int, data: bytes) -> int:
        calls.append(data)
        if len(calls) == 1:
            return real(handle, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Trouble, match=r"log\.unwritable"):
        Log(space, KEY).append(sign_off(), assessment())
    monkeypatch.undo()
    assert (space / "copies.jsonl").read_bytes() == whole
    assert verify(space).intact


def test_a_line_that_could_not_be_confirmed_stands_and_says_so(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[LogHead] = []

    def failing_second(drafts: object, head: LogHead) -> None:
        if announced:
            raise Trouble("data.failing_disk", path="drafts.db", reason="disk I/O error")
        announced.append(head)
        write_head(drafts, head)  # type: ignore[arg-type]  # passed through as it came

    monkeypatch.setattr(copy_log, "write_head", failing_second)
    assert Log(space, KEY).append(sign_off(), assessment()).late
    monkeypatch.undo()
    assert (verify(space).intact, verify(space).lines) == (True, 6)


def test_two_programs_log_at_once_without_losing_a_line(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from aparte.gate.log import Log\n"
        "from aparte.secrets import LogKey\n"
        "from tests.core.gate.made import assessment, sign_off\n"
        "log = Log(pathlib.Path(sys.argv[1]), LogKey(secret=b'k' * 32, kept_in='file'))\n"
        "for n in range(10): log.append(sign_off(f'{sys.argv[2]} {n}'), assessment())\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path), name],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in ("ici", "là-bas")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    report = verify(tmp_path)
    assert (report.intact, report.lines) == (True, 20)


def test_every_problem_has_its_sentence() -> None:
    wanted = {"changed", "missing", "out_of_place", "broken_link", "added", "cut", "other_head", "no_head", "late"}
    assert {f"log.{code}" for code in wanted} <= messages.codes()
