"""What a search found, as JSON for programs and in lines for people."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from aparte.archive.export import row_of
from aparte.i18n import _
from aparte.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.archive.query import Query
    from aparte.archive.search import Hit

_DATE, _PLATFORM, _AUTHOR = 10, 10, 18
"""Columns of a line: 2026-11-23, a platform, an author; the text takes the rest."""


def found_data(said: str, query: Query, hits: Sequence[Hit], brand: str) -> dict[str, Any]:
    """Return the answer with the keys of CONTRACT.md."""
    results = []
    for hit in hits:
        row = row_of(hit.kept.post, brand)
        row["marks"] = [[span.start, span.end] for span in hit.marks]
        if hit.resemblance is not None:
            row["similarity"] = round(hit.resemblance, 4)
        results.append(row)
    return {"query": said, "results": results, "notes": notes(query)}


def found_lines(query: Query, hits: Sequence[Hit]) -> list[str]:
    """Return one line a post, aligned, cut to the width of the terminal."""
    lines = [f"· {note}" for note in notes(query)]
    room = max(20, shutil.get_terminal_size((100, 24)).columns - _DATE - _PLATFORM - _AUTHOR - 6)
    for hit in hits:
        post = hit.kept.post
        cells = (
            _fit((post.created_at or "–")[:_DATE], _DATE),
            _fit(post.platform or "–", _PLATFORM),
            _fit(post.author or "–", _AUTHOR),
            _cut(" ".join(_visible(post.text).split()), room),
        )
        lines.append("  ".join(cells))
    return lines if hits else [*lines, _("No post found.")]


def notes(query: Query) -> list[str]:
    """Return what was not understood of the query, in the reader's language."""
    return [say(code, params) for code, params in query.notes]


def _visible(text: str) -> str:
    """Leave out control characters: a post must not colour or move what the terminal shows."""
    return "".join(char if char.isprintable() or char.isspace() else "\ufffd" for char in text)


def _fit(cell: str, width: int) -> str:
    return _cut(_visible(cell), width).ljust(width)


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"
