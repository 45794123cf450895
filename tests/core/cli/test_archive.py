"""`aparte import`, `search`, `export` and `brand`, as scripts use them: JSON, exit statuses, one line for a mistake."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aparte import cli
from aparte.archive.export import FIELDS

MENTIONS = (
    '{"id": "a1", "created_at": "2026-01-21T08:00Z", "author": "marie", "platform": "x", "text": "Belle vitrine"}\n'
    '{"id": "a2", "created_at": "2026-01-22T08:00Z", "author": "paul", "platform": "bluesky", "text": "Délai déçu"}\n'
    "oups\n"
)


@pytest.fixture
def mentions(tmp_path: Path) -> Path:
    path = tmp_path / "mentions.jsonl"
    path.write_text(MENTIONS, encoding="utf-8")
    return path


class Said:
    """What a command answered."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def aparte(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: object) -> Said:
        status = cli.run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return run


def test_an_import_reports_with_the_keys_of_the_contract(aparte: Any, mentions: Path) -> None:
    said = aparte("import", mentions, "--json")
    assert said.status == 0
    assert {"files", "seconds"} <= said.json.keys()
    (file,) = said.json["files"]
    assert (file["format"], file["read"], file["imported"], file["duplicates"], file["rejected"]) == (
        "jsonl",
        3,
        2,
        0,
        1,
    )
    (rejection,) = file["rejections"]
    assert (rejection["where"], rejection["code"]) == ("3", "bad_json")
    assert "not a JSON object" in rejection["reason"]


def test_an_import_that_understood_nothing_is_2_after_its_json(aparte: Any, tmp_path: Path) -> None:
    said = aparte("import", tmp_path / "none.csv", "--json")
    assert said.status == 2
    assert said.json["files"][0]["format"] is None
    assert said.err.splitlines() == [f"aparte: {tmp_path / 'none.csv'}: no such file. Check the path."]


def test_an_import_for_people_says_what_was_kept_and_what_was_not(aparte: Any, mentions: Path) -> None:
    said = aparte("import", mentions)
    assert "2 imported, 0 already there, 1 refused" in said.out
    assert f"{mentions}:3: not a JSON object" in said.out
    assert said.err == ""


def test_a_dry_run_writes_nothing(aparte: Any, mentions: Path) -> None:
    assert aparte("import", mentions, "--dry-run", "--json").json["files"][0]["imported"] == 2
    assert aparte("search", "", "--json").json["results"] == []


def test_a_search_gives_rows_with_marks_newest_first(aparte: Any, mentions: Path) -> None:
    aparte("import", mentions)
    found = aparte("search", "delai", "--json").json
    assert (found["query"], found["notes"]) == ("delai", [])
    (row,) = found["results"]
    assert list(row) == [*FIELDS, "marks"]
    assert (row["id"], row["brand"], row["kind"], row["marks"]) == ("a2", "default", "mention", [[0, 5]])
    assert [row["id"] for row in aparte("search", "", "--json").json["results"]] == ["a2", "a1"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--platform", "x"], ["a1"]),
        (["--author", "@paul"], ["a2"]),
        (["--since", "2026-01-22"], ["a2"]),
        (["--until", "2026-01-21"], ["a1"]),
        (["--kind", "own"], []),
        (["--limit", "1"], ["a2"]),
    ],
)
def test_options_narrow_a_search(aparte: Any, mentions: Path, options: list[str], wanted: list[str]) -> None:
    aparte("import", mentions)
    said = aparte("search", "", "--json", *options)
    assert (said.status, [row["id"] for row in said.json["results"]]) == (0, wanted)


def test_a_search_without_a_hit_is_0(aparte: Any) -> None:
    said = aparte("search", "rien")
    assert (said.status, said.out) == (0, "No post found.\n")


def test_a_malformed_filter_is_named_in_the_notes(aparte: Any) -> None:
    assert aparte("search", "since:demain", "--json").json["notes"] == [
        "“since:demain” is not a filter, or its value is unknown: its words were searched instead."
    ]


def test_a_date_that_is_none_is_2(aparte: Any) -> None:
    said = aparte("search", "a", "--since", "demain")
    assert (said.status, said.out) == (2, "")
    assert "demain" in said.err


