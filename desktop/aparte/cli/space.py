"""`aparte space`: encrypt, lock, unlock, back up, bring back and delete the space of one client."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from aparte.cli import DONE
from aparte.errors import Trouble
from aparte.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.archive.spaces import Space
    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `space encrypt`, `lock`, `unlock`, `backup`, `restore` and `delete`."""
    action = commands.group("space", _("care of a client’s data: encrypt, lock, back up, bring back, delete"))
    encrypting = action("encrypt", encrypt_space, _("encrypt what is kept for a client"))
    encrypting.add_argument("--phrase-out", metavar="F", help=_("write the recovery phrase to a file, to be printed"))
    locking = action("lock", lock_space, _("take the key out of the keyring: only the words open it then"))
    unlocking = action("unlock", unlock_space, _("put the key back into the keyring"))
    backing = action("backup", back_up_space, _("make a backup; the one of an encrypted client is encrypted"))
    backing.add_argument("--out", metavar="F", help=_("where to write it, instead of the client’s backups"))
    backing.add_argument("--list", action="store_true", help=_("only list the backups there are"))
    restoring = action("restore", restore_space, _("bring a backup back; what it replaces is backed up first"))
    restoring.add_argument("file", nargs="?", metavar="FILE", help=_("a backup (the newest one of the client)"))
    deleting = action("delete", delete_space, _("delete a client with all that is kept for it, backups included"))
    for parser in (encrypting, locking, unlocking, backing, restoring, deleting):
        parser.add_argument("--brand", metavar="NAME", required=parser is not restoring)
    for parser in (encrypting, locking, restoring, deleting):
        parser.add_argument("--yes", action="store_true", help=_("don’t ask to confirm"))


def encrypt_space(arguments: argparse.Namespace) -> int:
    """Encrypt a space; the recovery phrase is shown once and, on a terminal, typed again before anything is changed."""
    from aparte.archive.encrypt import encrypt, unfinished
    from aparte.archive.keyfile import read_keys
    from aparte.archive.phrase import new_phrase
    from aparte.i18n import language
    from aparte.secrets import usable_keyring

    space = _space(arguments.brand)
    if read_keys(space.folder) is not None and not unfinished(space.folder):
        raise Trouble("space.already", name=space.brand.name)
    keyring = usable_keyring()
    passphrase = _chosen_passphrase(arguments, needed=keyring is None)
    phrase = new_phrase(language())
    _show_phrase(arguments, phrase, space)
    encrypt(space.folder, phrase, keyring=keyring, passphrase=passphrase)
    keys = read_keys(space.folder)
    holders = sorted(seal.holder for seal in keys.seals) if keys else []
    data = {"brand": space.brand.name, "encrypted": True, "recovery_phrase": phrase, "opens_with": holders}
    return _answer(arguments, data, _("“{name}” is encrypted.").format(name=space.brand.name))


def lock_space(arguments: argparse.Namespace) -> int:
    """Take the key of a space out of the keyring: the passphrase or the recovery phrase is then needed."""
    from aparte.archive.keyfile import read_keys
    from aparte.archive.keys import take_from_keyring
    from aparte.cli.opening import confirmed
    from aparte.secrets import system_keyring

    space = _space(arguments.brand)
    keys = read_keys(space.folder)
    name = space.brand.name
    if keys is not None and keys.has("keyring") and not keys.has("passphrase"):
        confirmed(
            arguments,
            _("From now on only the recovery phrase opens “{name}”. Type {name} to go on:").format(name=name),
            name,
        )
    take_from_keyring(space.folder, system_keyring())
    return _answer(arguments, {"brand": name, "locked": True}, _("“{name}” is locked.").format(name=name))


def unlock_space(arguments: argparse.Namespace) -> int:
    """Put the key of a space into the keyring of this computer."""
    from aparte.archive.keyfile import read_keys, write_keys
    from aparte.archive.keys import data_key, put_in_keyring
    from aparte.secrets import usable_keyring

    space = _space(arguments.brand)
    key, keys = data_key(space.folder), read_keys(space.folder)
    if key is None or keys is None:
        raise Trouble("space.plain", path=space.folder)
    keyring = usable_keyring()
    if keyring is None:
        raise Trouble("space.no_keyring")
    write_keys(space.folder, put_in_keyring(keys, key, keyring))
    name = space.brand.name
    return _answer(arguments, {"brand": name, "locked": False}, _("“{name}” opens by itself here.").format(name=name))


