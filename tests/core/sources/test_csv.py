"""A table is read without being asked anything: encoding, separator, quotes, preamble, header, ragged rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.sources.base import Found, Head, Item, Refused, Unreadable
from aparte.sources.csv_dialect import detect
from aparte.sources.csv_encoding import encoding_of, is_binary
from aparte.sources.csv_file import SOURCE, write_table
from aparte.sources.csv_records import records
from aparte.sources.csv_shape import Dialect

TABLE = (
    "date;auteur;réseau;texte\n20/01/2026 10:00;marie;X;Très bien, merci !\n21/01/2026 11:00;paul;Mastodon;Fermé ?\n"
)


def read(text: str | bytes, as_kind: str | None = None) -> list[Item]:
    data = text.encode() if isinstance(text, str) else text
    form = SOURCE.recognise(Head(Path("t.csv"), data, whole=True))
    assert form is not None
    return list(SOURCE.read(io.BytesIO(data), form, as_kind))


def texts(text: str | bytes) -> list[str]:
    return [item.post.text for item in read(text) if isinstance(item, Found)]


def table(text: str | bytes) -> list[list[str]]:
    out = io.StringIO(newline="")
    write_table(io.BytesIO(text.encode() if isinstance(text, str) else text), out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_encoding_of_the_trade_is_read(encoding: str) -> None:
    assert texts(TABLE.encode(encoding)) == ["Très bien, merci !", "Fermé ?"]


def test_one_cut_emoji_does_not_turn_utf8_into_windows_letters() -> None:
    data = ("text,id\n" + "été à la plage,1\n" * 50).encode() + b"cut \xf0\x9f,2\n"
    assert encoding_of(io.BytesIO(data)) == "utf-8"


def test_an_accent_in_the_last_line_decides_the_encoding() -> None:
    data = b"text,id\n" + b"plain words,1\n" * 200_000 + "déjà,2\n".encode("cp1252")
    assert encoding_of(io.BytesIO(data)) == "cp1252"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_separator_and_line_end_is_found(separator: str, end: str) -> None:
    lines = [["date", "author", "text"], ["2026-01-20", "marie", "Très bien"], ["2026-01-21", "paul", "Fermé"]]
    assert texts(end.join(separator.join(line) for line in lines)) == ["Très bien", "Fermé"]


def test_quotes_hold_separators_line_ends_and_doubled_quotes() -> None:
    assert texts('id,text\n1,"un, ""deux""\r\ntrois"\n2,quatre\n') == ['un, "deux"\r\ntrois', "quatre"]


def test_single_quotes_and_backslashes_are_understood() -> None:
    assert texts("id;text\n1;'un; deux'\n2;'trois; quatre'\n") == ["un; deux", "trois; quatre"]
    assert texts('Date,Message\n2026-01-01,"elle a dit \\"oui\\", enfin"\n2026-01-02,"non"\n') == [
        'elle a dit "oui", enfin',
        "non",
    ]


def test_an_apostrophe_in_french_is_no_quote() -> None:
    said = "id,texte\n1,l'été\n2,d'accord\n3,'ouvert' dit-elle\n"
    assert texts(said) == ["l'été", "d'accord", "'ouvert' dit-elle"]


def test_a_quote_that_never_closes_spoils_its_own_line_only() -> None:
    rows = "".join(f'{number},2026-01-02,"mot {number}"\n' for number in range(50))
    said = texts(f'id,date,text\n{rows}51,2026-01-02,"oublié\n52,2026-01-02,suite\n53,2026-01-02,"fin"\n')
    assert said[50:] == ['"oublié', "suite", "fin"]


def test_a_preamble_is_left_out() -> None:
    said = (
        "Rapport de veille\nDu 1er au 31 janvier\n\nDate,Author,Full Text,Url\n2026-01-02,marie,Bravo,https://x.com/1\n"
    )
    assert texts(said) == ["Bravo"]
    assert table(said)[0] == ["Date", "Author", "Full Text", "Url"]


def test_ragged_rows_are_kept_as_they_are() -> None:
    said = "id,text,lang\n1,court\n2,ordinaire,fr\n3,long,fr,en plus\n"
    assert table(said) == [
        ["id", "text", "lang"],
        ["1", "court"],
        ["2", "ordinaire", "fr"],
        ["3", "long", "fr", "en plus"],
    ]
    assert texts(said) == ["court", "ordinaire", "long"]


def test_stacked_headers_are_joined() -> None:
    said = "name,visits,sales\n,per day,in euros\na,1,2.5\nb,3,4.5\nc,5,6.5\nd,7,8.5\n"
    assert table(said)[:2] == [["name", "visits per day", "sales in euros"], ["a", "1", "2.5"]]


def test_an_empty_file_is_an_empty_table() -> None:
    assert table("") == []
    assert read("") == []


def test_a_table_without_a_text_column_is_written_but_not_imported() -> None:
    said = "a,b\n1,2\n3,4\n"
    assert table(said) == [["a", "b"], ["1", "2"], ["3", "4"]]
    with pytest.raises(Unreadable, match="no_column"):
        read(said)


def test_a_row_without_text_is_refused_and_an_empty_row_is_nothing() -> None:
    kept, refused = read("id,text\n1,mot\n,\n\n2, \n")
    assert isinstance(kept, Found)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.where) == ("empty_text", "4")


def test_columns_are_known_by_their_names_in_both_languages() -> None:
    (item,) = read(
        "Horodatage;Pseudo;Réseau social;Contenu;Lien;Langue\n02/01/2026;@marie;Twitter;Bravo;https://x.com/1;fr\n"
    )
    assert isinstance(item, Found)
    post = item.post
    assert (post.author, post.platform, post.url, post.lang) == ("@marie", "x", "https://x.com/1", "fr")
    assert (post.text, post.created_at, post.kind, post.form) == ("Bravo", "2026-01-02T00:00:00Z", "mention", "mention")


def test_the_network_is_told_by_the_address_when_no_column_names_it() -> None:
    items = read(
        "text,url\na,https://www.facebook.com/1\nb,https://bsky.app/x\nc,https://example.org\nd,http://[oups\n"
    )
    assert [item.post.platform for item in items if isinstance(item, Found)] == ["facebook", "bluesky", "", ""]


def test_binary_is_no_table() -> None:
    assert is_binary(bytes(range(256)) * 8)
    assert SOURCE.recognise(Head(Path("t.csv"), bytes(range(256)) * 8, whole=True)) is None


_cells = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n",;\t'), max_size=12)


@given(st.lists(st.lists(_cells, min_size=2, max_size=4), max_size=6))
def test_what_the_csv_module_writes_is_read_back_cell_by_cell(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    lines = io.StringIO(out.getvalue(), newline="")
    assert list(records(lines, Dialect())) == rows


@given(st.binary(max_size=300))
def test_any_bytes_make_a_table_or_are_refused(data: bytes) -> None:
    table(data)
    head = Head(Path("t.csv"), data, whole=True)
    if SOURCE.recognise(head):
        try:
            items = list(SOURCE.read(io.BytesIO(data), "generic_csv", None))
        except Unreadable:
            return
        assert all(isinstance(item, (Found, Refused)) for item in items)


@given(st.text(alphabet="ab1\"';,\\\n\r\t |", max_size=80))
def test_no_row_is_lost_whatever_the_quotes(text: str) -> None:
    dialect = detect(text)
    rows = list(records(io.StringIO(text, newline=""), dialect))
    letters = sum(text.count(letter) for letter in "ab1")
    assert sum(cell.count(letter) for row in rows for cell in row for letter in "ab1") == letters
