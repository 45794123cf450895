"""What protects the open client: encryption, backups, and the two ways to forget."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aparte import messages
from aparte.errors import Trouble
from aparte.i18n import _
from aparte_ui import numbers, spacecare
from aparte_ui.asking import ask_line
from aparte_ui.settings.erasesheet import EraseSheet
from aparte_ui.settings.items import Item, Items
from aparte_ui.settings.restoresheet import RestoreSheet
from aparte_ui.settings.retentionrow import RetentionRow
from aparte_ui.settings.rows import Group, Row
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aparte.archive.spaces import Space
    from aparte.secrets import Secrets
    from aparte_ui.mainwindow import MainWindow

_SHOWN = 5
"""Backups listed; the folder holds the others."""


@dataclass(frozen=True)
class Guarded:
    """What was found of one space. holders: who opens it, empty when it is not encrypted."""

    folder: Path
    holders: tuple[str, ...]
    backups: tuple[tuple[datetime, Path, int], ...]


class PrivacyGroup(Group):
    """Encrypt, lock, back up, bring back, let go in time, erase a person, delete the client."""

    def __init__(self, window: MainWindow) -> None:
        """Read nothing before `look`."""
        theme = window.app.theme
        super().__init__(theme)
        self._window = window
        self._found: Guarded | None = None
        self.encrypt, self.lock = Button(theme, icon="lock"), Button(theme, icon="lock")
        self.back_up, self.erase, self.delete = Button(theme), Button(theme), Button(theme)
        self.backups = Items(theme)
        self._sealed = Row(theme, self.encrypt)
        self._sealed.add(self.lock)
        self._kept, self._person, self._all = Row(theme, self.back_up), Row(theme, self.erase), Row(theme, self.delete)
        self.retention = RetentionRow(window)
        self._kept.below(self.backups)
        self.refusal = Text(theme, "small", colour="block", weight=600, wrap=True)
        self.refusal.hide()
        self._sealed.below(self.refusal)
        for row in (self._sealed, self._kept, self.retention, self._person, self._all):
            self.add(row)
        self.encrypt.clicked.connect(self._on_encrypt)
        self.lock.clicked.connect(lambda: spacecare.lock(window))
        self.back_up.clicked.connect(self._on_back_up)
        self.backups.acted.connect(self._on_bring_back)
        self.erase.clicked.connect(self._on_erase)
        self.delete.clicked.connect(self._on_delete)

    def look(self) -> None:
        """Read in the disk lane what protects the open client."""
        space = self._window.workspace.space
        self.setVisible(space is not None)
        if space is not None:
            self.retention.look()
            self._window.app.disk.do(lambda: _guarded(space.folder), self._on_found)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.say(_("Privacy"), _("What protects this client on this computer, and how to forget."))
        self.encrypt.set_text(_("Encrypt…"))
        self.lock.set_text(_("Lock now"))
        self.back_up.set_text(_("Back up now"))
        self.retention.retranslate()
        self._person.say(_("Erase a person"), _("Every post of an author leaves the archive, with a receipt."))
        self.erase.set_text(_("Erase…"))
        self._all.say(_("Delete this client"), _("Drafts, archive, log and backups: nothing is left here."))
        self.delete.set_text(_("Delete…"))
        self._show()

    def _on_found(self, found: Guarded) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        space, found = self._window.workspace.space, self._found
        if space is None or found is None or found.folder != space.folder:
            return
        self.encrypt.setVisible(not found.holders)
        self.lock.setVisible(bool(found.holders))
        self._sealed.say(_("Encryption"), _said_of(found.holders))
        self._kept.say(_("Backups"), _("One a day is kept for a week, then one a week for a month."))
        items = [
            Item(str(path), f"{numbers.day(made.date())}, {numbers.clock(made)}", numbers.size(size))
            for made, path, size in found.backups[:_SHOWN]
        ]
        self.backups.show_items(items, _("Bring back"))

    # Encrypting

    def _on_encrypt(self) -> None:
        def work() -> Secrets | None:
            from aparte.secrets import usable_keyring

            return usable_keyring()

        self._window.app.disk.do(work, self._ask_phrase)

    def _ask_phrase(self, keyring: Secrets | None) -> None:
        from aparte.archive.phrase import new_phrase
        from aparte.i18n import language
        from aparte_ui.settings.phrasepaper import PhrasePaper

        space = self._window.workspace.space
        if space is None:
            return
        phrase = new_phrase(language())
        paper = PhrasePaper(self._window, phrase, space.brand.name, has_keyring=keyring is not None)
        paper.agreed.connect(lambda passphrase: self._encrypt(space, phrase, keyring, passphrase))
        paper.ask()

    def _encrypt(self, space: Space, phrase: str, keyring: Secrets | None, passphrase: str) -> None:
        def work() -> None:
            from aparte.archive.encrypt import encrypt

            encrypt(space.folder, phrase, keyring=keyring, passphrase=passphrase or None)

        said = _("“{name}” is encrypted.").format(name=space.brand.name)
        spacecare.with_files_closed(self._window, space, work, lambda _none: self._window.say(said), self._on_refused)

    # Backups

    def _on_back_up(self) -> None:
        space = self._window.workspace.space
        if space is None:
            return

        def work() -> Path:
            from aparte.archive.backups import back_up

            return back_up(space.folder)

        def made(path: Path) -> None:
            self._window.say(_("Backup made: {path}").format(path=path.name))
            self.look()

        self._window.app.disk.do(work, made, self._on_failed)

    def _on_bring_back(self, file: str) -> None:
        space = self._window.workspace.space
        if space is None:
            return

        sheet = RestoreSheet(self._window, Path(file), space)
        sheet.agreed.connect(lambda into: spacecare.bring_back(self._window, Path(file), into, self._on_refused))
        sheet.ask()

    # Forgetting

    def _on_erase(self) -> None:
        space = self._window.workspace.space
        if space is not None:
            EraseSheet(self._window, space).ask()

    def _on_delete(self) -> None:
        space = self._window.workspace.space
        if space is not None:
            question = _("All that is kept for “{name}” is deleted, backups included. Type {name} to go on:")
            self._confirm(space, question, _("Delete"), lambda: spacecare.delete(self._window, space, self._on_refused))

    def _confirm(self, space: Space, question: str, action: str, then: Callable[[], None]) -> None:
        """Have the name of the client typed before something that can't be undone."""
        name = space.brand.name

        def given(line: str) -> None:
            if line == name:
                then()
            else:
                self._on_refused(_("Another name was typed, so nothing was done."))

        ask_line(self._window, question.format(name=name), action, given)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._on_refused(messages.say(error.code, error.params))
        else:
            self._window.app.disk.failed.emit(error)

    def _on_refused(self, sentence: str) -> None:
        self.refusal.set_text(sentence)
        self.refusal.show()


def _guarded(folder: Path) -> Guarded:
    from aparte.archive.backups import dated
    from aparte.archive.keyfile import read_keys

    keys = read_keys(folder)
    kinds = ("daily", "manual", "before")
    made = sorted((pair for kind in kinds for pair in dated(folder, kind)), reverse=True)  # type: ignore[arg-type]  # the kinds there are
    found = tuple((moment, path, path.stat().st_size) for moment, path in made)
    return Guarded(folder, tuple(seal.holder for seal in keys.seals) if keys else (), found)


def _said_of(holders: tuple[str, ...]) -> str:
    if not holders:
        return _("Not encrypted: whoever reads this disk can read it.")
    names = {
        "keyring": _("the keyring of this computer"),
        "passphrase": _("the passphrase"),
        "phrase": _("the recovery phrase"),
    }
    return _("Encrypted. It opens with: {holders}.").format(holders=", ".join(names[each] for each in holders))
