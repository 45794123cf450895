"""What a person corrected is on disk when she is told so, and stays there whatever happens to the program."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aparte.errors import Trouble
from aparte.feedback.kept import FILE, keep, read_kept, take_back
from aparte.nouns import Correction, Truth
from tests.core.cli.said import environment

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-11-02T09:00:00Z"


def correction(identifier: str, text: str = "", truth: Truth = "sincere") -> Correction:
    return Correction(id=identifier, at=AT, text=text or identifier, lang="fr", truth=truth, predicted=0.8)


def kept(folder: Path) -> list[str]:
    return [one.id for one in read_kept(folder).corrections]


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    said = Correction(
        id="a", at=AT, text="Bravo\n« éèà » \u2028 👏", lang="fr", truth="ironic", predicted=0.25, prior=-0.5
    )
    assert keep(tmp_path, [said]) == 1
    assert read_kept(tmp_path).corrections == (said,)


def test_a_line_has_the_names_of_the_contract(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a", "Bravo")])
    line = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    expected = {"id": "a", "at": AT, "text": "Bravo", "lang": "fr", "score": "sarcasm", "predicted": 0.8}
    assert line == {**expected, "truth": "sincere", "prior": 0.0}


def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a")])
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_kept(tmp_path).corrections == ()
    assert not list(tmp_path.iterdir())


def test_one_that_is_taken_back_does_not_count_and_its_line_stays(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a"), correction("b")])
    before = (tmp_path / FILE).read_bytes()
    take_back(tmp_path, "a", AT)
    assert kept(tmp_path) == ["b"]
    assert (tmp_path / FILE).read_bytes().startswith(before)


def test_the_last_word_on_a_text_counts_and_the_one_before_comes_back_with_it(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a", "Bravo", "ironic"), correction("b", "Bravo", "sincere")])
    assert kept(tmp_path) == ["b"]
    take_back(tmp_path, "b", AT)
    assert kept(tmp_path) == ["a"]


def test_taking_back_what_is_not_there_changes_nothing(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a")])
    take_back(tmp_path, "z", AT)
    assert kept(tmp_path) == ["a"]
    assert read_kept(tmp_path).broken == ()


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_cut_by_a_crash_is_told_and_the_next_one_is_whole(tmp_path: Path, cut: int) -> None:
    keep(tmp_path, [correction("a"), correction("b")])
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: -cut - 1])
    assert (kept(tmp_path), read_kept(tmp_path).broken) == (["a"], (2,))
    keep(tmp_path, [correction("c")])
    assert (kept(tmp_path), read_kept(tmp_path).broken) == (["a", "c"], (2,))


def test_a_whole_line_without_its_end_counts(tmp_path: Path) -> None:
    keep(tmp_path, [correction("a")])
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:-1])
    keep(tmp_path, [correction("b")])
    assert kept(tmp_path) == ["a", "b"]


@pytest.mark.parametrize(
    "line", ["[]", "nonsense", '{"id": "x"}', '{"withdrawn": 3}', "\udcff", '{"predicted": 7}', '{"prior": NaN}']
)
def test_a_line_that_says_nothing_is_told_and_harms_no_other(tmp_path: Path, line: str) -> None:
    keep(tmp_path, [correction("a")])
    if line.startswith('{"pr'):
        whole = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
        line = json.dumps({**whole, **json.loads(line)})
    with (tmp_path / FILE).open("ab") as file:
        file.write(line.encode("utf-8", "surrogateescape") + b"\n")
    keep(tmp_path, [correction("b")])
    assert (kept(tmp_path), read_kept(tmp_path).broken) == (["a", "b"], (2,))


def test_what_was_kept_before_a_bad_one_stays(tmp_path: Path) -> None:
    def coming() -> object:
        yield correction("a")
        raise Trouble("json.no_text")

    with pytest.raises(Trouble, match=r"json\.no_text"):
        keep(tmp_path, coming())  # type: ignore[arg-type]  # a generator of corrections
    assert kept(tmp_path) == ["a"]


def test_a_folder_that_takes_nothing_is_a_trouble(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(Trouble, match=r"file\.unwritable"):
        keep(tmp_path, [correction("a")])
    with pytest.raises(Trouble, match=r"file\.unreadable"):
        read_kept(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_what_was_announced_outlives_a_kill(tmp_path: Path) -> None:
    program = (
        "import sys, itertools, pathlib\n"
        "from aparte.feedback.kept import keep\n"
        "from aparte.nouns import Correction\n"
        "for n in itertools.count():\n"
        "    keep(pathlib.Path(sys.argv[1]), [Correction(id=str(n), at='', text=str(n), lang='fr', truth='ironic',"
        " predicted=None)])\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment()
    ) as writer:
        assert writer.stdout is not None
        announced = [int(writer.stdout.readline()) for _line in range(20)][-1]
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
    announced = int(rest[-1]) if rest else announced
    found = kept(tmp_path)
    assert found[: announced + 1] == [str(n) for n in range(announced + 1)]
    assert len(found) <= announced + 2
    keep(tmp_path, [correction("after")])
    assert kept(tmp_path)[-1] == "after"
