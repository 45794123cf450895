"""`aparte brand add/list/show`: the clients, each with a space of its own."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from aparte.cli import DONE
from aparte.i18n import _, ngettext

if TYPE_CHECKING:
    from aparte.archive.spaces import Space
    from aparte.cli import Commands

_MOST_MONTHS = 1_200


def register(commands: Commands) -> None:
    """Add `brand`."""
    group = commands.group("brand", _("the clients you work for"))
    add = group("add", add_brand, _("add a client, with a space of its own"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--keyword", action="append", default=[], metavar="W", help=_("a word that concerns this client"))
    add.add_argument("--handle", action="append", default=[], metavar="H", help=_("an account of this client"))
    add.add_argument("--about", default="", metavar="TEXT")
    add.add_argument(
        "--keep-months",
        type=_months,
        default=13,
        metavar="N",
        help=_("months posts of others are kept (13; 0: for ever)"),
    )
    group("list", list_brands, _("list the clients"))
    group("show", show_brand, _("show one client")).add_argument("name", metavar="NAME")


def add_brand(arguments: argparse.Namespace) -> int:
    """Make the space of a new client."""
    from aparte import paths
    from aparte.archive.spaces import add_space
    from aparte.nouns import Brand

    brand = Brand(
        id="",
        name=arguments.name,
        keywords=tuple(dict.fromkeys(arguments.keyword)),
        handles=tuple(dict.fromkeys(arguments.handle)),
        about=arguments.about,
        keep_months=arguments.keep_months,
    )
    return _answer(arguments, add_space(paths.home(), brand))


def list_brands(arguments: argparse.Namespace) -> int:
    """List the clients, the default one first."""
    from aparte import paths
    from aparte.archive.spaces import default_space, spaces

    default_space(paths.home())
    found = spaces(paths.home())
    if getattr(arguments, "json", False):
        return _print([_data(space) for space in found])
    width = max(len(space.brand.name) for space in found)
    lines = [f"{space.brand.name.ljust(width)}  {', '.join(space.brand.handles)}".rstrip() for space in found]
    sys.stdout.write("\n".join(lines) + "\n")
    return DONE


def show_brand(arguments: argparse.Namespace) -> int:
    """Show one client and how many posts its archive holds."""
    from aparte import paths
    from aparte.archive.spaces import find_space

    return _answer(arguments, find_space(paths.home(), arguments.name))


def _posts(space: Space) -> int | None:
    """Return how many posts a client has; None when its space is locked."""
    from aparte.archive.store import post_count
    from aparte.errors import Trouble

    try:
        return post_count(space.archive_path)
    except Trouble as trouble:
        if trouble.code not in {"space.locked", "space.keyring_locked"}:
            raise
        return None


def _months(value: str) -> int:
    if not value.isdecimal() or int(value) > _MOST_MONTHS:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of months").format(value=value))
    return int(value)


def _kept(months: int) -> str:
    if not months:
        return _("kept for ever")
    return ngettext("kept {n} month after they came in", "kept {n} months after they came in", months).format(n=months)


def _answer(arguments: argparse.Namespace, space: Space) -> int:
    if getattr(arguments, "json", False):
        return _print(_data(space))
    data = _data(space)
    rows = [
        (_("Client"), data["name"]),
        (_("Keywords"), ", ".join(data["keywords"])),
        (_("Accounts"), ", ".join(data["handles"])),
        (_("About"), data["about"]),
        (_("Posts"), _("locked") if data["posts"] is None else str(data["posts"])),
        (_("Posts of others"), _kept(space.brand.keep_months)),
        (_("Folder"), data["folder"]),
    ]
    width = max(len(label) for label, _value in rows)
    sys.stdout.write("".join(f"{label.ljust(width)}  {value}\n" for label, value in rows if value))
    return DONE


def _data(space: Space) -> dict[str, Any]:
    brand = space.brand
    return {
        "id": brand.id,
        "name": brand.name,
        "keywords": list(brand.keywords),
        "handles": list(brand.handles),
        "about": brand.about,
        "posts": _posts(space),
        "keep_months": brand.keep_months,
        "folder": str(space.folder),
    }


def _print(data: object) -> int:
    from aparte.cli.imported import written

    sys.stdout.write(written(data) + "\n")
    return DONE
