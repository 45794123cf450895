"""CSV as people have it: whatever was done to a table, what a person reads there is what comes out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from datetime import date
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aparte.sources.csv_encoding import encoding_of
from aparte.sources.csv_file import write_table
from tests.polluted.collection import PARTS, collection
from tests.polluted.score import cells_right

Table = list[list[str]]
CASES = max(200, settings.default.max_examples if settings.default else 0)
"""Cases of each property: 200 in the suite, all that are asked for when fuzzing."""


def table(data: str | bytes) -> Table:
    """Return the table as `--table-out` writes it."""
    out = io.StringIO(newline="")
    write_table(io.BytesIO(data.encode() if isinstance(data, str) else data), out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def rows(text: str) -> Table:
    """Return the table that `text` describes: a row a line, cells between bars, ⏎ for a line end in a cell."""
    return [line.replace("⏎", "\n").split("|") for line in text.split("\n")] if text else []


SEPARATED = {
    "decimal commas": ("a;b;c\n1,5;2,5;3,5\n1,6;2,6;3,6\n", "a|b|c\n1,5|2,5|3,5\n1,6|2,6|3,6"),
    "lists in cells": ("id,tags\n1,red;blue\n2,red;pink\n3,a;b\n", "id|tags\n1|red;blue\n2|red;pink\n3|a;b"),
    "names with commas": ("nom\tâge\nDurand, Anne\t3\nRoy, Zoé\t4\n", "nom|âge\nDurand, Anne|3\nRoy, Zoé|4"),
    "a space after commas": ('a, b, c\n1, 2, 3\n4, "x, y", 6\n', "a|b|c\n1|2|3\n4|x, y|6"),
    "two colons": ("a::b::c\n1::2::3\n4::5::6\n", "a|b|c\n1|2|3\n4|5|6"),
    "single colons": ("root:x:0:/root\nmail:x:8:/var/mail\n", "root|x|0|/root\nmail|x|8|/var/mail"),
    "several spaces": ("nom    âge  ville\nAnne M.  31   New York\n", "nom|âge|ville\nAnne M.|31|New York"),
    "a log": ('::1 - "GET / HTTP" 200\n::1 - "GET /x" 404\n', "::1|-|GET / HTTP|200\n::1|-|GET /x|404"),
    "the hint of a spreadsheet": ("sep=;\na;b\n1;2\n", "a|b\n1|2"),
    "a section sign": ("a§b§c\n1§2§3\n", "a|b|c\n1|2|3"),
    "escaped separators": ("a,b,c\nx\\, y,1,2\nz\\, w,3,4\n", "a|b|c\nx, y|1|2\nz, w|3|4"),
    "bare JSON": ('id,data\n1,{"a": 1}\n2,{"a": 2}\n', 'id|data\n1|{"a": 1}\n2|{"a": 2}'),
}
QUOTED = {
    "inches": ('id\td\tp\n1\t5" pipe\t3\n2\t"x" word\t4\n', 'id|d|p\n1|5" pipe|3\n2|"x" word|4'),
    "quotes nobody doubled": (
        'a,b,c\n1,"He said "yes", then left",3\n2,ok,4\n3,x,y\n',
        'a|b|c\n1|He said "yes", then left|3\n2|ok|4\n3|x|y',
    ),
    "backslashes": ('a,b\n1,"{\\"x\\": [1,2]}"\n2,"{\\"y\\": 0}"\n', 'a|b\n1|{"x": [1,2]}\n2|{"y": 0}'),
    "slashes": ('a,b\n1,"say /"x/", y"\n2,http://a//b\n', 'a|b\n1|say "x", y\n2|http://a//b'),
    "a folder of Windows": ('a,b\n"C:\\dir\\",1\n"D:\\x\\",2\n', "a|b\nC:\\dir\\|1\nD:\\x\\|2"),
    "whole lines in quotes": ('"a,b,c"\n"1,""x, y"",3"\n"2,z,4"\n', "a|b|c\n1|x, y|3\n2|z|4"),
    "one line in quotes": ('a,b,c\n1,x,3\n"2,""x, y"",3"\n', "a|b|c\n1|x|3\n2|x, y|3"),
    "grave accents": ("a,b\n`x, y`,1\n`z, w`,2\n", "a|b\nx, y|1\nz, w|2"),
    "spaces before quotes": ('a,b,c\n1, "x, y",2\n3, "z",4\n', "a|b|c\n1|x, y|2\n3|z|4"),
    "spaces behind quotes": ('a,b\n"x" ,1\n"y",2\n', "a|b\nx|1\ny|2"),
    "an extra quote before": ('a,b,c\n1,""x, y",2\n3,z,4\n', 'a|b|c\n1|"x, y|2\n3|z|4'),
    "an extra quote behind": ('a,b,c\n1,"x, y"",2\n3,z,4\n', 'a|b|c\n1|x, y"|2\n3|z|4'),
    "an extra quote inside": ('a,b,c\n1,"x, "y",2\n3,z,4\n', 'a|b|c\n1|x, "y|2\n3|z|4'),
    "an opened quote": ('a,b,c\n1,"x,2\n3,"y, z",4\n5,t,6\n', 'a|b|c\n1|"x|2\n3|y, z|4\n5|t|6'),
    "a separator lost after quotes": ('a,b,c\n1,"x, y"7\n2,z,4\n3,z,5\n', "a|b|c\n1|x, y7\n2|z|4\n3|z|5"),
    "other quotes in one row": ("a,b,c\n1,'x, y',2\n3,\"z, w\",4\n5,t,6\n", "a|b|c\n1|x, y|2\n3|z, w|4\n5|t|6"),
    "two line ends and other escapes": ('a,b\n1,"x\ny"\n"2 \\"q\\"","x\ny"\n3,z\n', 'a|b\n1|x⏎y\n2 "q"|x⏎y\n3|z'),
    "another escape in one row": ('a,b\n"x ""q"" y",1\n"x \\"q\\", y",2\n', 'a|b\nx "q" y|1\nx "q", y|2'),
}
LAID_OUT = {
    "a long preamble": ("Rapport\n" * 12 + "\na,b,c\n1,x,2\n3,y,4\n", "a|b|c\n1|x|2\n3|y|4"),
    "sentences above": ("Par Anne, Paul et Zoé\na,b,c,d\n1,2,3,4\n5,6,7,8\n", "a|b|c|d\n1|2|3|4\n5|6|7|8"),
    "comments": ("# un, deux\n#\nid,n\n1,a\n# trois\n2,b\n", "id|n\n1|a\n2|b"),
    "a name with a hash": ("#id,n\n1,a\n2,b\n", "#id|n\n1|a\n2|b"),
    "units under names": (
        "jour,poids,taille\n,(kg),(cm)\n2026-01-01,70,180\n2026-01-02,71,181\n2026-01-03,72,182\n",
        "jour|poids (kg)|taille (cm)\n2026-01-01|70|180\n2026-01-02|71|181\n2026-01-03|72|182",
    ),
    "nothing known in the first row": ("a,b,c\nn/a,-,x\n1,2,y\n3,4,z\n5,6,w\n", "a|b|c\nn/a|-|x\n1|2|y\n3|4|z\n5|6|w"),
    "names twice": ("a,b\na,b\n1,2\n3,4\n5,6\n", "a|b\n1|2\n3|4\n5|6"),
    "a row twice": ("1,x\n1,x\n2,y\n3,z\n", "1|x\n1|x\n2|y\n3|z"),
    "another separator in the names": ("a;b;c\n1,2,3\n4,5,6\n7,8,9\n", "a|b|c\n1|2|3\n4|5|6\n7|8|9"),
    "notes below": ("a,b,c\n1,2,3\n4,5,6\n\nSource : atelier\n", "a|b|c\n1|2|3\n4|5|6"),
    "a last row cut short": (
        "m,n,o\nun mot,1,2\ndeux,3,4\nMerci à tous\n",
        "m|n|o\nun mot|1|2\ndeux|3|4\nMerci à tous",
    ),
    "rows that name groups": ("n,x,y\nRégion A\nu,1,2\nv,3,4\n", "n|x|y\nRégion A\nu|1|2\nv|3|4"),
    "names that are all missing": (",,\n1,x,2\n3,y,4\n5,z,6\n", "||\n1|x|2\n3|y|4\n5|z|6"),
    "hollow rows": ("a,b,c\n,,\n1,2,3\n", "a|b|c\n||\n1|2|3"),
    "a separator at each end": ("a,b,\n1,2,\n3,4,\n", "a|b|\n1|2|\n3|4|"),
    "a second table": ("a,b,c\n1,2,3\n4,5,6\n\nx,y\n1,2\n3,4\n", "a|b|c\n1|2|3\n4|5|6\nx|y\n1|2\n3|4"),
    "facts in two columns": ("Nom;Anne\nVille;Nantes\nÂge;32\n", "Nom|Anne\nVille|Nantes\nÂge|32"),
    "one column of sentences": ("t\nOui\nNon, non, non\nMerci, à vous\n", "t\nOui\nNon, non, non\nMerci, à vous"),
    "one column of times": ("début\n10:30\n12:00\n", "début\n10:30\n12:00"),
    "one column of dates": ("01/02/2026\n02/02/2026\n", "01/02/2026\n02/02/2026"),
    "one cell": ("abc", "abc"),
    "empty lines only": ("\n \n\n", ""),
    "a mark twice": ("\ufeff\ufeffa,b\n1,2\n", "a|b\n1|2"),
}


@pytest.mark.parametrize(("said", "read"), SEPARATED.values(), ids=SEPARATED)
def test_what_separates_cells_is_found(said: str, read: str) -> None:
    assert table(said) == rows(read)


@pytest.mark.parametrize(("said", "read"), QUOTED.values(), ids=QUOTED)
def test_quotes_are_understood_as_they_were_meant(said: str, read: str) -> None:
    assert table(said) == rows(read)


@pytest.mark.parametrize(("said", "read"), LAID_OUT.values(), ids=LAID_OUT)
def test_what_is_table_and_what_is_not_is_told_apart(said: str, read: str) -> None:
    assert table(said) == rows(read)


SAID = "jour;message\n2026;Très bien, déjà l’été\n2027;« Noël », ça dépasse 5 ans\n"


@pytest.mark.parametrize("page", ["cp1252", "mac-roman", "utf-16-le", "utf-16-be", "utf-8"])
def test_the_page_of_french_letters_is_recognised(page: str) -> None:
    assert SAID.encode(page).decode(encoding_of(io.BytesIO(SAID.encode(page)))) == SAID


@pytest.mark.parametrize("page", ["latin-1", "cp850", "iso8859-15"])
def test_the_pages_without_typographic_quotes_too(page: str) -> None:
    said = SAID.replace("’", "'")
    assert said.encode(page).decode(encoding_of(io.BytesIO(said.encode(page)))) == said


def test_the_euro_and_the_joined_letters_tell_latin_9_from_windows() -> None:
    said = "prix,nom\n5 €,œuvre\n"
    assert table(said.encode("iso8859-15")) == [["prix", "nom"], ["5 €", "œuvre"]]


def test_a_mark_before_windows_letters_is_passed_over() -> None:
    assert table(codecs.BOM_UTF8 + "nom,ville\nZoé,Orléans\n".encode("cp1252"))[1:] == [["Zoé", "Orléans"]]


def test_a_windows_letter_among_utf8_is_read_as_such() -> None:
    data = "nom,ville\nZoé,Orléans\nInès,Besançon\n".encode() + "René,Nîmes\n".encode("cp1252")
    assert table(data)[3] == ["René", "Nîmes"]


def test_nul_bytes_are_no_part_of_a_cell() -> None:
    assert table(b"a,b\n1\0,2\n\0\0\0\0") == [["a", "b"], ["1", "2"]]


def test_a_line_end_in_a_cell_without_quotes_is_kept_when_the_file_ends_its_lines_otherwise() -> None:
    said = "a,b,c\r\n1,x,2\r\n3,deux\nlignes,4\r\n5,y,6\r\n7,z,8\r\n9,t,0\r\n"
    assert table(said)[2] == ["3", "deux\nlignes", "4"]


@pytest.mark.parametrize("other", [";", "\t", "|", ", "])
def test_a_row_with_another_separator_is_read_like_the_others(other: str) -> None:
    lines = [f"2026-01-0{number},mot {number},{number}" for number in range(1, 8)]
    lines[4] = other.join(("2026-01-05", "mot 5", "5"))
    assert table("\n".join(["jour,mot,nombre", *lines]))[5] == ["2026-01-05", "mot 5", "5"]


def test_an_unclosed_quote_at_the_start_costs_its_own_line_only() -> None:
    read = table('"a,b,c\n' + "1,2,3\n" * 5_000)
    assert len(read) == 5_001
    assert read[-1] == ["1", "2", "3"]


@pytest.mark.parametrize("line", [b'a,"b\n' * 20_000, b'a,"b,c"d,"e\n' * 10_000, b'",' * 100_000, b"," * 1_000_000])
def test_hostile_quotes_and_separators_lose_no_letter(line: bytes) -> None:
    read = table(line)
    assert sum(cell.count("a") for row in read for cell in row) == line.count(b"a")


@pytest.mark.parametrize("part", PARTS)
def test_the_collection_of_polluted_files_is_read_right(part: str) -> None:
    files = list(collection(part))[::3]
    assert len(files) > 200
    # Measured: .998 with the tables in view while the reader was written, .997 with the others.
    assert mean(cells_right(file.truth, table(file.data)) for file in files) >= 0.98


_letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from(" ,;'\"\n")
_words = st.text("abcdeéàçù ", min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(4, 9))
    days = draw(st.lists(st.dates(date(2020, 1, 1)), min_size=count, max_size=count))
    return [
        ["jour", "auteur", "message", "nombre"],
        *(
            [day.isoformat(), draw(_words), f"{draw(_words)}{draw(st.text(_letters, max_size=9))}.", str(number)]
            for number, day in enumerate(days)
        ),
    ]


@settings(max_examples=CASES)
@given(
    _tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_a_table_written_in_any_dialect_is_read_back(
    wanted: Table, separator: str, end: str, quoting: int, encoding: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(wanted)  # type: ignore[arg-type]  # one of csv's own constants
    assert table(out.getvalue().encode(encoding)) == wanted


def _pieces() -> Iterator[bytes]:
    yield from (b"a", b"1", b"2026-01-01", b",", b";", b"\t", b'"', b'""', b"'", b"\\", b"\n", b"\r\n", b"\r", b"\0")
    yield from (b" ", b"#", b"\xe9", "é".encode(), b"\xff\xfe", codecs.BOM_UTF8, b"Total", b"sep=;\n")


@settings(max_examples=CASES)
@given(st.lists(st.sampled_from(list(_pieces())), max_size=60).map(b"".join))
def test_a_table_comes_out_of_any_bytes(data: bytes) -> None:
    assert all(table(data))
