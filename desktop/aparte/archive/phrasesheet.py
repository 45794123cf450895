"""The paper that keeps a recovery phrase: whose it is, its words numbered, and what it is for."""

from __future__ import annotations

from aparte.i18n import _

_ACROSS = 4


def phrase_sheet(phrase: str, name: str) -> str:
    """Return what to print and put away for the client called `name`, in the language of the screen."""
    title = _("Recovery phrase of “{name}”, shown this once").format(name=name)
    use = _("It opens this client’s data and its backups on any computer. Keep it on paper, away from this one.")
    return "\n".join([title, "", *_numbered(phrase), "", use, ""])


def _numbered(phrase: str) -> list[str]:
    cells = [f"{at:>2}. {word:<10}" for at, word in enumerate(phrase.split(), start=1)]
    return ["".join(cells[at : at + _ACROSS]).rstrip() for at in range(0, len(cells), _ACROSS)]
