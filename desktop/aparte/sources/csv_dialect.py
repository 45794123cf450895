"""How a table separates and quotes its cells, decided without asking anyone.

Each reading of the sample is scored by how regular its rows are and how many of its cells look like something known:
a number, a date, an address, plain words. Source of the score: van den Burg, Nazábal, Sutton, "Wrangling messy CSV
files by detecting row and type patterns", 2019 (CleverCSV), with row widths in place of its row patterns.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from aparte.sources.csv_mending import ESCAPES, laid_out, unwrapped
from aparte.sources.csv_records import records
from aparte.sources.csv_shape import Dialect
from aparte.sources.csv_types import is_known, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEPARATORS = (",", ";", "\t", "|", ":", "^", "~", "\x1f", "\x01", "§", "¬", "¦", "#", "&", "!", "*", " ")
"""In the order of preference when two readings are as good."""
QUOTES = ('"', "'", "`")
SAMPLE_CHARS = 65_536
SAMPLE_ROWS = 200

_COMMON = (",", ";", "\t", "|", "\x1f", "\x01")
_IN_COMMON = frozenset(",;\t|")
_UNUSUAL_WORTH = 0.7
"""What a colon, a space or a sign is worth beside a comma: they also stand inside times, words and addresses."""
_HEADLESS_WORTH = 0.4
"""What a separator is worth that the first row does not have, while it has another one."""
_LEAST = 1e-3
_LONGEST_ROW = 4_000
"""Characters of the lines that are scored; longer ones say no more."""
_SEVERAL = re.compile(r"[^\w\s\"'.-]{2,4}|\s?[|;,]\s|\t{2,3}")
_NEARLY_ALL = 0.9
_SHARE = 0.8
"""Share of the lines that must hold a separator of several characters, as often as the others, for it to be one."""


def detect(sample: str) -> Dialect:
    """Return the dialect that reads `sample` best; a single column when nothing separates anything."""
    lines = [line for line in io.StringIO(sample, newline="") if len(line) < _LONGEST_ROW] or [sample[:_LONGEST_ROW]]
    return _wrapped(lines) or _best(sample, lines, _aligned(lines))


def _wrapped(lines: Sequence[str]) -> Dialect | None:
    """Return the dialect inside the quotes when nearly every line as a whole stands in them."""
    inner = [unwrapped(line) for line in lines]
    filled = [line for line in inner if line.strip()]
    if len(filled) < 2 or sum(map(str.__ne__, inner, lines)) < _NEARLY_ALL * len(filled):
        return None
    dialect = _best("".join(inner), inner)
    everywhere = dialect.separator in _COMMON and all(dialect.separator in line for line in filled)
    return dialect._replace(layout="wrapped") if everywhere else None


def _aligned(lines: Sequence[str]) -> list[str]:
    """Return the lines with tabs in place of several spaces, when nearly all of them have some between words."""
    inner = [laid_out(line, "aligned") for line in lines]
    filled = [line for line in lines if line.strip()]
    marked = sum("\t" in line and "\t" not in before for line, before in zip(inner, lines, strict=True))
    return inner if len(filled) > 1 and marked >= _NEARLY_ALL * len(filled) else []


def _best(sample: str, lines: Sequence[str], aligned: Sequence[str] = ()) -> Dialect:
    best, best_score = Dialect("", _quote_of(lines)), 0.0
    for dialect in _candidates(sample, lines):
        score = _score(_rows(lines, dialect), dialect)
        if score > best_score + 1e-9:
            best, best_score = dialect, score
    tabs = Dialect("\t")
    if aligned and _score(_rows(aligned, tabs), tabs) * _UNUSUAL_WORTH > best_score:
        return tabs._replace(layout="aligned")
    return best


def _rows(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    return [row for _, row in zip(range(SAMPLE_ROWS), records(lines, dialect), strict=False) if any(row)]


def _candidates(sample: str, lines: Sequence[str]) -> Iterator[Dialect]:
    several = _separators_of_several(lines)
    values = _is_column_of_values(lines)
    for separator in (*several, *SEPARATORS):
        if separator not in (lines[0] if values else sample):
            continue
        for quote in QUOTES:
            if quote == '"' or (quote in sample and _quotes_cells(sample, quote, separator)):
                yield Dialect(separator, quote, _escape(sample, quote, separator))
                if f"\\{separator}" in sample:
                    yield Dialect(separator, quote, "\\")


def _separators_of_several(lines: Sequence[str]) -> list[str]:
    """Return the strings of two to four signs that stand on nearly every line, the longest first."""
    filled = [line.rstrip("\r\n") for line in lines[:SAMPLE_ROWS] if line.strip()]
    found = Counter(sign for line in filled for sign in set(_SEVERAL.findall(line)))
    often = [sign for sign, count in found.items() if count >= max(2, _SHARE * len(filled))]
    return sorted(often, key=len, reverse=True)


def _quotes_cells(sample: str, quote: str, separator: str) -> bool:
    """Tell whether `quote` stands where cells begin and where they end; an apostrophe inside a word does not."""
    edge, mark = rf"(?:{re.escape(separator)} ?|[\r\n]|\A|\Z)", re.escape(quote)
    opened, closed = len(re.findall(edge + mark, sample)), len(re.findall(mark + edge, sample))
    return opened > 0 and closed * 2 >= opened


def _is_column_of_values(lines: Sequence[str]) -> bool:
    """Tell whether whole lines are dates or numbers: what stands inside them separates nothing but a header's names."""
    texts = [text for line in lines[1:SAMPLE_ROWS] if (text := line.strip())]
    return bool(texts) and sum(bool(kind_of(text)) for text in texts) >= _NEARLY_ALL * len(texts)


