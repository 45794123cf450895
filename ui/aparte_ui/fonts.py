"""The two voices of the page: Inter for the person and the interface, EB Garamond for titles and for the machine.

Only the bundled files are used, so that every computer shows the same page; emoji come from the system. Nothing here
knows a colour, and no view builds a QFont by hand: it asks for a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

from aparte import paths

UI_FAMILY = "Inter"
VOICE_FAMILY = "EB Garamond 12"
EMOJI_FAMILY = "Noto Color Emoji"
FILES = (
    "inter/Inter-Regular.otf",
    "inter/Inter-Medium.otf",
    "inter/Inter-SemiBold.otf",
    "eb-garamond/EBGaramond12-Regular.otf",
    "eb-garamond/EBGaramond12-Italic.otf",
)


@dataclass(frozen=True)
class Role:
    """What a size of shape.toml is drawn with. voice: Garamond, with lining figures; else Inter, with tabular ones."""

    voice: bool = False
    italic: bool = False


ROLES = {
    "caption": Role(),
    "small": Role(),
    "body": Role(),
    "diff": Role(),
    "draft": Role(),
    "draft_compact": Role(),
    "aside": Role(voice=True, italic=True),
    "section": Role(voice=True),
    "hero": Role(voice=True, italic=True),
    "title": Role(voice=True),
    "portrait": Role(voice=True),
    "figure": Role(voice=True),
    "brand": Role(voice=True),
}


def load() -> list[str]:
    """Give the bundled fonts to Qt, once a process; return the files it refused (none in a whole installation)."""
    known = set(QFontDatabase.families()) if _loaded else set()
    if {UI_FAMILY, VOICE_FAMILY} <= known:
        return []
    refused = [name for name in FILES if QFontDatabase.addApplicationFont(str(paths.resources("fonts", name))) < 0]
    _loaded.append(True)
    return refused


def font(role: str, pixels: int, *, weight: int = 400, italic: bool | None = None) -> QFont:
    """Return the letter of `role` at `pixels` high.

    weight: 400, 500 or 600 (Garamond has only one). italic: None for the role's own.
    """
    kind = ROLES[role]
    drawn = QFont()
    drawn.setFamilies([VOICE_FAMILY, UI_FAMILY, EMOJI_FAMILY] if kind.voice else [UI_FAMILY, EMOJI_FAMILY])
    drawn.setPixelSize(pixels)
    drawn.setWeight(QFont.Weight(400 if kind.voice else weight))
    drawn.setItalic(kind.italic if italic is None else italic)
    # Garamond's own 1 looks like a capital I; Inter's figures must not dance while they change.
    drawn.setFeature(QFont.Tag("lnum" if kind.voice else "tnum"), 1)
    drawn.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return drawn


_loaded: list[bool] = []
