"""The middle of the aside: six rulers (no bands before a voice is learned), the words that moved them, the emotion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte.messages import say
from aparte_ui import numbers
from aparte_ui.widgets.rulers import Ruler, Rulers
from aparte_ui.widgets.tag import Tag
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.nouns import Assessment, Tone
    from aparte_ui.theme import Theme

AXES = {
    "warm": N_("Warm"),
    "playful": N_("Playful"),
    "formal": N_("Formal"),
    "direct": N_("Direct"),
    "confident": N_("Confident"),
    "pressing": N_("Pressing"),
}
ADDRESS = {"tu": N_("says “tu”"), "vous": N_("says “vous”"), "you": N_("speaks to the reader"), "none": ""}
_WORTH_A_REASON = 0.5


class ToneView(QWidget):
    """How a text sounds, as dots on rulers, with the words that say so."""

    def __init__(self, theme: Theme) -> None:
        """Build the rulers once; `show_assessment` fills them."""
        super().__init__()
        self._assessment: Assessment | None = None
        self._title = Text(theme, "body", weight=600)
        self._said = Text(theme, "small", colour="ink3", elide=True)
        self._tag = Tag(theme, "estimated")
        self._rulers = Rulers(theme)
        self._reasons = Text(theme, "small", colour="ink3", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addWidget(self._said, 1)
        head.addWidget(self._tag)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._rulers)
        column.addWidget(self._reasons)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the tone of the text on the page."""
        self._assessment = assessment
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._title.set_text(_("Tone"))
        self._tag.retranslate()
        if self._assessment is None:
            return
        tone = self._assessment.tone
        self._rulers.setVisible(not tone.abstained)
        self._reasons.setVisible(True)
        if tone.abstained:
            self._said.set_text("")
            self._reasons.set_text(say(f"why.{tone.why}", {}))
            return
        self._said.set_text(_said(tone))
        self._rulers.set_rows([Ruler(_(label), tone.axes.get(axis, 0.0)) for axis, label in AXES.items()], _("Tone"))
        lines = _reason_lines(self._assessment)
        self._reasons.set_text("\n".join(lines))
        self._reasons.setVisible(bool(lines))


def _said(tone: Tone) -> str:
    parts = [_(tone.dominant), _(tone.register)]
    if ADDRESS[tone.address]:
        parts.append(_(ADDRESS[tone.address]))
    return " · ".join(parts)


def _reason_lines(assessment: Assessment) -> list[str]:
    """Return one line an axis that words moved: "Playful: “Bravo”, “we love”"; then the emotion a reader meets."""
    tone, lines = assessment.tone, list[str]()
    strongest = sorted(tone.reasons, key=lambda axis: -tone.axes.get(axis, 0.0))
    for axis in strongest:
        spans = tone.reasons[axis][:3]
        if spans and tone.axes.get(axis, 0.0) >= _WORTH_A_REASON and len(lines) < 2:
            words = ", ".join(numbers.quoted(assessment.text[span.start : span.end]) for span in spans)
            lines.append(_("{label}: {words}").format(label=_(AXES[axis]), words=words))
    if assessment.emotion.dominant != "none":
        lines.append(_("{label}: {words}").format(label=_("Emotion"), words=_(assessment.emotion.dominant)))
    return lines
