"""What the prompter asks of the engine: records taken from the page now, work done later in the prompter's lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.engine.client import Engine
    from aparte.engine.rewrite import Rewrites
    from aparte_ui.app import App
    from aparte_ui.desk.session import Session


OWN = 200
"""The newest own posts a wording is compared with: what `aparte.drafts.voice` counts."""


def question(app: App, session: Session, goal: str, on_words: Callable[[str], None]) -> Callable[[], Rewrites]:
    """Return the work that answers with other wordings of the text on the page, by the model or else by rules."""
    text, platform, occasion, draft = session.text, session.platform, session.occasion(), session.draft
    own_risks = session.client.own_risks if session.client else None
    own = _own(session)

    def work() -> Rewrites:
        # Nothing of the engine is loaded before a question is asked.
        from aparte.engine.rewrite import Brief, or_by_rules, rewrite_with_chosen

        brief = Brief(
            text=text,
            platform=platform or "x",
            goal=goal,
            occasion=occasion,
            facts=draft.facts if draft else "",
            lang=draft.lang if draft else "auto",
            own=own,
        )
        found = rewrite_with_chosen(brief, app.home, app.engine(), own_risks=own_risks, on_words=on_words)
        return or_by_rules(found, brief, own_risks=own_risks)

    return work


def ahead(session: Session) -> Callable[[Engine, int], bool]:
    """Return the work that has the constant part of the next question read; it tells whether that was finished."""
    assessment, platform, occasion = session.assessment, session.platform, session.occasion()
    # The client's own posts stand in the constant part: without them another beginning would be read.
    own = _own(session)

    def work(engine: Engine, since: int) -> bool:
        from aparte.engine.rewrite import Brief, read_ahead

        if assessment is None or platform is None or platform not in assessment.fit:
            return False
        brief = Brief(text=assessment.text, platform=platform, occasion=occasion, own=own)
        return read_ahead(brief, assessment, engine, since)

    return work


def _own(session: Session) -> tuple[str, ...]:
    return tuple(session.client.own_texts[:OWN]) if session.client else ()
