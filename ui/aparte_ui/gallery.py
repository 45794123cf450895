"""`aparte gallery OUT_DIR`: every screen, filled with the sample scenario, drawn to PNG without a display.

The windows are the real ones, over a data folder made for the occasion; nothing is painted that the program would not
show.
This module imports no Qt by itself: the command line registers it before a platform was chosen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.errors import Trouble

if TYPE_CHECKING:
    import argparse

    from aparte.cli import Commands

LANGUAGES, THEMES = ("fr", "en"), ("light", "dark")


def register(commands: Commands) -> None:
    """Add `gallery` to the command line."""
    parser = commands.add("gallery", run, "draw every screen, filled with sample data, to PNG without a display")
    parser.add_argument("out_dir", metavar="OUT_DIR")
    parser.add_argument("--lang", default="all", choices=[*LANGUAGES, "all"])
    parser.add_argument("--theme", default="all", choices=[*THEMES, "all"])


def run(arguments: argparse.Namespace) -> int:
    """Draw the screens asked for, and an index.html that shows them side by side."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = Path(arguments.out_dir)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble("file.unwritable", path=out, reason=error.strerror) from None
    languages = LANGUAGES if arguments.lang == "all" else (arguments.lang,)
    themes = THEMES if arguments.theme == "all" else (arguments.theme,)
    folders = []
    with tempfile.TemporaryDirectory(prefix="aparte-gallery-") as home:
        os.environ["APARTE_HOME"] = home
        from aparte_ui.scenes import Studio

        for language in languages:
            for theme in themes:
                folder = out / f"{language}-{theme}"
                folder.mkdir(exist_ok=True)
                with Studio(Path(home) / folder.name, language, theme) as studio:
                    names = studio.draw_all(folder)
                folders.append(folder.name)
                if sys.stderr.isatty():
                    sys.stderr.write(f"{folder}: {len(names)}\n")
    (out / "index.html").write_text(_index(folders, names), encoding="utf-8")
    return 0


def _index(folders: list[str], names: list[str]) -> str:
    rows = [
        f"<h2>{name}</h2>"
        + "".join(f'<img src="{folder}/{name}" alt="{folder} {name}" width="48%"> ' for folder in folders)
        for name in names
    ]
    return "<!doctype html><meta charset=utf-8><title>Aparté</title>\n" + "\n".join(rows) + "\n"
