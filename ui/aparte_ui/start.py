"""What `make run` starts: the window; without a display, what the program says of a sample draft, and its pictures."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SAMPLE = (
    "Bravo à toutes et tous : encore 40 minutes de file samedi, on adore votre patience 👏 "
    "La billetterie ouvre une troisième entrée côté quai, dès demain 10 h. #festival#nantes"
)


def has_display() -> bool:
    """Tell whether a window can be opened: always on Windows and macOS, with X11 or Wayland elsewhere."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def main() -> int:
    """Open the window, or say that there is no display and show what can be shown without one."""
    from aparte_ui.__main__ import main as aparte

    if has_display():
        return aparte([])
    from aparte import i18n
    from aparte.i18n import _

    i18n.set_language(i18n.preferred())
    folder = Path("gallery")
    sys.stdout.write(_("No display here. This is what Aparté says of a sample draft:") + f"\n\n  {SAMPLE}\n\n")
    sys.stdout.flush()
    aparte(["check", SAMPLE, "--platform", "instagram"])
    sys.stdout.write("\n" + _("Its screens are being drawn in {folder}.").format(folder=folder.resolve()) + "\n")
    sys.stdout.flush()
    return aparte(["gallery", str(folder)])


if __name__ == "__main__":
    sys.exit(main())
