"""What happens to tables on their way: one small function for each thing, by the part of the file it touches.

A pollution changes the sheet and says what a person then reads. Two pollutions of the same group exclude each other.
"""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable
from functools import partial

from tests.polluted.sheet import Row, Sheet

Pollution = Callable[[Sheet, random.Random], None]
POLLUTIONS: dict[str, tuple[str, Pollution]] = {}
"""name -> group and what to do."""


def _add(group: str, name: str, pollution: Pollution) -> None:
    POLLUTIONS[name] = (group, pollution)


def _set(sheet: Sheet, _: random.Random, **values: object) -> None:
    for name, value in values.items():
        setattr(sheet, name, value)


def _content(sheet: Sheet, change: Callable[[str], str]) -> None:
    for row in sheet.rows:
        row.cells = [change(cell) for cell in row.cells]
        if row.truth is not None:
            row.truth = [change(cell) for cell in row.truth]
    sheet.before, sheet.after = [change(line) for line in sheet.before], [change(line) for line in sheet.after]


def _one(sheet: Sheet, chance: random.Random) -> Row:
    return chance.choice([row for row in sheet.body if row.edit is None and row.separator is None] or sheet.rows)


def _plain(sheet: Sheet, row: Row) -> list[int]:
    """Return the columns whose cell is written without quotes and holds something."""
    marks = (sheet.separator, sheet.quote, "\n", "\r", " ;", " |")
    return [place for place, cell in enumerate(row.cells) if cell and not any(mark in cell for mark in marks)]


# ── separators
for _name, _separator in {
    "semicolon": ";",
    "tab": "\t",
    "pipe": "|",
    "colon": ":",
    "caret": "^",
    "tilde": "~",
    "space": " ",
    "comma_space": ", ",
    "semicolon_space": "; ",
    "two_pipes": "||",
    "two_colons": "::",
    "spaced_pipe": " | ",
    "unit_separator": "\x1f",
    "tilde_pipe": "~|~",
}.items():
    _add("separator", f"separator_{_name}", partial(_set, separator=_separator))

# ── quotes and escapes
_add("quote", "quote_single", partial(_set, quote="'"))
_add("quote", "quote_single_all", partial(_set, quote="'", all_quoted=True))
_add("quote", "quote_all", partial(_set, all_quoted=True))
_add("quote", "escape_backslash", partial(_set, escape="\\"))
_add("quote", "escape_none", partial(_set, escape=""))
_add("quote", "escape_slash", partial(_set, escape="/"))


def _unquoted(sheet: Sheet, _: random.Random) -> None:
    sheet.quote = ""
    sheet.separator = "\t"
    _content(sheet, lambda cell: cell.replace("\n", " "))


_add("separator", "quote_none_tab", _unquoted)


# ── letters
def _encoded(sheet: Sheet, _: random.Random, encoding: str, mark: bytes = b"") -> None:
    sheet.encoding, sheet.mark = encoding, mark
    _content(sheet, lambda cell: cell.encode(encoding, "ignore").decode(encoding))


for _encoding in ("cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850", "utf-16-le", "utf-16-be"):
    _add("letters", f"letters_{_encoding}", partial(_encoded, encoding=_encoding))
_add("letters", "letters_utf-8_bom", partial(_encoded, encoding="utf-8", mark=codecs.BOM_UTF8))
_add("letters", "letters_utf-16-le_bom", partial(_encoded, encoding="utf-16-le", mark=codecs.BOM_UTF16_LE))
_add("letters", "letters_utf-16-be_bom", partial(_encoded, encoding="utf-16-be", mark=codecs.BOM_UTF16_BE))


def _nul(sheet: Sheet, _: random.Random) -> None:
    sheet.bytes_edit = lambda data: data[:40] + b"\0" + data[40:] + b"\0" * 8


_add("letters", "letters_nul", _nul)

# ── line ends
_add("ends", "ends_crlf", partial(_set, end="\r\n"))
_add("ends", "ends_cr", partial(_set, end="\r"))
_add("ends", "ends_no_last", partial(_set, last_end=False))
_add("ends", "ends_double_spaced", partial(_set, end="\n\n"))
_add("ends", "ends_cr_cr_lf", partial(_set, end="\r\r\n"))


def _mixed_ends(sheet: Sheet, chance: random.Random) -> None:
    for row in sheet.rows:
        row.end = chance.choice(("\n", "\r\n", "\r"))


def _other_end(sheet: Sheet, chance: random.Random, end: str) -> None:
    _one(sheet, chance).end = end