def test_similar_gives_the_posts_that_resemble(aparte: Any, mentions: Path) -> None:
    aparte("import", mentions)
    results = aparte("search", "très belle vitrine", "--similar", "--json").json["results"]
    assert [row["id"] for row in results] == ["a1"]
    assert 0 < results[0]["similarity"] <= 1


def test_a_post_can_not_colour_the_terminal(aparte: Any, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text(
        '{"text": "\\u001b[31mrouge\\u202e", "author": "\\u001b]0;x"}\n', encoding="utf-8"
    )
    aparte("import", tmp_path / "m.jsonl")
    assert "\x1b" not in aparte("search", "rouge").out


@pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite"])
def test_an_export_of_every_client_comes_back_to_each(aparte: Any, mentions: Path, tmp_path: Path, form: str) -> None:
    aparte("brand", "add", "Lune")
    aparte("import", mentions)
    aparte("import", mentions, "--brand", "lune", "--as", "own")
    out = tmp_path / f"all.{form}"
    assert aparte("export", "--format", form, "--out", out).status == 0
    file = aparte("import", out, "--json").json["files"][0]
    assert (file["imported"], file["duplicates"], file["rejected"]) == (0, 4, 0)
    assert len(aparte("search", "", "--json").json["results"]) == 2


def test_an_export_of_one_client_holds_only_that_client(aparte: Any, mentions: Path, tmp_path: Path) -> None:
    aparte("brand", "add", "Lune")
    aparte("import", mentions)
    out = tmp_path / "lune.jsonl"
    aparte("export", "--format", "jsonl", "--out", out, "--brand", "Lune")
    assert out.read_bytes() == b""


def test_an_export_that_can_not_be_written_is_2_and_leaves_nothing(aparte: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    said = aparte("export", "--format", "csv", "--out", blocked / "out.csv")
    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["file"]


def test_the_table_is_written_even_when_no_column_maps_to_a_post(aparte: Any, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("Rapport\n\na;b\n1;2\n3;4;5\n", encoding="utf-8")
    said = aparte("import", tmp_path / "in.csv", "--table-out", tmp_path / "out.csv", "--dry-run", "--json")
    assert said.status == 1
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], ["1", "2"], ["3", "4", "5"]]


def test_an_empty_file_gives_an_empty_table(aparte: Any, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"")
    assert aparte("import", tmp_path / "in.csv", "--table-out", tmp_path / "out.csv").status == 0
    assert (tmp_path / "out.csv").read_bytes() == b""


def test_several_tables_go_into_a_folder(aparte: Any, tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.csv").write_text(f"id,text\n1,{name}\n", encoding="utf-8")
    said = aparte("import", tmp_path / "un.csv", tmp_path / "deux.csv", "--table-out", tmp_path / "tables", "--dry-run")
    assert said.status == 0
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["deux.csv", "un.csv"]


def test_two_tables_of_one_name_are_both_written(aparte: Any, tmp_path: Path) -> None:
    for folder in ("janvier", "mars"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "posts.csv").write_text(f"id,text\n1,{folder}\n", encoding="utf-8")
    files = [tmp_path / folder / "posts.csv" for folder in ("janvier", "mars")]
    assert aparte("import", *files, "--table-out", tmp_path / "tables", "--dry-run").status == 0
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "tables").iterdir())]
    assert sorted(texts) == ["id,text\n1,janvier\n", "id,text\n1,mars\n"]


def test_tables_for_a_folder_that_is_a_file_are_refused_in_a_line(aparte: Any, tmp_path: Path) -> None:
    for name in ("un.csv", "deux.csv", "taken"):
        (tmp_path / name).write_text("id,text\n1,mot\n", encoding="utf-8")
    said = aparte("import", tmp_path / "un.csv", tmp_path / "deux.csv", "--table-out", tmp_path / "taken", "--dry-run")
    assert (said.status, len(said.err.splitlines())) == (2, 1)


