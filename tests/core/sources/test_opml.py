"""A list of feeds is shown and nothing more: no post, no subscription, no address that holds a password."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aparte.archive.spaces import default_space
from aparte.archive.store import post_count
from aparte.cli.imported import report_data, report_lines
from aparte.sources.base import ListedFeed
from aparte.sources.intake import import_paths
from aparte.sources.report import FileReport

if TYPE_CHECKING:
    from pathlib import Path

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Mes fils</title></head><body>
<outline text="Presse"><outline text="Le Journal" xmlUrl="https://journal.example/rss"/>
<outline title="Autre" text="b" XMLURL="feed://autre.example/rss"/><outline xmlUrl="HTTP://nom.example/f"/>
<outline text="Encore" xmlUrl="https://journal.example/rss"/></outline><outline text="vide"/>
{more}</body></opml>"""


def read(home: Path, path: Path, said: str) -> FileReport:
    path.write_text(said, encoding="utf-8")
    (file,) = import_paths([path], default_space(home)).files
    return file


def test_feeds_are_listed_once_in_their_order_and_nothing_is_imported(home: Path, tmp_path: Path) -> None:
    file = read(home, tmp_path / "a.opml", LIST.replace("{more}", ""))
    assert file.format == "opml"
    assert file.feeds is not None
    assert [(feed.title, feed.url) for feed in file.feeds] == [
        ("Le Journal", "https://journal.example/rss"),
        ("Autre", "https://autre.example/rss"),
        ("http://nom.example/f", "http://nom.example/f"),
    ]
    assert (file.imported, file.duplicates, file.rejected) == (0, 1, 0)
    assert post_count(default_space(home).archive_path) == 0


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("gopher://a.example", "import.feed_address"),
        ("javascript:alert(1)", "import.feed_address"),
        ("http://[oups", "import.feed_address"),
        ("https://marie:secret@a.example/rss", "import.feed_secret"),
    ],
)
def test_an_address_that_is_no_feed_or_holds_a_password_is_refused(
    home: Path, tmp_path: Path, address: str, code: str
) -> None:
    file = read(home, tmp_path / "a.opml", LIST.replace("{more}", f'<outline xmlUrl="{address}"/>'))
    assert [(one.code, one.where) for one in file.rejections] == [(code, "line 5")]
    report = import_paths([tmp_path / "a.opml"], default_space(home), dry_run=True)
    assert "secret@" not in json.dumps(report_data(report)) + "".join(report_lines(report, dry_run=True))


def test_a_list_that_was_cut_gives_what_was_read_and_one_refusal(home: Path, tmp_path: Path) -> None:
    file = read(home, tmp_path / "a.opml", LIST[: LIST.index("</outline>")])
    assert file.feeds
    assert [one.code for one in file.rejections] == ["import.xml_cut_short"]


def test_programs_and_people_read_the_list_in_the_report(home: Path, tmp_path: Path) -> None:
    read(home, tmp_path / "a.opml", LIST.replace("{more}", ""))
    report = import_paths([tmp_path / "a.opml"], default_space(home))
    assert report_data(report)["files"][0]["feeds"][0] == {"title": "Le Journal", "url": "https://journal.example/rss"}
    assert "https://autre.example/rss" in "\n".join(report_lines(report, dry_run=False))


def test_a_listed_feed_is_plain_data() -> None:
    assert ListedFeed("line 1", "a", "https://a.example") == ("line 1", "a", "https://a.example")