_add("ends", "ends_mixed", _mixed_ends)
_add("ends", "ends_one_cr", partial(_other_end, end="\r"))
_add("ends", "ends_one_crlf", partial(_other_end, end="\r\n"))
_add("ends", "ends_two_last", lambda sheet, _: sheet.after.append(""))


# ── above the table
def _before(sheet: Sheet, _: random.Random, lines: tuple[str, ...], *, padded: bool = False) -> None:
    width = len(sheet.rows[0].cells)
    sheet.before = [line + sheet.separator * (width - 1) if padded else line for line in lines]


_add("before", "before_title", partial(_before, lines=("Rapport de veille",)))
_add("before", "before_title_gap", partial(_before, lines=("Monthly report", "From 1 to 31 January 2026", "")))
_add("before", "before_notes", partial(_before, lines=("Notes:", '"When exporting, some rows may be missing."', "")))
_add("before", "before_sentence", partial(_before, lines=("Exported on Monday, 5 January, by Marie",)))
_add("before", "before_comments", partial(_before, lines=("# made by a script", "# version 2, do not edit")))
_add("before", "before_gap", partial(_before, lines=("", "")))
_add("before", "before_excel_hint", lambda sheet, _: sheet.before.append(f"sep={sheet.separator}"))


def _late(sheet: Sheet, _: random.Random, lines: tuple[tuple[str, ...], ...], *, padded: bool) -> None:
    width = len(sheet.rows[0].cells) if padded else 0
    sheet.rows[:0] = [Row([*line, *[""] * (width - len(line))]) for line in lines]
    sheet.header += len(lines)


_add("before", "before_padded_title", partial(_late, lines=(("Rapport annuel",), ("",)), padded=True))
_add("before", "before_facts", partial(_late, lines=(("Source", "Atelier"), ("Unité", "jour"), ("",)), padded=False))


# ── under the table
def _after(sheet: Sheet, _: random.Random, lines: tuple[str, ...]) -> None:
    sheet.after = list(lines)


_add("after", "after_note", partial(_after, lines=("Note: provisional figures",)))
_add("after", "after_gap_source", partial(_after, lines=("", "Source : Atelier Lune")))
_add("after", "after_gaps", partial(_after, lines=("", "", "")))
_add("after", "after_stars", partial(_after, lines=("* chiffres provisoires", "** estimation")))
_add("after", "after_sentence", partial(_after, lines=("", "Generated by the tool, all rights reserved")))


def _total(sheet: Sheet, _: random.Random) -> None:
    width = len(sheet.rows[0].cells)
    cells = ["Total", *[""] * (width - 2), "1234"]
    sheet.rows.append(Row(cells, cells))


def _padded_note(sheet: Sheet, _: random.Random) -> None:
    width = len(sheet.rows[0].cells)
    sheet.rows.append(Row(["Note: provisional figures", *[""] * (width - 1)]))


_add("after", "after_total_row", _total)
_add("after", "after_padded_note", _padded_note)


# ── header
def _stacked(sheet: Sheet, _: random.Random, rows: int) -> None:
    names = sheet.rows[0].cells
    parts = [[f"{name} part {part}" if part else name for name in names] for part in range(rows)]
    truth = [" ".join(column) for column in zip(*parts, strict=True)]
    sheet.rows[:1] = [Row(parts[0], truth), *(Row(part) for part in parts[1:])]
    sheet.header += rows - 1


def _groups(sheet: Sheet, _: random.Random) -> None:
    names = sheet.rows[0].cells
    groups = ["", *["Groupe" if place % 2 else "" for place in range(len(names) - 2)], "Fin"]
    sheet.rows[0].truth = [f"{group} {name}".strip() for group, name in zip(groups, names, strict=True)]
    sheet.rows[:0] = [Row(groups)]
    sheet.header += 1


def _no_header(sheet: Sheet, _: random.Random) -> None:
    del sheet.rows[0]
    sheet.header = 0


def _named(sheet: Sheet, chance: random.Random, change: Callable[[list[str], random.Random], list[str]]) -> None:
    names = change(sheet.rows[0].cells, chance)
    sheet.rows[0].cells, sheet.rows[0].truth = names, list(names)


