"""An import keeps what it can, says what it refused and why, and can be stopped and done again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import Space, add_space, default_space
from aparte.archive.store import BATCH, Archive, post_count
from aparte.errors import Trouble
from aparte.nouns import Brand, Post
from aparte.sources import intake
from aparte.sources.base import Found
from aparte.sources.intake import _batches, import_paths
from aparte.sources.intake_process import Intake, start
from aparte.sources.report import MOST_REJECTIONS, FileReport, ImportReport, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def lines(path: Path, count: int, first: int = 0) -> Path:
    rows = (json.dumps({"id": number, "text": f"mot {number}", "lang": "fr"}) for number in range(first, first + count))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def last_news(intake: Intake) -> ImportReport:
    while not isinstance(news := intake.next(None), ImportReport):
        pass
    return news


def only(report: ImportReport) -> FileReport:
    (file,) = report.files
    assert file.read == file.imported + file.duplicates + file.rejected + len(file.skipped)
    return file


def test_good_lines_are_kept_beside_bad_ones(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"text": "un"}\noups\n{"text": "deux"}\n{"text": "un"}\n', encoding="utf-8")
    file = only(import_paths([path], space))
    assert (file.format, file.imported, file.duplicates, file.rejected) == ("jsonl", 2, 1, 1)
    assert [(one.where, one.code) for one in file.rejections] == [("2", "import.bad_json")]
    assert post_count(space.archive_path) == 2


def test_only_so_many_refusals_are_listed_and_all_are_counted(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"text": "un"}\n' + '{"text": 1}\n' * (MOST_REJECTIONS + 200), encoding="utf-8")
    file = only(import_paths([path], space))
    assert (file.rejected, len(file.rejections)) == (MOST_REJECTIONS + 200, MOST_REJECTIONS)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.zip", b"PK\x03\x04rest", "import.damaged"),
        ("a.tar.gz", b"\x1f\x8b\x08rest", "import.damaged"),
        ("a.xml", b'<?xml version="1.0"?><recette></recette>', "import.not_yet"),
        ("a.rss", b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss></rss>', "import.xml_entities"),
        ("a.json", b'[{"text": "a"}]', "import.not_yet"),
        ("a.json", b'{\n"text": "a"\n}', "import.not_yet"),
        ("a.bin", bytes(range(256)) * 20, "import.binary"),
        ("a.sqlite", b"SQLite format 3\0" + b"\0" * 100, "import.other_database"),
        ("a.csv", b"a;b\n1;2\n", "import.no_column"),
        ("a.jsonl", b"oups\n", "import.no_object"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_as_a_whole(
    space: Space, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    report = import_paths([path], space)
    file = only(report)
    assert (file.format, [one.code for one in file.rejections], report.understood) == (None, [code], False)


def test_a_missing_file_and_an_empty_folder_are_refused_and_the_others_are_read(space: Space, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = import_paths([tmp_path / "none", tmp_path / "empty", lines(tmp_path / "m.jsonl", 3)], space)
    assert [one.code for file in report.files for one in file.rejections] == ["import.missing", "import.no_export"]
    assert (report.understood, report.files[2].imported) == (True, 3)


def test_a_dry_run_counts_and_writes_nothing(space: Space, tmp_path: Path) -> None:
    path = lines(tmp_path / "m.jsonl", 5)
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    file = only(import_paths([path], space, dry_run=True))
    assert (file.imported, file.duplicates) == (5, 5)
    assert not space.archive_path.exists()
    import_paths([path], space)
    file = only(import_paths([path], space, dry_run=True))
    assert (file.imported, file.duplicates) == (0, 10)


def test_a_stopped_import_keeps_whole_batches_and_is_completed_by_the_next(space: Space, tmp_path: Path) -> None:
    path = lines(tmp_path / "m.jsonl", BATCH * 3)
    report = import_paths([path, path], space, stopped=lambda: True)
    assert report.stopped
    assert (only(report).imported, post_count(space.archive_path)) == (BATCH, BATCH)
    again = only(import_paths([path], space))
    assert (again.imported, again.duplicates) == (BATCH * 2, BATCH)


def test_progress_only_grows_and_ends_at_the_whole(space: Space, tmp_path: Path) -> None:
    news: list[Progress] = []
    import_paths(
        [lines(tmp_path / "a.jsonl", BATCH * 2), lines(tmp_path / "b.jsonl", 10, 5_000)], space, progress=news.append
    )
    fractions = [one.fraction for one in news]
    assert fractions == sorted(fractions)
    assert (fractions[-1], news[-1].rows) == (1.0, BATCH * 2 + 10)


def test_a_row_that_names_another_client_goes_to_that_client(home: Path, space: Space, tmp_path: Path) -> None:
    lune = add_space(home, Brand(id="", name="Lune"))
    path = tmp_path / "m.jsonl"
    path.write_text(
        '{"text": "a", "brand": "lune"}\n{"text": "b", "brand": "inconnue"}\n{"text": "c"}\n', encoding="utf-8"
    )
    assert only(import_paths([path], space, home=home)).imported == 3
    assert (post_count(lune.archive_path), post_count(space.archive_path)) == (1, 2)


def test_a_chosen_client_gets_every_row(home: Path, tmp_path: Path) -> None:
    add_space(home, Brand(id="", name="Lune"))
    soleil = add_space(home, Brand(id="", name="Soleil"))
    path = tmp_path / "m.jsonl"
    path.write_text('{"text": "a", "brand": "lune"}\n', encoding="utf-8")
    import_paths([path], soleil)
    assert post_count(soleil.archive_path) == 1


def test_the_window_imports_in_a_process_of_its_own(space: Space, tmp_path: Path) -> None:
    intake = start([lines(tmp_path / "m.jsonl", BATCH * 2)], space, as_kind="own")
    news = []
    while not isinstance(got := intake.next(None), ImportReport):
        assert isinstance(got, Progress)
        news.append(got)
    assert only(got).imported == BATCH * 2
    assert [one.rows for one in news] == [BATCH, BATCH * 2]
    with Archive(space.archive_path) as archive:
        assert len(archive.own_texts(limit=BATCH * 3)) == BATCH * 2


def test_the_window_can_stop_its_import(space: Space, tmp_path: Path) -> None:
    intake = start([lines(tmp_path / "m.jsonl", BATCH * 60)], space)
    intake.stop()
    got = last_news(intake)
    assert got.stopped
    assert post_count(space.archive_path) == only(got).imported < BATCH * 60


def test_an_import_that_can_not_write_says_so_in_one_trouble(space: Space, tmp_path: Path) -> None:
    space.archive_path.write_bytes(b"damaged" * 100)
    intake = start([lines(tmp_path / "m.jsonl", 3)], space)
    with pytest.raises(Trouble, match=r"data\.damaged"):
        last_news(intake)


def test_a_killed_import_is_told_and_what_was_read_is_kept(space: Space, tmp_path: Path) -> None:
    path = lines(tmp_path / "m.jsonl", BATCH * 40)
    intake = start([path], space)
    assert isinstance(intake.next(None), Progress)
    intake.kill()
    with pytest.raises(Trouble, match=r"import\.died"):
        last_news(intake)
    kept = post_count(space.archive_path)
    assert kept % BATCH == 0
    assert kept > 0
    import_paths([path], space)
    assert post_count(space.archive_path) == BATCH * 40


def test_what_was_read_before_a_file_broke_is_kept_and_a_long_file_is_taken_by_time() -> None:
    def broken() -> Iterator[Found]:
        for number in range(BATCH * 2):
            at = f"2026-01-01T00:{(number * 7) % 60:02}:00Z"
            yield Found(str(number), Post(id=str(number), text="mot", platform="x", created_at=at), None, True)
        raise OSError("the disk went away")

    batches = _batches(broken())
    kept = [next(batches), next(batches)]
    with pytest.raises(OSError, match="went away"):
        next(batches)
    times = [found.post.created_at or "" for batch in kept for found in batch.found]
    assert times == sorted(times)
    assert len(times) == BATCH * 2


def test_a_file_of_refusals_alone_is_left_and_a_post_among_them_keeps_it(
    space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "GIVEN_UP", 2 * BATCH)
    path = tmp_path / "m.jsonl"
    path.write_text('{"id": 1}\n' * (BATCH * 40), encoding="utf-8")
    file = only(import_paths([path], space))
    assert file.rejected < BATCH * 40
    path.write_text('{"text": "un"}\n' + '{"id": 1}\n' * (BATCH * 4), encoding="utf-8")
    assert only(import_paths([path], space)).rejected == BATCH * 4
