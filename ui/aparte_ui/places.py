"""What a place of the rail is. Where each one is built is told in `rooms`, so that places need not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class Place(QWidget):
    """One place. `folds`: it has a left panel that a narrow window folds away."""

    folds = False

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""

    def entered(self) -> None:
        """The place was opened: bring it up to date and take the keyboard."""

    def leave(self) -> None:
        """The window closes: keep what is not kept yet."""

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold or unfold what a narrow window has no room for."""

    def asked(self, what: str) -> None:
        """Do what the frame asks ("unfold": show the folded panel over the page; "disagree": with what is said)."""

    def facts(self) -> Sequence[str]:
        """Return the short facts this place puts in the status bar."""
        return ()
