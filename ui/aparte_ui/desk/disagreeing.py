"""The person says that a text is not meant as it was judged: that is kept, her client's prior moves, it can be undone.

She is asked for nothing but yes or no, and never about what was not judged.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte.messages import say
from aparte.nouns import Correction

if TYPE_CHECKING:
    from aparte.archive.spaces import Space
    from aparte.nouns import Truth
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow


def contrary_of(session: Session) -> Truth | None:
    """Return what somebody who disagrees with the judgement on screen says, None where there is nothing to say.

    Nothing without a client, of what was not judged, of a joke, or of a text of which it was said already.
    """
    found, client = session.assessment, session.client
    if found is None or client is None or found.sarcasm.abstained or found.sarcasm.missed is not None:
        return None
    truth: Truth = "ironic" if found.sarcasm.level == "low" else "sincere"
    return None if client.told.get(found.text) == truth else truth


def disagree(window: MainWindow, session: Session) -> None:
    """Keep the contrary of the judgement on screen, read the client's texts with it, and offer to take it back."""
    truth, found, space = contrary_of(session), session.assessment, window.workspace.space
    if truth is None or found is None or space is None:
        return
    told = Correction(
        id=secrets.token_hex(8),
        at=_now(window),
        text=found.text,
        lang=found.language,
        truth=truth,
        predicted=found.sarcasm.risk,
        prior=session.read_with_prior,
    )
    window.workspace.correct(space, told, partial(_say_kept, window, space, told))


def say_broken(window: MainWindow, path: str, line: int) -> None:
    """Say that a line of the corrections can't be read."""
    window.say(say("feedback.broken", {"path": path, "line": line}))


def _say_kept(window: MainWindow, space: Space, told: Correction) -> None:
    if told.truth == "sincere":
        said = _("Noted: meant as written. Irony is expected a little less of this client.")
    else:
        said = _("Noted: meant as irony. Irony is expected a little more of this client.")
    window.say(said, partial(_take_back, window, space, told))


def _take_back(window: MainWindow, space: Space, told: Correction) -> None:
    said = partial(window.say, _("The correction is taken back."))
    window.workspace.take_back(space, told.id, _now(window), said)


def _now(window: MainWindow) -> str:
    return window.app.now().isoformat(timespec="seconds").replace("+00:00", "Z")
