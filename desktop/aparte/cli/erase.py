"""`aparte erase`: a person's posts leave a client's archive, against a receipt that names nobody."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from aparte.cli import DONE
from aparte.i18n import _, ngettext
from aparte.text.surrogates import without_lone_surrogates

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aparte.archive.erase import Receipt
    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `erase`."""
    parser = commands.add("erase", erase, _("erase every post of a person, with a receipt"))
    parser.add_argument("author", type=without_lone_surrogates, metavar="AUTHOR")
    parser.add_argument("--brand", metavar="NAME")
    parser.add_argument("--yes", action="store_true", help=_("don’t ask to confirm"))
    parser.add_argument("--prune-backups", action="store_true", help=_("delete the backups that still hold the posts"))


def erase(arguments: argparse.Namespace) -> int:
    """Erase a person from one client's archive; 0 even when there was nothing to erase."""
    from aparte import paths
    from aparte.archive.erase import erase_author, still_holding
    from aparte.archive.spaces import default_space, find_space
    from aparte.cli.opening import confirmed, on_terminal

    home = paths.home()
    space = default_space(home) if arguments.brand is None else find_space(home, arguments.brand)
    if on_terminal():
        question = _("Every post of {author} is erased, for good. Type {author} to go on:")
        confirmed(arguments, question.format(author=arguments.author), arguments.author)
    receipt = erase_author(space.folder, arguments.author)
    holding = still_holding(space.folder, receipt)
    pruned = _prune(arguments, holding)
    _answer(arguments, receipt, space.folder, [] if pruned else holding, len(holding) if pruned else 0)
    return DONE


def _prune(arguments: argparse.Namespace, holding: list[Path]) -> bool:
    """Delete the backups that still hold the posts, when that was asked for here or on the command line."""
    from aparte.archive.erase import prune
    from aparte.cli.opening import asked, on_terminal

    agreed = arguments.prune_backups
    if holding and not agreed and on_terminal():
        question = ngettext(
            "{n} backup made before still holds them. Delete it too? (yes/no)",
            "{n} backups made before still hold them. Delete them too? (yes/no)",
            len(holding),
        )
        agreed = asked(question.format(n=len(holding))).casefold() in {_("yes"), "yes"}
    if agreed:
        prune(holding)
    return bool(agreed)


def _answer(arguments: argparse.Namespace, receipt: Receipt, folder: Path, holding: list[Path], pruned: int) -> None:
    from aparte.archive.erase import FILE
    from aparte.cli.imported import written
    from aparte.records import plain

    data = {**plain(receipt), "receipt": str(folder / FILE), "pruned": pruned, "holding": [str(one) for one in holding]}
    if getattr(arguments, "json", False):
        sys.stdout.write(written(data) + "\n")
        return
    lines = [ngettext("{n} post erased.", "{n} posts erased.", receipt.posts).format(n=receipt.posts)]
    lines.append(_("Receipt: {path}").format(path=folder / FILE))
    if not receipt.clean:
        lines.append(
            _("Another program is reading the archive: close it and erase again, to clear what the file keeps.")
        )
    if holding:
        held = ngettext(
            "{n} backup made before still holds them; --prune-backups deletes it:",
            "{n} backups made before still hold them; --prune-backups deletes them:",
            len(holding),
        )
        lines += [held.format(n=len(holding)), *(f"  {path}" for path in holding)]
    sys.stdout.write("\n".join(lines) + "\n")
