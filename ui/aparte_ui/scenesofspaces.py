"""The scenes of what is kept for a client: the archive searched and filled, data encrypted, brought back, erased."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from aparte.archive.backups import back_up
from aparte.archive.phrase import ENTROPY_BYTES, phrase_of
from aparte_ui import operations
from aparte_ui.archive.postmodel import HIT_ROLE
from aparte_ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from aparte_ui.scenes import Studio


def close_overlays(studio: Studio) -> None:
    """Leave the window without a sheet or a menu over it."""
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    for overlay in studio.window.findChildren(Overlay):
        overlay.close_panel()


def _archive(studio: Studio) -> None:
    close_overlays(studio)
    studio.window.go("archive")
    place: Any = studio.window.place_of("archive")
    studio.settle()
    place.search(studio.client["search"])


def _paste(studio: Studio) -> None:
    close_overlays(studio)
    place: Any = studio.window.place_of("archive")
    place.pasting.ask(studio.client["pasted"])
    studio.wait(lambda: place.pasting.sheet is not None)


def _new_client(studio: Studio) -> None:
    close_overlays(studio)
    operations.ask_client(studio.window)


def _import(studio: Studio) -> None:
    """Whose posts are these? Asked of the table that the next scene explains."""
    path = _table(studio)
    place: Any = studio.window.place_of("archive")
    place.intake.ask([path])


def _mapping(studio: Studio) -> None:
    """Import the sample posts from a table whose columns nobody has explained yet."""
    path = _table(studio)
    place: Any = studio.window.place_of("archive")
    place.intake.ask([path]).start.click()
    studio.wait(lambda: place.intake.questions.sheet is not None)
    studio.wait(lambda: place.intake.questions.sheet.columns.item is not None)


def _table(studio: Studio) -> Path:
    """Write the posts that the archive shows as a table of somebody's own."""
    _archive(studio)
    studio.settle()
    french = studio.language == "fr"
    names = ("Jour", "Qui", "Ce qui est dit", "Où") if french else ("Day", "Who", "What was said", "Where")
    place: Any = studio.window.place_of("archive")
    posts = place.results.model
    path = studio.app.home / f"{names[2]}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        for row in range(posts.rowCount()):
            post = posts.index(row).data(HIT_ROLE).kept.post
            table.writerow((post.created_at[:10], f"@{post.author or 'nous'}", post.text, post.platform))
    return path


def _hashtags(studio: Studio) -> None:
    """Everything that is kept, and the client's own hashtags at the left."""
    place: Any = studio.window.place_of("archive")
    place.search("")


def _saved(studio: Studio) -> None:
    place: Any = studio.window.place_of("archive")
    place.search(studio.client["saved"][0]["said"])
    studio.settle()
    button = place.results.tools.saved
    button.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    # The off-screen screen is smaller than the window: Qt put the menu where that one ends.
    menu.move(button.mapToGlobal(QPoint(button.width() - menu.width(), button.height())))


def _no_hit(studio: Studio) -> None:
    close_overlays(studio)
    place: Any = studio.window.place_of("archive")
    place.search("zeppelin")


def _already_said(studio: Studio) -> None:
    """A draft that says again what the client said before."""
    close_overlays(studio)
    desk = studio.desk(-1)
    said = desk.aside.said_before
    studio.wait(lambda: bool(said.posts))


def _paper(studio: Studio) -> Any:
    """The sheet of an encryption, with words that are the same in every picture."""
    from aparte_ui.settings.phrasepaper import PhrasePaper

    close_overlays(studio)
    studio.window.go("settings")
    name = studio.client["name"]
    entropy = hashlib.sha256(name.encode()).digest()[:ENTROPY_BYTES]
    paper = PhrasePaper(studio.window, phrase_of(entropy, studio.language), name, has_keyring=True)
    paper.ask()
    return paper


def _encryption(studio: Studio) -> None:
    _paper(studio)


def _phrase(studio: Studio) -> None:
    _paper(studio).next.click()


def _phrase_again(studio: Studio) -> None:
    """The words typed again, with a slip in the ninth."""
    paper = _paper(studio)
    paper.next.click()
    words = [label.text() for label in paper.words.words]
    paper.written.click()
    words[8] = words[8][:-1] + "q"
    paper.again.set_text(" ".join(words))
    paper.again.edited.emit(paper.again.text())


def _settings_of(studio: Studio) -> Any:
    close_overlays(studio)
    studio.window.go("settings")
    studio.settle()
    return studio.window.place_of("settings")


def _restore(studio: Studio) -> None:
    """The backups of the client, and the sheet of the newest one."""
    space = studio.window.workspace.space
    assert space is not None
    back_up(space.folder, now=studio.now)
    place = _settings_of(studio)
    place.area.ensureWidgetVisible(place.privacy)
    next(iter(place.privacy.backups.buttons.values())).click()
    studio.settle()


def _erase(studio: Studio) -> None:
    from aparte_ui.settings.erasesheet import EraseSheet

    place = _settings_of(studio)
    place.privacy.erase.click()
    (sheet,) = studio.window.findChildren(EraseSheet)
    author = next(post["author"] for post in studio.client["post"] if "author" in post)
    sheet.name.set_text(f"@{author}")
    sheet.name.edited.emit(sheet.name.text())


def _receipt(studio: Studio) -> None:
    from aparte_ui.settings.erasesheet import EraseSheet

    (sheet,) = studio.window.findChildren(EraseSheet)
    sheet.erase.click()
    studio.wait(lambda: sheet.done is not None)


Scenes = dict[str, "Callable[[Studio], QWidget | None]"]

SCENES_OF_ARCHIVE: Scenes = {
    "archive": _archive,
    "archive-narrow": _archive,
    "hashtags": _hashtags,
    "saved-searches": _saved,
    "no-hit": _no_hit,
    "import": _import,
    "mapping": _mapping,
    "mapping-narrow": _mapping,
    "paste": _paste,
    "already-said": _already_said,
}
SCENES_OF_PRIVACY: Scenes = {
    "new-client": _new_client,
    "encryption": _encryption,
    "phrase": _phrase,
    "phrase-narrow": _phrase,
    "phrase-again": _phrase_again,
    "restore": _restore,
    "erase": _erase,
    "receipt": _receipt,
}
