"""What can be done on the desk by a key, and what of it the palette lists: one place, so that the two agree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte_ui import operations
from aparte_ui.desk import disagreeing, keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aparte_ui.desk.page import Page
    from aparte_ui.desk.view import Desk
    from aparte_ui.mainwindow import MainWindow


def bind(desk: Desk, window: MainWindow) -> None:
    """Give the desk its keys."""
    page, mending, gate, prompter = desk.page, desk.mending, desk.gate, desk.prompter
    acts: dict[str, Callable[[], object]] = {
        "Ctrl+N": partial(operations.new_draft, window),
        "Ctrl+S": partial(operations.name_version, window, desk.session),
        "Ctrl+F": page.find_bar.open,
        "Ctrl+Return": prompter.ask,
        "Ctrl+Shift+C": gate.ask,
        "Ctrl+PgDown": partial(page.step, 1),
        "Ctrl+PgUp": partial(page.step, -1),
        "F6": partial(desk.next_pane, 1),
        "Shift+F6": partial(desk.next_pane, -1),
        "F7": mending.fix_first,
        "F8": lambda: page.editor.go_to_mark(1),
        "Shift+F8": lambda: page.editor.go_to_mark(-1),
        "F9": mending.try_strongest,
        "Alt+Down": prompter.take_focus,
        "Alt+Up": desk.back_to_text,
        "Ctrl+Z": partial(_undo, page, 1),
        "Ctrl+Shift+Z": partial(_undo, page, -1),
        **keys.with_digits("Ctrl", partial(_open_client, window)),
    }
    keys.bind(desk, acts, lambda: page.editor.composing)


def listed(desk: Desk, window: MainWindow) -> Sequence[tuple[str, str, Callable[[], object]]]:
    """Return what the palette can do with the draft on the page: words, key, act."""
    return (
        (_("New draft"), "Ctrl+N", partial(operations.new_draft, window)),
        (_("Check, then copy"), "Ctrl+Shift+C", desk.gate.ask),
        (_("Ask the prompter"), "Ctrl+Enter", desk.prompter.ask),
        (_("Apply the next fix"), "F7", desk.mending.fix_first),
        (_("Try without the strongest word"), "F9", desk.mending.try_strongest),
        (_("Disagree with the judgement"), "N", partial(disagreeing.disagree, window, desk.session)),
        (_("Find in the draft"), "Ctrl+F", desk.page.find_bar.open),
        (_("Keep a named version"), "Ctrl+S", partial(operations.name_version, window, desk.session)),
        (_("Versions of this draft"), "", desk.show_versions),
        (_("Share the common text again"), "", desk.rejoin),
        (_("Put this draft in the bin"), "", partial(_bin, desk, window)),
    )


def _undo(page: Page, steps: int) -> None:
    # From the aside or the gate: what was tried there changed the page.
    page.editor.undo() if steps > 0 else page.editor.redo()


def _bin(desk: Desk, window: MainWindow) -> None:
    if desk.session.draft is not None:
        operations.bin_draft(window, desk.session.draft.id)


def _open_client(window: MainWindow, number: int) -> None:
    spaces = window.workspace.spaces
    if number < len(spaces):
        operations.open_client(window, spaces[number])
