"""LinkedIn's own export, as a zip, a folder or one table of it, through a whole import."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aparte.archive.spaces import Space, default_space
from aparte.archive.store import Archive
from aparte.sources.base import Found
from aparte.sources.intake import import_paths
from aparte.sources.opening import reading
from aparte.sources.report import FileReport

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post

UPDATE = "https://www.linkedin.com/feed/update/urn%3Ali%3A"
SHARES = (
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    f'2026-01-12 08:15:30,{UPDATE}share%3A7300000000000000001,"Retour : ""trois mois"" sans outil.\n\n'
    'Ce qu’on a gagné, perdu.",,,PUBLIC\n'
    f"2026-01-13 18:00:00,{UPDATE}ugcPost%3A7300000000000000002,Nouvel article,https://lune.example/1,,PUBLIC\n"
    f"2026-01-14 18:00:00,{UPDATE}share%3A7300000000000000009,,https://lune.example/2,,PUBLIC\n"
)
COMMENTS = (
    "Date,Link,Message\n"
    f'2026-01-14 09:00:00,{UPDATE}activity%3A7300000000000000003,"Elle a dit \\"oui\\", enfin !"\n'
    f"2026-01-15 09:00:00,{UPDATE}activity%3A73?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A73%2C99%29,Merci\n"
)
MESSAGES = "CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,a,b,2026-01-01 00:00:00 UTC,privé\n"


@pytest.fixture
def space(home: Path) -> Space:
    return default_space(home)


def export(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name, text in files.items():
            out.writestr(f"{name}.csv", text)
    return path


def brought(space: Space, path: Path) -> tuple[FileReport, list[Post]]:
    (report,) = import_paths([path], space).files
    with Archive(space.archive_path) as archive:
        return report, sorted(archive.every(), key=lambda post: post.created_at or "")


def test_shares_and_comments_come_in_and_messages_never(space: Space, tmp_path: Path) -> None:
    path = export(tmp_path / "e.zip", Shares=SHARES, Comments=COMMENTS, messages=MESSAGES, Skills="Name\nCouture\n")
    report, posts = brought(space, path)
    assert (report.format, report.imported, report.unzoned) == ("linkedin_export", 4, 4)
    assert [(one.what, one.reason) for one in report.skipped] == [("messages.csv", "import.private")]
    assert [(one.where, one.code) for one in report.rejections] == [("Shares.csv:4", "import.empty_text")]
    assert [(post.form, post.kind, post.created_at) for post in posts] == [
        ("post", "own", "2026-01-12T08:15:30Z"),
        ("post", "own", "2026-01-13T18:00:00Z"),
        ("comment", "own", "2026-01-14T09:00:00Z"),
        ("comment", "own", "2026-01-15T09:00:00Z"),
    ]
    assert "privé" not in "".join(post.text for post in posts)


def test_ids_stand_percent_encoded_in_the_links(space: Space, tmp_path: Path) -> None:
    _report, posts = brought(space, export(tmp_path / "e.zip", Shares=SHARES, Comments=COMMENTS))
    assert [post.id for post in posts[:2]] == ["urn:li:share:7300000000000000001", "urn:li:ugcPost:7300000000000000002"]
    assert posts[2].reply_to == "urn:li:activity:7300000000000000003"
    assert (posts[3].id, posts[3].reply_to) == ("urn:li:comment:(activity:73,99)", "urn:li:activity:73")


def test_a_post_that_shares_a_page_leads_to_it_and_any_other_to_itself(space: Space, tmp_path: Path) -> None:
    _report, posts = brought(space, export(tmp_path / "e.zip", Shares=SHARES))
    assert [post.url for post in posts] == [f"{UPDATE}share%3A7300000000000000001", "https://lune.example/1"]


def test_quotes_are_doubled_in_shares_and_escaped_in_comments(space: Space, tmp_path: Path) -> None:
    _report, posts = brought(space, export(tmp_path / "e.zip", Shares=SHARES, Comments=COMMENTS))
    assert posts[0].text == 'Retour : "trois mois" sans outil.\n\nCe qu’on a gagné, perdu.'
    assert posts[2].text == 'Elle a dit "oui", enfin !'


def test_quotes_around_every_line_end_are_undone(space: Space, tmp_path: Path) -> None:
    wrapped = SHARES.replace("sans outil.\n\nCe", 'sans outil.""\n""""\n""Ce')
    _report, posts = brought(space, export(tmp_path / "e.zip", Shares=wrapped))
    assert posts[0].text == 'Retour : "trois mois" sans outil.\n\nCe qu’on a gagné, perdu.'