def _quote_of(lines: Sequence[str]) -> str:
    """Return the quote of a single column: the one around whole lines, else the double quote."""
    texts = [text for line in lines if (text := line.strip())]
    return next(
        (q for q in QUOTES[1:] if texts and sum(len(t) > 1 and t[0] == t[-1] == q for t in texts) > len(texts) / 2), '"'
    )


def _escape(sample: str, quote: str, separator: str) -> str:
    """Return what the file puts before a quote inside a cell when it never doubles one, else ""."""
    inner = _inner(quote, separator).findall(sample)
    if not inner:
        return ""
    before, count = Counter(inner).most_common(1)[0]
    if before not in ESCAPES or count < _SHARE * len(inner):
        return ""
    return "" if _doubled(quote, separator).search(sample) else str(before)


@lru_cache(maxsize=64)
def _inner(quote: str, separator: str) -> re.Pattern[str]:
    """Find the character before each lone quote that is neither at the beginning nor at the end of a cell."""
    mark, cut = re.escape(quote), re.escape(separator)
    return re.compile(rf"([^{mark}\r\n])(?<!{cut}){mark}(?!{mark}|{cut}|[\r\n]|\Z)")


@lru_cache(maxsize=64)
def _doubled(quote: str, separator: str) -> re.Pattern[str]:
    mark, cut = re.escape(quote), re.escape(separator)
    return re.compile(rf"(?<!{cut})[^{mark}\r\n]{mark}{mark}(?!{mark})[^\r\n]")


def _score(rows: Sequence[list[str]], dialect: Dialect) -> float:
    widths = Counter(len(row) for row in rows)
    if not widths or set(widths) == {1} or _is_prose(rows, widths):
        return 0.0
    sign = dialect.separator.strip(" ")
    unusual = not sign or not (sign in _COMMON or set(sign) <= _IN_COMMON)
    if unusual and not _is_everywhere(rows, widths):
        return 0.0
    # Squared shares instead of an average over widths: one odd row in a hundred costs one hundredth, not half.
    regular = sum((count / len(rows)) ** 2 * max(_LEAST, width - 1) / width for width, count in widths.items())
    width = widths.most_common(1)[0][0]
    hollow = [not any(column) for column in zip(*(row for row in rows if len(row) == width), strict=True)]
    cells = [cell for row in rows for cell, empty in zip(row, hollow + [False] * len(row), strict=False) if not empty]
    known = sum(map(is_known, cells)) / sum(map(len, rows))
    worth = (_UNUSUAL_WORTH if unusual else 1.0) * (_HEADLESS_WORTH if _passes_header_by(rows, dialect) else 1.0)
    return regular * (known + _LEAST) * worth


def _passes_header_by(rows: Sequence[list[str]], dialect: Dialect) -> bool:
    """Tell whether the first row is cut by another usual sign only: what cuts the rows below is inside their cells."""
    others = (sign for sign in _COMMON if sign != dialect.separator)
    return len(rows[0]) == 1 and any(sign in rows[0][0] and f"{sign} " not in rows[0][0] for sign in others)


def _is_everywhere(rows: Sequence[list[str]], widths: Counter[int]) -> bool:
    """Tell whether a rare separator cuts nearly every row, most of them alike: a colon or a space is one only then."""
    width, count = widths.most_common(1)[0]
    return width > 1 and len(rows) > 1 and count >= 0.6 * len(rows) and widths[1] <= 0.1 * len(rows)


def _is_prose(rows: Sequence[list[str]], widths: Counter[int]) -> bool:
    """Tell whether the sign stands in sentences.

    Most lines between its first and its last do not have it, or a space follows it everywhere and it cuts the lines
    into any number of pieces.
    """
    cut = [place for place, row in enumerate(rows) if len(row) > 1]
    if len(cut) * 2 < cut[-1] - cut[0] + 1:
        return True
    alike = max(count for width, count in widths.items() if width > 1) >= _SHARE * len(cut)
    return not alike and all(cell.startswith(" ") for place in cut for cell in rows[place][1:])
