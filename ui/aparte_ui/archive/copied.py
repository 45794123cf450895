"""What was copied or is dragged: comments of a page, or words to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

FEWEST_LINES = 3
"""A comment takes at least who, when and what; a shorter text is words to search."""


def pasted_text(data: QMimeData) -> str:
    """Return the text of what was dropped or copied; "" when it holds files."""
    return data.text() if data.hasText() and not data.hasUrls() else ""


def holds_comments(text: str) -> bool:
    """Tell whether a copied text is long enough to be comments rather than words to search."""
    return len([line for line in text.split("\n") if line.strip()]) >= FEWEST_LINES