@pytest.mark.parametrize("name", ["Shares", "Partages", "export_2026"])
def test_a_table_taken_out_of_the_export_is_known_by_its_columns(space: Space, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(SHARES, encoding="utf-8")
    report, posts = brought(space, path)
    assert (report.format, len(posts)) == ("linkedin_export", 2)


def test_comments_alone_are_known_by_where_their_links_lead(space: Space, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(COMMENTS.replace("linkedin.com", "example.org"), encoding="utf-8")
    forms = [import_paths([tmp_path / name], space).files[0].format for name in ("a.csv", "b.csv")]
    assert forms == ["linkedin_export", "generic_csv"]


def test_messages_taken_out_of_the_export_are_left_out_too(space: Space, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(MESSAGES, encoding="utf-8")
    report, posts = brought(space, tmp_path / "a.csv")
    assert (report.format, posts) == ("linkedin_export", [])
    assert [one.reason for one in report.skipped] == ["import.private"]


def test_a_folder_is_one_export_unless_others_lie_beside_it(space: Space, tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    files = {"Shares.csv": SHARES, "Comments.csv": COMMENTS, "messages.csv": MESSAGES, "Skills.csv": "Name\nCouture\n"}
    for name, text in files.items():
        (tmp_path / "e" / name).write_text(text, encoding="utf-8")
    assert [one.format for one in import_paths([tmp_path / "e"], space).files] == ["linkedin_export"]
    (tmp_path / "e" / "x.jsonl").write_text('{"text": "mot"}\n', encoding="utf-8")
    (tmp_path / "e" / "b.csv").write_text(
        "Date,Update,Service,Service Link\n2026-02-02T08:00:00Z,Mot,twitter,https://x.com/a/status/1\n",
        encoding="utf-8",
    )
    reports = import_paths([tmp_path / "e"], space).files
    assert sorted(one.format for one in reports if one.format) == [
        "buffer_csv",
        "jsonl",
        "linkedin_export",
        "linkedin_export",
        "linkedin_export",
    ]
    with Archive(space.archive_path) as archive:
        assert "privé" not in "".join(post.text for post in archive.every())


def test_notes_above_the_header_are_passed_over(space: Space, tmp_path: Path) -> None:
    noted = 'Notes:\n"Some members chose to hide their address, as said on our help page"\n\n' + SHARES
    report, posts = brought(space, export(tmp_path / "e.zip", Shares=noted))
    assert (report.format, len(posts)) == ("linkedin_export", 2)


def test_importing_the_same_export_again_adds_nothing(space: Space, tmp_path: Path) -> None:
    path = export(tmp_path / "e.zip", Shares=SHARES, Comments=COMMENTS)
    brought(space, path)
    report, posts = brought(space, path)
    assert (report.imported, report.duplicates, len(posts)) == (0, 4, 4)


def test_a_large_table_is_read_again_from_its_beginning(space: Space, tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"))
    for number in range(3_000):
        writer.writerow(
            ("2026-01-12 08:15:30", f"{UPDATE}share%3A{number}", f"Texte {number}, avec des mots", "", "", "PUBLIC")
        )
    report, posts = brought(space, export(tmp_path / "e.zip", Shares=out.getvalue()))
    assert (report.imported, len(posts)) == (3_000, 3_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=60),
        min_size=3,
        max_size=8,
    )
)
def test_any_texts_come_out_as_they_were_written(texts: list[str], tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"))
    for number, text in enumerate(texts):
        writer.writerow(("2026-01-12 08:15:30", f"{UPDATE}share%3A{number}", text, "", "", "PUBLIC"))
    path = export(tmp_path / "e.zip", Shares=out.getvalue())
    with reading(path, None, None) as found:
        read = [item.post.text for item in found.items if isinstance(item, Found)]
    assert read == [text for text in texts if text.strip()]