def back_up_space(arguments: argparse.Namespace) -> int:
    """Make a backup of a space, or list those there are."""
    from pathlib import Path

    from aparte.archive.backups import back_up, backups

    space = _space(arguments.brand)
    if arguments.list:
        found = [{"file": str(path), "bytes": path.stat().st_size} for path in backups(space.folder)]
        lines = "\n".join(str(one["file"]) for one in found) or _("No backup yet.")
        return _answer(arguments, {"brand": space.brand.name, "backups": found}, lines)
    made = back_up(space.folder, out=Path(arguments.out) if arguments.out else None)
    data = {"brand": space.brand.name, "file": str(made), "bytes": made.stat().st_size}
    return _answer(arguments, data, _("Backup made: {path}").format(path=made))


def restore_space(arguments: argparse.Namespace) -> int:
    """Bring a backup back, into its client's space or as a new one."""
    from aparte import paths
    from aparte.archive.restore import restore
    from aparte.archive.spaces import known_space
    from aparte.archive.store import post_count
    from aparte.cli.opening import confirmed

    home = paths.home()
    space = known_space(home, arguments.brand) if arguments.brand else None
    file = _backup_named(arguments, space)
    if space is not None and (space.archive_path.exists() or space.drafts_path.exists()):
        name = space.brand.name
        question = _("What is kept now for “{name}” is backed up, then replaced. Type {name} to go on:")
        confirmed(arguments, question.format(name=name), name)
    back = restore(home, file, space, name=arguments.brand)
    posts = post_count(back.archive_path)
    said = ngettext("“{name}” is back: {n} post.", "“{name}” is back: {n} posts.", posts)
    data = {"brand": back.brand.name, "file": str(file), "posts": posts}
    return _answer(arguments, data, said.format(name=back.brand.name, n=posts))


def delete_space(arguments: argparse.Namespace) -> int:
    """Delete a space once its name was typed."""
    from aparte import paths
    from aparte.archive.removal import delete, sweep
    from aparte.cli.opening import confirmed

    space = _space(arguments.brand)
    name = space.brand.name
    question = _("All that is kept for “{name}” is deleted, backups included. Type {name} to go on:")
    confirmed(arguments, question.format(name=name), name)
    delete(space)
    sweep(paths.home())
    return _answer(arguments, {"brand": name, "deleted": True}, _("“{name}” is deleted.").format(name=name))


def _space(name: str) -> Space:
    from aparte import paths
    from aparte.archive.spaces import find_space

    return find_space(paths.home(), name)


def _chosen_passphrase(arguments: argparse.Namespace, *, needed: bool) -> str | None:
    """Return the passphrase to encrypt with: given in a file, or typed twice where there is no keyring."""
    from aparte.cli.opening import asked, on_terminal, words_in
    from aparte.messages import say

    given = getattr(arguments, "passphrase_file", None)
    if given is not None:
        return words_in(given)
    if not needed:
        return None
    if not on_terminal():
        raise Trouble("space.no_keyring")
    print(f"aparte: {say('space.no_keyring_asked', {})}", file=sys.stderr)
    while True:
        first = asked(_("Passphrase:"), hidden=True)
        if first and first == asked(_("The same again:"), hidden=True):
            return first


def _show_phrase(arguments: argparse.Namespace, phrase: str, space: Space) -> None:
    """Show the phrase and, on a terminal, have it typed again; write it to the file that was named."""
    from pathlib import Path

    from aparte import paths
    from aparte.archive.phrasesheet import phrase_sheet

    sheet = phrase_sheet(phrase, space.brand.name)
    if arguments.phrase_out:
        paths.write_whole(Path(arguments.phrase_out), sheet.encode())
    if getattr(arguments, "json", False):
        return
    sys.stdout.write(sheet)
    sys.stdout.flush()
    if not arguments.yes:
        _retyped(phrase)


def _retyped(phrase: str) -> None:
    from aparte.archive.phrase import entropy_of
    from aparte.cli.opening import asked, on_terminal
    from aparte.messages import say

    while on_terminal():
        try:
            if entropy_of(asked(_("Type the words again, to be sure of the paper:"))) == entropy_of(phrase):
                return
            print(f"aparte: {say('phrase.other', {})}", file=sys.stderr)
        except Trouble as slip:
            print(f"aparte: {say(slip.code, slip.params)}", file=sys.stderr)


def _backup_named(arguments: argparse.Namespace, space: Space | None) -> Path:
    from pathlib import Path

    from aparte.archive.backups import backups

    if arguments.file:
        return Path(arguments.file)
    if space is None:
        if arguments.brand:
            raise Trouble("brand.unknown", name=arguments.brand)
        raise Trouble("usage", what=_("a FILE or --brand must be given"), command="space restore")
    found = backups(space.folder)
    if not found:
        raise Trouble("backup.none", name=space.brand.name)
    return found[0]


def _answer(arguments: argparse.Namespace, data: dict[str, Any], said: str) -> int:
    from aparte.cli.imported import written

    sys.stdout.write((written(data) if getattr(arguments, "json", False) else said) + "\n")
    return DONE