_add("header", "header_two_rows", partial(_stacked, rows=2))
_add("header", "header_three_rows", partial(_stacked, rows=3))
_add("header", "header_groups", _groups)
_add("header", "header_none", _no_header)
_add("header", "header_only", lambda sheet, _: sheet.rows.__delitem__(slice(1, None)))
_add("header", "header_one_row", lambda sheet, _: sheet.rows.__delitem__(slice(2, None)))
_add("header", "header_same_names", partial(_named, change=lambda names, _: [names[0]] * 2 + names[2:]))
_add("header", "header_one_empty", partial(_named, change=lambda names, _: [names[0], "", *names[2:]]))
_add("header", "header_non_ascii", partial(_named, change=lambda names, _: [f"«{name}» n° ✓" for name in names]))
_add("header", "header_long", partial(_named, change=lambda names, _: [name * 40 for name in names]))
_add("header", "header_separator", partial(_named, change=lambda names, _: [f"{name}, (x; y)" for name in names]))
_add("header", "header_line_end", partial(_named, change=lambda names, _: [f"{name}\n(unit)" for name in names]))
_add("header", "header_spaces", partial(_named, change=lambda names, _: [f" {name} " for name in names]))
_add("header", "header_missing_cell", partial(_named, change=lambda names, _: names[:-1]))


