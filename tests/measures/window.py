"""The window the measures time: the real one, off screen, on one draft of a client made for the occasion."""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from aparte import net
from aparte.archive.spaces import add_space
from aparte.drafts.autosave import Journal
from aparte.nouns import Brand, Draft
from aparte_ui.app import App, prepare
from aparte_ui.desk.view import Desk
from aparte_ui.mainwindow import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

PATIENCE_S = 60.0
SENTENCES = {
    "en": (
        "The third entrance opens tomorrow at ten, on the river side. ",
        "Great, another forty minutes in the queue, we really love your patience. ",
        "Bring a warm coat, your ticket and an empty bottle for the night. ",
        "The shuttles leave every twenty minutes until four, not from the car park. ",
        "Thank you to the drivers who worked through the storm, you were wonderful! ",
    ),
    "fr": (
        "La troisième entrée ouvre demain à dix heures, côté quai. ",
        "Super, encore quarante minutes de file, on adore votre patience. ",
        "Prenez un manteau chaud, votre billet et une bouteille vide. ",
        "Les navettes partent toutes les vingt minutes jusqu’à quatre heures. ",
        "Merci aux chauffeurs qui ont roulé malgré l’orage, vous étiez formidables ! ",
    ),
}


class Measured:
    """A window open on an empty draft, for Facebook: 3,000 characters are far from its limit."""

    def __init__(self, home: Path) -> None:
        """Make the client, open the window, wait until its draft was read."""
        home.mkdir(parents=True)
        os.environ["APARTE_HOME"] = str(home)
        net.seal()
        space = add_space(home, Brand(id="", name="Mesure"))
        with Journal(space.folder) as journal:
            journal.create(Draft(id="", versions={"facebook": None}))
        self.app = App(home, prepare())
        self.window = MainWindow(self.app)
        self.window.show()
        self.window.wake()
        self.wait(lambda: self.window.place == "desk" and self.desk.session.is_read)

    @property
    def desk(self) -> Desk:
        """Return the desk."""
        desk = self.window.place_of("desk")
        assert isinstance(desk, Desk)
        return desk

    def put(self, text: str) -> None:
        """Put `text` on the page, and wait until it was read and painted."""
        self.desk.session.edit(text)
        self.wait(lambda: self.desk.session.is_read)
        QCoreApplication.processEvents()

    def wait(self, until: Callable[[], bool]) -> None:
        """Run the window as Qt does, asleep between events, until a state is reached. Raises TimeoutError if never."""
        limit = monotonic() + PATIENCE_S
        while not until():
            # With a time limit Qt would spin instead of sleeping, and take the cpu that is being measured.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if monotonic() > limit:
                raise TimeoutError("the window never came to this state")

    def __enter__(self) -> Measured:
        """Use the window in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the window and end its lanes."""
        self.window.close()
        self.app.stop()


def draft_of(chars: int, lang: str) -> str:
    """Return a draft of `chars` characters."""
    sentences = SENTENCES[lang]
    text = "".join(sentences[at % len(sentences)] for at in range(chars // 40 + 1))
    return text[:chars]
