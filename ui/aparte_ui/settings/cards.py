"""How the scorers were made: the cards that lie beside the learned tables, each read where it is shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte import paths
from aparte.i18n import N_, _
from aparte_ui.settings.licences import Work

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {
    "irony": N_("Irony"),
    "tone": N_("Tone"),
    "sensitivity": N_("Sensitive points"),
    "triage": N_("Posts to read first"),
}
"""A card that is not named here goes by its own title."""
_LICENCE = "Apache-2.0"


def cards() -> list[Work]:
    """Return the card of every scorer that has one, by file name. Reads them: not on the thread that paints."""
    return list(_cards())


def _cards() -> Iterator[Work]:
    for path in sorted(paths.models("scorers").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ")
        name = _(_NAMES[path.stem]) if path.stem in _NAMES else title
        yield Work(group=_("Scorer"), name=name, licence=_LICENCE, text=text, formatted=True)