# ── one row
def _missing(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    del row.cells[chance.randrange(len(row.cells))]
    row.truth = list(row.cells)


def _extra(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    row.cells.insert(chance.randrange(1, len(row.cells) + 1), "")
    row.truth = list(row.cells)


def _extra_words(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    row.cells += ["en plus", "12"]
    row.truth = list(row.cells)


def _cut(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    row.cells = row.cells[: max(2, len(row.cells) // 2)]
    row.truth = list(row.cells)


def _quote_put(sheet: Sheet, chance: random.Random, where: str) -> None:
    row = _one(sheet, chance)
    place = chance.choice(_plain(sheet, row) or [0])
    cell = row.cells[place]
    at = {"start": 0, "end": len(cell), "middle": max(1, len(cell) // 2)}[where]
    damaged = cell[:at] + '"' + cell[at:]
    bare = "" if sheet.quote == '"' else "'"
    sheet_quoted = sheet.all_quoted
    row.truth = [*row.cells[:place], damaged, *row.cells[place + 1 :]]

    def edit(cells: list[str], separator: str) -> str:
        mark = sheet.quote if sheet_quoted or sheet.all_quoted else ""
        cells[place] = f"{mark}{damaged}{mark}"
        return separator.join(cells)

    if bare != "'":
        row.edit = edit
    else:
        row.cells = list(row.truth)


def _quoted_put(sheet: Sheet, chance: random.Random, where: str) -> None:
    row = _one(sheet, chance)
    place = chance.choice(_plain(sheet, row) or [0])
    cell = row.cells[place]
    at = {"start": 0, "end": len(cell), "middle": max(1, len(cell) // 2)}[where]
    damaged = cell[:at] + sheet.quote + cell[at:]
    row.truth = [*row.cells[:place], damaged, *row.cells[place + 1 :]]

    def edit(cells: list[str], separator: str) -> str:
        cells[place] = f"{sheet.quote}{row.truth[place] if row.truth else ''}{sheet.quote}"
        return separator.join(cells)

    row.edit = edit


def _other(sheet: Sheet, chance: random.Random, **values: object) -> None:
    row = _one(sheet, chance)
    for name, value in values.items():
        setattr(row, name, value)


def _other_separator(sheet: Sheet, chance: random.Random, separator: str) -> None:
    _one(sheet, chance).separator = separator if separator != sheet.separator else ","


def _other_escape(sheet: Sheet, chance: random.Random, escape: str) -> None:
    row = _one(sheet, chance)
    place = chance.randrange(len(row.cells))
    row.cells[place] = f"a {sheet.quote}b{sheet.quote} c"
    row.truth, row.escape = list(row.cells), escape


def _half_separators(sheet: Sheet, _: random.Random) -> None:
    other = ";" if sheet.separator != ";" else ","
    for row in sheet.body[1::2]:
        row.separator = other


def _blank(sheet: Sheet, chance: random.Random) -> None:
    place = (
        chance.randrange(sheet.header + 1, len(sheet.rows)) if len(sheet.rows) > sheet.header + 1 else len(sheet.rows)
    )
    sheet.rows.insert(place, Row([], None, edit=lambda *_: ""))


def _hollow(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    row.cells = [""] * len(row.cells)
    row.truth = list(row.cells)


def _comment(sheet: Sheet, chance: random.Random) -> None:
    place = chance.randrange(sheet.header, len(sheet.rows) + 1)
    sheet.rows.insert(place, Row([], None, edit=lambda *_: "# checked by hand"))


def _raw_end(sheet: Sheet, chance: random.Random) -> None:
    """A line end inside a cell without quotes, in a file whose lines end otherwise."""
    sheet.end = "\r\n"
    row = _one(sheet, chance)
    place = len(row.cells) // 2
    text = "ligne\nsuite"
    row.truth = [*row.cells[:place], text, *row.cells[place + 1 :]]

    def edit(cells: list[str], separator: str) -> str:
        cells[place] = text
        return separator.join(cells)

    row.edit = edit


def _unclosed(sheet: Sheet, chance: random.Random) -> None:
    row = _one(sheet, chance)
    place = chance.choice(_plain(sheet, row) or [0])
    row.truth = [*row.cells[:place], sheet.quote + row.cells[place], *row.cells[place + 1 :]]

    def edit(cells: list[str], separator: str) -> str:
        cells[place] = (row.truth or [""] * 99)[place]
        return separator.join(cells)

    row.edit = edit


def _again(sheet: Sheet, _: random.Random) -> None:
    place = len(sheet.rows) // 2 + 1
    names = sheet.rows[0].cells
    sheet.rows.insert(place, Row(list(names), list(names)))


_add("row", "row_missing_cell", _missing)
_add("row", "row_extra_cell", _extra)
_add("row", "row_extra_words", _extra_words)
_add("row", "row_cut", _cut)
for _where in ("start", "middle", "end"):
    _add("row", f"row_quote_{_where}", partial(_quote_put, where=_where))
    _add("row", f"row_quote_in_quotes_{_where}", partial(_quoted_put, where=_where))
for _name, _separator in {"semicolon": ";", "tab": "\t", "pipe": "|", "space": " ", "comma_space": ", "}.items():
    _add("row", f"row_separator_{_name}", partial(_other_separator, separator=_separator))
_add("row", "row_quote_single", partial(_other, quote="'", all_quoted=True))
_add("row", "row_quote_all", partial(_other, all_quoted=True))
_add("row", "row_escape_backslash", partial(_other_escape, escape="\\"))
_add("row", "row_escape_none", partial(_other_escape, escape=""))
_add("row", "row_separators_half", _half_separators)
_add("row", "row_blank", _blank)
_add("row", "row_hollow", _hollow)
_add("row", "row_comment", _comment)
_add("row", "row_raw_line_end", _raw_end)
_add("row", "row_unclosed_quote", _unclosed)
_add("row", "row_header_again", _again)


# ── several tables
def _second(sheet: Sheet, _: random.Random, width: int, *, gap: bool, title: bool = False) -> None:
    count = len(sheet.rows[0].cells) + width
    names = [f"colonne {place}" for place in range(count)]
    rows = [names, *([f"{place * number}" for place in range(count)] for number in range(1, 8))]
    if gap:
        sheet.rows.append(Row([], None, edit=lambda *_: ""))
    if title:
        sheet.rows.append(Row(["Second table"], None))
    sheet.rows += [Row(list(row), list(row)) for row in rows]


_add("tables", "tables_same", partial(_second, width=0, gap=False))
_add("tables", "tables_wider", partial(_second, width=2, gap=False))
_add("tables", "tables_narrower", partial(_second, width=-2, gap=False))
_add("tables", "tables_gap", partial(_second, width=-1, gap=True))
_add("tables", "tables_titled", partial(_second, width=1, gap=True, title=True))


# ── the whole table
def _single_column(sheet: Sheet, _: random.Random) -> None:
    column = max(range(len(sheet.rows[0].cells)), key=lambda place: sum(len(row.cells[place]) for row in sheet.rows))
    for row in sheet.rows:
        row.cells = [row.cells[column]]
        row.truth = list(row.cells)


def _empty(sheet: Sheet, _: random.Random) -> None:
    sheet.rows.clear()
    sheet.before.clear()
    sheet.after.clear()


def _spaced(sheet: Sheet, _: random.Random) -> None:
    width = len(sheet.rows[0].cells)
    for row in sheet.rows[1:]:
        for place in (1, width - 1):
            if not any(mark in row.cells[place] for mark in (sheet.separator, sheet.quote, "\n")):
                row.cells[place] = f" {row.cells[place]}  "
                row.truth = list(row.cells)


_add("whole", "whole_single_column", _single_column)
_add("whole", "whole_empty", _empty)
_add("whole", "whole_spaces", _spaced)
_add("whole", "whole_as_it_is", lambda *_: None)
