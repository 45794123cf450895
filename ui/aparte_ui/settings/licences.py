"""What Aparté is made of and under which licences: texts shipped with it, and the packages that are installed.

Nothing is copied here: each text is read where it lies, when it is asked for.
"""

from __future__ import annotations

import re
import sys
from platform import python_version
from typing import TYPE_CHECKING

from aparte import __version__, paths
from aparte.i18n import _
from aparte.records import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution
    from pathlib import Path

OURS = "aparte"
_OWN = "Apache-2.0"
_FONTS = {"inter": "Inter", "eb-garamond": "EB Garamond 12"}
_FONT_LICENCE = "SIL OFL 1.1"
_REQUIRED = re.compile(r"^[A-Za-z0-9._-]+")
_LONGEST = 60


@record
class Work:
    """One work: group ("Aparté", "Letters", "Dictionaries", "Packages"), name, licence, and its text.

    formatted: the text is Markdown.
    """

    group: str
    name: str
    licence: str
    text: str
    formatted: bool = False


def works() -> list[Work]:
    """Return every work, in the order of the page. Reads some fifty small files: not on the thread that paints."""
    return [*_ours(), *_letters(), *_dictionaries(), *_packages()]


def _ours() -> Iterator[Work]:
    licence = _read(paths.shipped() / "LICENSE") or _from_package("LICENSE")
    yield Work(group="Aparté", name=f"Aparté {__version__}", licence=_OWN, text=licence)
    notices = _read(paths.resources("NOTICES.md"))
    yield Work(group="Aparté", name=_("What Aparté owes to others"), licence=_("several"), text=notices)


def _letters() -> Iterator[Work]:
    for folder, name in _FONTS.items():
        text = _read(paths.resources("fonts", folder, "LICENCE.txt"))
        yield Work(group=_("Letters"), name=name, licence=_FONT_LICENCE, text=text)


def _dictionaries() -> Iterator[Work]:
    for folder in sorted(path for path in paths.resources("dictionaries").glob("*") if path.is_dir()):
        text = _read(folder / "LICENCE.txt")
        name = _("Spelling, {code}").format(code=folder.name)
        yield Work(group=_("Dictionaries"), name=name, licence=_("see the text"), text=text)


def _packages() -> Iterator[Work]:
    yield Work(group=_("Packages"), name=f"Python {python_version()}", licence="PSF-2.0", text=sys.copyright)
    for package in sorted(_needed(), key=lambda found: found.metadata["Name"].casefold()):
        meta = package.metadata
        yield Work(
            group=_("Packages"),
            name=f"{meta['Name']} {package.version}",
            licence=_licence_of(package),
            text="\n\n".join(text for text in _licence_texts(package) if text) or _field(package, "License"),
        )


def _needed() -> list[Distribution]:
    """Return the installed packages Aparté runs on, and those they run on."""
    from importlib.metadata import PackageNotFoundError, distribution

    found: dict[str, Distribution] = {}
    waiting = [OURS]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        try:
            package = distribution(name)
        except PackageNotFoundError:
            # Needed on another system only, or an option that was not installed (the engine).
            continue
        if name not in found:
            found[name] = package
            waiting += [
                match[0] for need in package.requires or () if _wanted(need) and (match := _REQUIRED.match(need))
            ]
    found.pop(OURS, None)
    return list(found.values())


def _wanted(requirement: str) -> bool:
    """Tell whether a requirement counts: of the optional ones, only the engine's."""
    return "extra ==" not in requirement or "'engine'" in requirement or '"engine"' in requirement


def _licence_of(package: Distribution) -> str:
    meta = package.metadata
    said = _field(package, "License-Expression") or _field(package, "License")
    if said and len(said) <= _LONGEST and "\n" not in said:
        return said
    named = [line.rsplit(" :: ", 1)[-1] for line in meta.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(dict.fromkeys(named)) or _("see the text")


def _field(package: Distribution, name: str) -> str:
    return next(iter(package.metadata.get_all(name) or ()), "")


def _licence_texts(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if re.match(r"(?i)(licen[cs]e|copying|notice)", file.name) and ".dist-info" in str(file):
            yield _read(package.locate_file(file))  # type: ignore[arg-type]  # a path, for installed packages


def _from_package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        package = distribution(OURS)
    except PackageNotFoundError:
        return ""
    files = [file for file in package.files or () if file.name == name]
    return _read(package.locate_file(files[0])) if files else ""  # type: ignore[arg-type]  # the same


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