@pytest.mark.parametrize("seed", range(6))
def test_bytes_of_any_kind_are_a_table_or_one_line_of_refusal(aparte: Any, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "in.csv").write_bytes(bytes(chance.choice(b"ab1,;\"'\n\r\t\0\xe9\xff {[<\\") for _ in range(3_000)))
    said = aparte("import", tmp_path / "in.csv", "--table-out", tmp_path / "out.csv", "--dry-run")
    assert said.status in {0, 1, 2}
    assert len(said.err.splitlines()) <= 1


def test_a_format_this_version_does_not_read_is_2(aparte: Any, mentions: Path) -> None:
    said = aparte("import", mentions, "--format", "papyrus")
    assert (said.status, len(said.err.splitlines())) == (2, 1)
    assert "jsonl" in said.err


def test_a_client_is_added_listed_and_shown(aparte: Any) -> None:
    added = aparte(
        "brand", "add", "Café Lune", "--keyword", "café", "--keyword", "thé", "--handle", "@lune", "--json"
    ).json
    assert (added["name"], added["keywords"], added["handles"], added["posts"]) == (
        "Café Lune",
        ["café", "thé"],
        ["@lune"],
        0,
    )
    assert [brand["name"] for brand in aparte("brand", "list", "--json").json] == ["default", "Café Lune"]
    assert aparte("brand", "show", "café lune", "--json").json == added
    assert aparte("brand", "add", "CAFÉ LUNE").status == 2


def test_an_unknown_client_is_2_everywhere(aparte: Any, mentions: Path, tmp_path: Path) -> None:
    for words in (["import", mentions], ["search", "a"], ["export", "--format", "csv", "--out", tmp_path / "o"]):
        said = aparte(*words, "--brand", "personne")
        assert (said.status, len(said.err.splitlines())) == (2, 1)
    assert aparte("brand", "show", "personne").status == 2


def test_it_is_said_in_french_to_who_reads_french(aparte: Any, mentions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APARTE_LANG", "fr")
    assert "importés" in aparte("import", mentions).out


def test_a_closed_pipe_ends_quietly(aparte: Any, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": n, "text": "mot " * 50}) + "\n" for n in range(3_000)), encoding="utf-8")
    aparte("import", many)
    program = "import sys; from aparte import cli; sys.exit(cli.run(sys.argv[1:]))"
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program, "export", "--format", "jsonl", "--out", "-"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root / "desktop")},
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b'{"id"')
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_a_search_is_saved_made_again_listed_and_forgotten(aparte: Any, mentions: Path) -> None:
    aparte("import", mentions)
    found = aparte("search", "délai", "--save", "Retards", "--json").json["results"]
    assert found
    assert aparte("search", "--saved", "retards", "--json").json["results"] == found
    assert aparte("search", "--list-saved", "--json").json == {"saved": [{"name": "Retards", "said": "délai"}]}
    assert aparte("search", "--forget", "Retards").out == "No search is saved.\n"
    said = aparte("search", "--saved", "Retards")
    assert (said.status, said.err.count("\n")) == (2, 1)


def test_a_search_for_nothing_at_all_is_2(aparte: Any) -> None:
    said = aparte("search")
    assert (said.status, said.err.count("\n")) == (2, 1)


def test_what_a_search_finds_is_exported_alone(aparte: Any, mentions: Path, tmp_path: Path) -> None:
    aparte("import", mentions)
    out = tmp_path / "out.jsonl"
    assert aparte("export", "--format", "jsonl", "--out", out, "--query", "délai").status == 0
    wanted = [row["id"] for row in aparte("search", "délai", "--json").json["results"]]
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == wanted


def test_relevance_and_hashtags_answer(aparte: Any, mentions: Path) -> None:
    aparte("import", mentions, "--as", "own")
    assert aparte("search", "délai", "--relevance", "--json").json["results"]
    assert aparte("search", "--hashtags", "--json").json == {"hashtags": []}


def test_what_an_import_leaves_out_is_said_in_a_folder_and_beside_its_posts(aparte: Any, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "posts.csv").write_text("text,date\nbonjour,2026-01-02\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\0\0")
    said = aparte("import", folder)
    assert (said.status, said.err) == (0, "")
    assert "left out" in said.out
    assert "photo.jpg" in said.out
