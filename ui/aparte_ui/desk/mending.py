"""Mending the text on the page in one step of undo: a rule's fix, or the text without the words irony hangs on.

A finding points into the text that was read. When letters came since, it points elsewhere: nothing is mended before the
text on the page was read again. A limit is one platform's affair: what is cut for it is cut there alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aparte.i18n import _
from aparte_ui.desk import letters
from aparte_ui.desk.asidefit import cuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from aparte.nouns import Finding
    from aparte_ui.desk.aside import Aside
    from aparte_ui.desk.page import Page
    from aparte_ui.desk.session import Session


class Mending:
    """What F7, F9 and the rows of the aside do to the page."""

    def __init__(self, session: Session, page: Page, aside: Aside, say: Callable[[str], None]) -> None:
        """Mend the page of `session`, by the findings `aside` shows; `say` tells when there is nothing to do."""
        self._session, self._page, self._aside, self._say = session, page, aside, say
        self._tried: tuple[str, str] | None = None

    def fix(self, finding: Finding) -> None:
        """Apply the fix of a finding, if it still points at what it was about."""
        if finding.fix is not None and self._session.is_read:
            if cuts(finding):
                self._session.part_from_base()
            self._page.editor.replace(finding.span.start, finding.span.end, finding.fix)
            self._page.editor.setFocus()

    def vouch(self, finding: Finding) -> None:
        """Write the fact of a finding on the line of facts: the person vouches for it."""
        if self._session.draft is not None:
            noted = self._session.draft.facts.strip().rstrip(",")
            self._session.set_details(facts=", ".join(part for part in (noted, str(finding.params["fact"])) if part))
            self._page.editor.setFocus()

    def fix_first(self) -> None:
        """Apply the first fix there is, once the text has been read."""
        self._session.when_read(self._fix_what_was_found)

    def try_without(self, start: int, end: int) -> None:
        """Take a stretch out; the same key brings it back."""
        if not self._session.is_read:
            return
        text = self._session.text
        without = letters.leave_out(text, start, end)
        self._tried = (without, text)
        self._page.editor.rewrite(without)

    def try_strongest(self) -> None:
        """Take the strongest word out, or bring it back, once the text has been read."""
        self._session.when_read(self._try_what_was_found)

    def _fix_what_was_found(self) -> None:
        finding = self._aside.first_fix()
        if finding is not None:
            self.fix(finding)
        else:
            self._say(_("Nothing here that one key can fix."))

    def _try_what_was_found(self) -> None:
        assessment = self._session.assessment
        if self._tried is not None and self._session.text == self._tried[0]:
            self._page.editor.rewrite(self._tried[1])
            self._tried = None
        elif assessment is not None and assessment.sarcasm.cues:
            cue = assessment.sarcasm.cues[0]
            self.try_without(cue.start, cue.end)
        else:
            self._say(_("No word here hints at irony: there is nothing to try without."))
