"""Work on the files of a client while the window has none of them open; then the client is opened again.

Encrypting replaces the databases, a lock drops their key, a deletion takes them away: whoever held one open would write
into what is gone.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _, ngettext
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aparte.archive.care import Care
    from aparte.archive.spaces import Space
    from aparte_ui.mainwindow import MainWindow

_T = TypeVar("_T")


def with_files_closed(
    window: MainWindow,
    space: Space,
    work: Callable[[], _T],
    then: Callable[[_T], None] = lambda _result: None,
    refused: Callable[[str], None] | None = None,
) -> None:
    """Close every file, do `work` in the disk lane, open `space` again in the settings, and hand over the result.

    refused: hears the sentence of a Trouble; the client is open again by then.
    """
    app = window.app

    def done(result: _T) -> None:
        window.workspace.open(space, lambda: _back(window, lambda: then(result)))

    def failed(error: Exception) -> None:
        if isinstance(error, Trouble) and refused is not None:
            said = messages.say(error.code, error.params)
            window.workspace.open(space, lambda: _back(window, lambda: refused(said)))
        else:
            app.disk.failed.emit(error)
            window.workspace.open(space, lambda: window.go("settings"))

    _closed(window, work, done, failed)


def lock(window: MainWindow) -> None:
    """Lock the open client: its key is forgotten, and its page is put away until it is opened again."""
    space = window.workspace.space
    if space is None:
        return

    def work() -> None:
        from aparte.archive.keys import is_encrypted, shut

        if is_encrypted(space.folder):
            shut(space.folder)

    with_files_closed(window, space, work)


def delete(window: MainWindow, space: Space, refused: Callable[[str], None]) -> None:
    """Delete a client with all that is kept for it, then open another one, or the first box."""

    def work() -> None:
        from aparte.archive.removal import delete, sweep

        delete(space)
        sweep(window.app.home)

    def gone(_none: None) -> None:
        window.say(_("“{name}” is deleted.").format(name=space.brand.name))
        window.wake()

    def failed(error: Exception) -> None:
        if isinstance(error, Trouble):
            said = messages.say(error.code, error.params)
            window.workspace.open(space, lambda: _back(window, lambda: refused(said)))
        else:
            window.app.disk.failed.emit(error)
            window.wake()

    _closed(window, work, gone, failed)


def bring_back(window: MainWindow, file: Path, into: Space | None, refused: Callable[[str], None]) -> None:
    """Bring a backup back into a client, or as one that is made here and opened. refused: hears why it was not."""
    open_now = window.workspace.space
    home = window.app.home

    def work() -> Space:
        from aparte.archive.restore import restore

        return restore(home, file, into)

    def back(space: Space) -> None:
        window.workspace.list_spaces()
        window.workspace.open(space, lambda: window.go("desk"))
        window.say(_("“{name}” is back on this computer.").format(name=space.brand.name))

    def failed(error: Exception) -> None:
        if isinstance(error, Trouble):
            refused(messages.say(error.code, error.params))
        else:
            window.app.disk.failed.emit(error)

    if into is not None and open_now is not None and into.folder == open_now.folder:
        said = _("The backup is back. What it replaced was backed up first.")
        with_files_closed(window, into, work, lambda _space: window.say(said), refused)
    else:
        window.app.disk.do(work, back, failed)


def begin(window: MainWindow, space: Space) -> None:
    """Show the client that the window opens with, then let go of what is too old and make the backup of the day."""
    window.go("desk")
    look_after(window, space)


def look_after(window: MainWindow, space: Space) -> None:
    """Do for the client that was opened what is done by itself once a day; say what was done."""

    def work() -> Care:
        from aparte.archive.care import look_after

        return look_after(space)

    def told(care: Care) -> None:
        if care.trouble is not None:
            window.say(messages.say(care.trouble.code, care.trouble.params))
        elif care.gone:
            said = ngettext(
                "{n} post of others, kept for {months} months, was let go.",
                "{n} posts of others, kept for {months} months, were let go.",
                care.gone,
            )
            window.say(said.format(n=care.gone, months=space.brand.keep_months))

    window.app.care.do(work, told)


def _closed(
    window: MainWindow, work: Callable[[], _T], then: Callable[[_T], None], failed: Callable[[Exception], None]
) -> None:
    """Do `work` in the disk lane once every file is closed; until then nobody can type into a closed journal."""
    app = window.app
    veil = Overlay(app.theme, window, width=420, place="middle")
    column = QVBoxLayout(veil.panel)
    column.setContentsMargins(app.theme.px(24), app.theme.px(20), app.theme.px(24), app.theme.px(20))
    column.addWidget(Text(app.theme, "body", wrap=True, text=_("One moment: the files of this client are closed.")))
    veil.open()

    def after(answer: Callable[[Any], None], result: object) -> None:
        veil.close_panel()
        veil.deleteLater()
        answer(result)

    window.close_files()

    def closed(_none: None) -> None:
        app.disk.do(work, partial(after, then), partial(after, failed))

    # The archive is closed in its own lane, and a backup ends in its own: the work waits for both.
    app.archive.do(lambda: None, lambda _none: app.care.do(lambda: None, closed))


def _back(window: MainWindow, then: Callable[[], None]) -> None:
    window.go("settings")
    then()
