"""Changing what is known of the open client: on screen at once, then on disk; what the disk refuses is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.archive.spaces import Space
    from aparte_ui.mainwindow import MainWindow


def change(window: MainWindow, **values: object) -> None:
    """Change fields of the open client's `Brand`; the page is read again with them."""
    before = window.workspace.space
    if before is None:
        return
    brand = replace(before.brand, **values)  # type: ignore[arg-type]  # names are those of Brand

    def work() -> None:
        from aparte.archive.spaces import save_brand

        try:
            save_brand(before, brand)
        except OSError as error:
            raise Trouble("file.unwritable", path=str(before.folder), reason=error.strerror or str(error)) from error

    def failed(error: Exception) -> None:
        _show(window, before)
        window.app.disk.failed.emit(error)

    _show(window, replace(before, brand=brand))
    window.app.disk.do(work, failed=failed)


def rename(window: MainWindow, name: str, refused: Callable[[Trouble], None]) -> None:
    """Give the open client another name; `refused` hears why it can't be."""
    space = window.workspace.space
    if space is None:
        return

    def work() -> str:
        from aparte.archive.spaces import free_name

        return free_name(window.app.home, name, held_by=space)

    def failed(error: Exception) -> None:
        if isinstance(error, Trouble):
            refused(error)
        else:
            window.app.disk.failed.emit(error)

    def allowed(clean: str) -> None:
        # Another client may have been opened while the disk was asked.
        if window.workspace.space is not None and window.workspace.space.folder == space.folder:
            change(window, name=clean)

    window.app.disk.do(work, allowed, failed)


def _show(window: MainWindow, space: Space) -> None:
    """Let the window hold `space` as it now is; only the list changes when another client is open by now."""
    workspace = window.workspace
    workspace.spaces = tuple(space if each.folder == space.folder else each for each in workspace.spaces)
    if workspace.space is not None and workspace.space.folder == space.folder:
        workspace.space = space
        workspace.client_changed.emit()
