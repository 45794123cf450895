"""`aparte brand add/list/show`: the clients, each with a space of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from aparte.cli import DONE
from aparte.i18n import _

if TYPE_CHECKING:
    import argparse

    from aparte.archive.spaces import Space
    from aparte.cli import Commands


def register(commands: Commands) -> None:
    """Add `brand`."""
    group = commands.group("brand", _("the clients you work for"))
    add = group("add", add_brand, _("add a client, with a space of its own"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--keyword", action="append", default=[], metavar="W", help=_("a word that concerns this client"))
    add.add_argument("--handle", action="append", default=[], metavar="H", help=_("an account of this client"))
    add.add_argument("--about", default="", metavar="TEXT")
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


def _answer(arguments: argparse.Namespace, space: Space) -> int:
    if getattr(arguments, "json", False):
        return _print(_data(space))
    data = _data(space)
    rows = [
        (_("Client"), data["name"]),
        (_("Keywords"), ", ".join(data["keywords"])),
        (_("Accounts"), ", ".join(data["handles"])),
        (_("About"), data["about"]),
        (_("Posts"), str(data["posts"])),
        (_("Folder"), data["folder"]),
    ]
    width = max(len(label) for label, _value in rows)
    sys.stdout.write("".join(f"{label.ljust(width)}  {value}\n" for label, value in rows if value))
    return DONE


def _data(space: Space) -> dict[str, Any]:
    from aparte.archive.store import post_count

    brand = space.brand
    return {
        "id": brand.id,
        "name": brand.name,
        "keywords": list(brand.keywords),
        "handles": list(brand.handles),
        "about": brand.about,
        "posts": post_count(space.archive_path),
        "folder": str(space.folder),
    }


def _print(data: object) -> int:
    from aparte.cli.imported import written

    sys.stdout.write(written(data) + "\n")
    return DONE
