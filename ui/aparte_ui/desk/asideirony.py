"""The upper half of the aside: the verdict in one sentence, the house, the words it hangs on, the two readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte.messages import say
from aparte_ui import accessible, numbers
from aparte_ui.desk.marks import Mark
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.counterfactual import Counterfactual
from aparte_ui.widgets.seats import Seats
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from aparte.nouns import Assessment, Cue, Sarcasm, Truth
    from aparte_ui.theme import Theme

MOST_ROWS = 3
SEATS = 10


class IronyView(QWidget):
    """What a text risks to be heard as, and the words that make it so.

    tried: (start, end) of the words to try without; lit: (start, end), or (-1, -1) when the pointer leaves. disagreed:
    the text is not meant as it is judged.
    """

    tried = Signal(int, int)
    lit = Signal(int, int)
    disagreed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build the rows once; `show_assessment` fills them."""
        super().__init__()
        self._theme = theme
        self._assessment: Assessment | None = None
        self._contrary: Truth | None = None
        self._known: dict[str, int] = {}
        self._verdict = Text(theme, "hero", italic=True, wrap=True)
        self._seats = Seats(theme)
        self._caption = Text(theme, "body", wrap=True)
        self._not_so = Button(theme, kind="quiet", size="small", key="N", flush=True)
        self._rows = [Counterfactual(theme, "", 0, 0, key=str(index + 1)) for index in range(MOST_ROWS)]
        self._first = Text(theme, "aside", italic=True, wrap=True)
        self._second = Text(theme, "aside", italic=True, wrap=True)
        self._first_label = Text(theme, "small", colour="ink3")
        self._second_label = Text(theme, "small", colour="ink3")
        self._announcer = accessible.Announcer(self)
        for index, row in enumerate(self._rows):
            row.clicked.connect(lambda _checked=False, at=index: self._on_tried(at))
            row.lit.connect(lambda on, at=index: self._on_lit(at, on=on))
        self._not_so.clicked.connect(self.disagreed)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(12))
        for widget in (self._verdict, self._seats, self._caption):
            column.addWidget(widget)
        column.addWidget(self._not_so, 0, Qt.AlignmentFlag.AlignLeft)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in self._rows:
            rows.addWidget(row)
        column.addLayout(rows)
        readings = QGridLayout()
        readings.setHorizontalSpacing(self._theme.px(14))
        readings.setVerticalSpacing(self._theme.px(6))
        readings.setColumnStretch(1, 1)
        for line, (label, sentence) in enumerate(
            [(self._first_label, self._first), (self._second_label, self._second)]
        ):
            readings.addWidget(label, line, 0)
            readings.addWidget(sentence, line, 1)
        column.addLayout(readings)

    def show_assessment(self, assessment: Assessment, contrary: Truth | None = None) -> None:
        """Show what is said of the text on the page. contrary: what somebody who disagrees may say, if anything."""
        self._assessment, self._contrary = assessment, contrary
        self.retranslate()

    def try_row(self, index: int) -> None:
        """Try the text without the words of row `index`, as its key does."""
        self._on_tried(index)

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        if self._assessment is None:
            return
        sarcasm = self._assessment.sarcasm
        self._verdict.set_text(say(self._assessment.verdict, {}))
        self._show_seats(sarcasm)
        self._show_contrary()
        self._show_rows(sarcasm)
        self._show_readings(sarcasm)

    def _show_seats(self, sarcasm: Sarcasm) -> None:
        if sarcasm.abstained:
            why = say(f"why.{sarcasm.why}", {})
            self._seats.set_unknown(why)
            self._caption.set_text(why)
            return
        marked = caption(sarcasm)
        words = ", ".join(cue.text for cue in sarcasm.cues[:MOST_ROWS])
        why = _("because of {words}").format(words=words) if words else ""
        filled = seats_of(sarcasm)
        self._seats.set_range(filled, filled, marked.replace("**", ""), why)
        self._caption.set_marked(marked)
        self._announcer.say(marked.replace("**", ""))

    def _show_contrary(self) -> None:
        self._not_so.setVisible(self._contrary is not None)
        sincere = self._contrary == "sincere"
        self._not_so.set_text(_("Not so: meant as written") if sincere else _("Not so: meant as irony"))

    def _show_rows(self, sarcasm: Sarcasm) -> None:
        """Show a row a word. While a long draft is typed its figures wait for a pause; a word keeps the one it had."""
        before, cues = tenths(sarcasm), _hanging(sarcasm)
        if sarcasm.without or not cues:
            self._known = {one.text: round(one.risk * SEATS) for one in sarcasm.without}
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(cues))
            if index < len(cues):
                row.set_without(cues[index].text.strip(), before, self._known.get(cues[index].text))

    def _show_readings(self, sarcasm: Sarcasm) -> None:
        shown = sarcasm.readings is not None and sarcasm.level != "low"
        for widget in (self._first, self._second, self._first_label, self._second_label):
            widget.setVisible(shown)
        if shown and sarcasm.readings is not None:
            self._first_label.set_text(_("At face value"))
            self._second_label.set_text(_("Between the lines"))
            self._first.set_text(say(sarcasm.readings[0], {}))
            self._second.set_text(say(sarcasm.readings[1], {}))

    def _on_tried(self, index: int) -> None:
        cues = _hanging(self._assessment.sarcasm) if self._assessment else ()
        if index < len(cues):
            self.tried.emit(cues[index].start, cues[index].end)

    def _on_lit(self, index: int, *, on: bool) -> None:
        cues = _hanging(self._assessment.sarcasm) if self._assessment else ()
        if index < len(cues):
            self.lit.emit(*((cues[index].start, cues[index].end) if on else (-1, -1)))


def _hanging(sarcasm: Sarcasm) -> tuple[Cue, ...]:
    """Return the words that have a row: the strongest ones, where irony is not wanted and not unlikely."""
    return () if sarcasm.level == "low" or sarcasm.missed is not None else sarcasm.cues[:MOST_ROWS]


def seats_of(sarcasm: Sarcasm) -> int:
    """Return how many of the ten seats are taken: the tenth among the reference posts, or who will see the joke."""
    if sarcasm.missed is not None:
        return round((1 - sarcasm.missed) * SEATS)
    return round(sarcasm.rank.higher_than * SEATS) if sarcasm.rank else 0


def tenths(sarcasm: Sarcasm) -> int:
    """Return the risk in tenths: what it is before and after a word, or a rewrite."""
    return round(sarcasm.risk * SEATS)


def caption(sarcasm: Sarcasm) -> str:
    """Return the sentence under the seats, its figure between asterisks."""
    if sarcasm.missed is not None:
        return _("Who will see the joke?")
    if sarcasm.rank is None:
        return ""
    share = numbers.number(round(sarcasm.rank.higher_than * 100))
    if sarcasm.rank.against == "own":
        return _("**Sharper than {n}** of 100 of your own posts").format(n=share)
    return _("**Sharper than {n}** sincere posts of 100 (yours are still missing)").format(n=share)


def irony_marks(assessment: Assessment) -> list[Mark]:
    """Return a mark for each word that makes the text sound otherwise; none when hardly any reader would doubt."""
    if assessment.sarcasm.level == "low":
        return []
    return [
        Mark(cue.start, cue.end, "irony", _("irony possible: {why}").format(why=say(cue.reason, {})), index)
        for index, cue in enumerate(assessment.sarcasm.cues)
    ]
