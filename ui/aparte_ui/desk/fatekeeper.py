"""Notes what became of the versions that were offered: once a round, in the client's space, without a word of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aparte.engine.rewrite import Rewrites
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow


class FateKeeper:
    """Follows one round of versions, from the moment they are on screen until they are gone."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Note nothing yet."""
        self._window, self._session = window, session
        self._round: tuple[str, str] | None = None
        self._taken = 0

    def offered(self, goal: str) -> None:
        """Begin a round: versions for `goal` are on screen."""
        self._round, self._taken = (goal, self._session.platform or ""), 0

    def took(self, count: int) -> None:
        """Count changes that were taken."""
        self._taken += count

    def over(self, rewrites: Rewrites | None, text: str) -> None:
        """End the round: `text` is the page as the person left it, before anything else came there."""
        space, ended = self._window.workspace.space, self._round
        self._round = None
        if ended is None or space is None or rewrites is None or not rewrites.candidates:
            return
        shown, taken, (goal, platform), at = rewrites.candidates[0], self._taken, ended, self._window.app.now()

        def work() -> None:
            from aparte.engine.diff import likeness
            from aparte.feedback.fates import note
            from aparte.nouns import Fate

            changes = sum(change.op != "equal" for change in shown.changes)
            note(
                space.folder,
                Fate(
                    at=at.isoformat(),
                    goal=goal,
                    lang=shown.assessment.language,
                    platform=platform,
                    model=rewrites.model,
                    offered=len(rewrites.candidates),
                    fate="refused" if not taken else "kept" if taken == changes else "edited",
                    changes=changes,
                    taken=taken,
                    distance=round(1 - likeness(text, shown.text), 3) if taken else None,
                ),
            )

        self._window.app.disk.do(work)
