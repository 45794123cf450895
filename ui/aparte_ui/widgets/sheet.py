"""Every component on one page, in every state: what the gallery draws to be compared with the design.

The figures are samples chosen to show the states; nothing here is measured.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui.theme import Theme
from aparte_ui.widgets import strokes
from aparte_ui.widgets.banner import Banner
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.chips import Chip
from aparte_ui.widgets.counterfactual import Counterfactual
from aparte_ui.widgets.empty import Empty
from aparte_ui.widgets.failure import Failure
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.freshness import Freshness
from aparte_ui.widgets.progress import Progress
from aparte_ui.widgets.rulers import Ruler, Rulers
from aparte_ui.widgets.seats import Seats
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.switch import Switch, Tick
from aparte_ui.widgets.tabs import TabPage, Tabs
from aparte_ui.widgets.tag import Provenance, Tag
from aparte_ui.widgets.text import Text

_MARGIN, _COLUMN_GAP, _ROW_GAP = 40, 44, 30


class Sheet(QWidget):
    """The page of components; 1440×900 in the gallery."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setMinimumSize(1200, 800)
        grid = QGridLayout(self)
        grid.setContentsMargins(_MARGIN, 24, _MARGIN, 24)
        grid.setHorizontalSpacing(_COLUMN_GAP)
        grid.setVerticalSpacing(_ROW_GAP)
        cells = (
            (self._marks, self._buttons, self._seats),
            (self._tags, self._freshness, self._over),
            (self._busy, self._failed, self._fields),
            (self._choices, self._alert, self._rulers),
            (self._empty_desk, self._empty_watch, self._without),
        )
        for row, makers in enumerate(cells):
            for column, make in enumerate(makers):
                grid.addLayout(make(), row, column)
        for column in range(3):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 424)
        grid.setRowStretch(len(cells), 1)

    def sizeHint(self) -> QSize:
        """Return the size of the design's picture."""
        return QSize(1440, 900)

    def _column(self, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Text(self._theme, "caption", weight=600, colour="ink2", text=title))
        return column

    def _row(self, *widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(spacing)
        for widget in widgets:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    def _ended(self, column: QVBoxLayout) -> QVBoxLayout:
        column.addStretch(1)
        return column

    def _marks(self) -> QVBoxLayout:
        column = self._column(_("Marks: one shape each"))
        for kind, word, meaning in (
            ("irony", _("we love it"), _("two readings: two lines")),
            ("sensitive", _("strike"), _("sensitive topic: dots")),
            ("rule", "#a#b", _("platform rule: wave")),
            ("spelling", _("festval"), _("spelling: fine points")),
        ):
            meaning_text = Text(self._theme, "body", colour="ink2", text=meaning)
            glyph = strokes.Glyph(self._theme, kind, "")
            column.addLayout(self._row(glyph, _Marked(self._theme, kind, word), meaning_text, spacing=6))
        return self._ended(column)

    def _buttons(self) -> QVBoxLayout:
        column, theme = self._column(_("Buttons")), self._theme
        off, busy = Button(theme, _("Disabled")), Button(theme, _("Try again"))
        why = _("1 fact is still to be checked")
        off.refuse(why)
        busy.set_busy(True)
        first = (Button(theme, _("Rest")), Button(theme, _("Take"), key="P", size="small"), off, busy)
        column.addLayout(self._row(*first, Button(theme, _("Quiet"), kind="quiet")))
        primary = Button(theme, _("Take all"), kind="primary", key="A")
        column.addLayout(self._row(primary, Button(theme, _("Copy for X"), kind="stage", size="stage")))
        said = _("Disabled says why: “{why}”").format(why=why)
        column.addWidget(Text(theme, "body", colour="ink2", text=said))
        return self._ended(column)

    def _seats(self) -> QVBoxLayout:
        column = self._column(_("The house: from sure to unsure"))
        for low, high, said in (
            (0, 2, _("1 in 10 (0 to 2)")),
            (2, 7, _("2 to 7: your call")),
            (8, 10, _("9 in 10 (8 to 10)")),
            (0, 0, _("too short to judge")),
        ):
            seats = Seats(self._theme, compact=True)
            seats.set_range(low, high, said)
            column.addLayout(self._row(seats, Text(self._theme, "body", colour="ink2", text=said), spacing=12))
        return self._ended(column)

    def _tags(self) -> QVBoxLayout:
        column = self._column(_("Where it comes from"))
        kinds: tuple[Provenance, ...] = ("counted", "rule", "estimated", "model")
        column.addLayout(self._row(*(Tag(self._theme, kind) for kind in kinds)))
        said = _(
            "Counted: exact. Rule: dated, sourced. Estimated: with a margin. "
            "Written by the model: dashed border, never shown without a diff."
        )
        column.addWidget(Text(self._theme, "body", colour="ink2", wrap=True, text=said))
        return self._ended(column)

    def _freshness(self) -> QVBoxLayout:
        column = self._column(_("Freshness"))
        ages = [Freshness(self._theme) for _age in range(3)]
        for sign, seconds in zip(ages, (8, 24 * 60, 2 * 86_400 + 1), strict=True):
            sign.set_age(seconds)
        column.addLayout(self._row(*ages, spacing=20))
        said = _("disc up to 15 min, ring up to 24 h, dashed square beyond")
        column.addWidget(Text(self._theme, "body", colour="ink2", text=said))
        return self._ended(column)

    def _over(self) -> QVBoxLayout:
        column = self._column(_("Over the limit"))
        tabs = Tabs(self._theme)
        page = TabPage(self._theme, tabs)
        tabs.set_tabs([("x", "X"), ("bluesky", "Bluesky")])
        for key, length, limit in (("x", 292, 280), ("bluesky", 291, 300)):
            tabs.set_count(key, length, limit)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(18, 10, 18, 10)
        inside.addWidget(_Marked(self._theme, "over", _("on the Sonore quay."), before=_("…from tomorrow 10 am, ")))
        joined = QVBoxLayout()
        joined.setSpacing(0)
        joined.addWidget(tabs)
        joined.addWidget(page)
        column.addLayout(joined)
        return self._ended(column)

    def _busy(self) -> QVBoxLayout:
        column, card = self._column(_("The prompter works")), Progress(self._theme)
        card.start(_("Finding its words"), 6, _("Meanwhile, by rule: remove “again”, 8 → 4."))
        card.finish()
        card.set_elapsed(3.2)
        column.addWidget(card)
        return self._ended(column)

    def _failed(self) -> QVBoxLayout:
        column, card = self._column(_("The model stopped")), Failure(self._theme)
        card.say(
            _("Not enough memory for the prompter"),
            _("It needed 1.9 GB, 1.2 was left. Your text is safe. Advice by rules goes on."),
            _("Start again"),
            _("Take a smaller model"),
        )
        column.addWidget(card)
        return self._ended(column)

    def _fields(self) -> QVBoxLayout:
        column = self._column(_("Field: rest, search, error"))
        rest = Field(self._theme, _("Password"), placeholder=_("password"))
        search = Field(self._theme, _("Search"), placeholder=_("Search"), icon="search", key="/")
        wrong = Field(self._theme, _("Planned day"))
        wrong.set_text("31/02")
        wrong.set_error(_("February has no 31st. Try 28/02."))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(rest)
        row.addWidget(search)
        column.addLayout(row)
        column.addWidget(wrong)
        return self._ended(column)

    def _choices(self) -> QVBoxLayout:
        column, theme = self._column(_("Choices")), self._theme
        tones = Segmented(
            theme, [("own", _("Acknowledge")), ("explain", _("Explain")), ("thank", _("Cheerful thanks"))], _("Reply")
        )
        tones.refuse("thank", _("Thanking a dig prolongs it."))
        read, later = Chip(theme, _("To read"), count=9, checkable=True), Chip(theme, _("Later"), count=14)
        read.setChecked(True)
        column.addWidget(tones, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._row(read, later, Chip(theme, _("from: us"), removable=True)))
        switch, tick = Switch(theme, _("Reduce motion")), Tick(theme, _("I read it aloud"))
        switch.setChecked(True)
        tick.setChecked(True)
        column.addLayout(self._row(switch, tick, spacing=24))
        return self._ended(column)

    def _alert(self) -> QVBoxLayout:
        column, alert = self._column(_("Alert and guard")), Banner(self._theme)
        alert.say(_("“parking”: 9 mentions in 20 min"), _("usually 1 · 3 ironic"), _("Crisis room"), "C")
        guard = Banner(self._theme, "irony", "irony")
        guard.say(_("“Cheerful thanks” is removed: thanking a dig prolongs it."), "", _("Offer it anyway"))
        column.addWidget(alert)
        column.addWidget(guard)
        return self._ended(column)

    def _rulers(self) -> QVBoxLayout:
        column, rulers = self._column(_("Tone: dots on rulers")), Rulers(self._theme)
        rows = [
            Ruler(_("Warm"), 0.61, (0.52, 0.82)),
            Ruler(_("Playful"), 0.72, (0.3, 0.58)),
            Ruler(_("Formal"), 0.06, (0.12, 0.34)),
            Ruler(_("Confident"), 0.66),
        ]
        rulers.set_rows(rows, _("Tone"))
        column.addWidget(rulers)
        return self._ended(column)

    def _empty_desk(self) -> QVBoxLayout:
        column, empty = self._column(_("Empty: desk")), Empty(self._theme)
        action = (_("Search the archive"), "Ctrl+F")
        empty.say(_("The page is yours."), _("Write, paste, or start from a post that worked."), *action)
        column.addWidget(empty)
        return column

    def _empty_watch(self) -> QVBoxLayout:
        column, empty = self._column(_("Empty: watch")), Empty(self._theme, action_kind="quiet")
        sentence = _("189 messages set aside today, each with its reason.")
        empty.say(_("Nothing that asks for you."), sentence, _("See what was set aside"))
        column.addWidget(empty)
        return column

    def _without(self) -> QVBoxLayout:
        column = self._column(_("Without that word"))
        column.setSpacing(0)
        for key, (word, after) in enumerate(((_("again"), 4), (_("we love it"), 5), ("👏", 7)), 1):
            column.addWidget(Counterfactual(self._theme, word, 8, after, key=str(key)))
        return self._ended(column)


class _Marked(QLabel):
    """A word of a draft, with its mark."""

    def __init__(self, theme: Theme, kind: str, word: str, *, before: str = "") -> None:
        super().__init__(before + word)
        self._theme, self._kind, self._word, self._before = theme, kind, word, before

    def sizeHint(self) -> QSize:
        letters = QFontMetricsF(self._theme.font("draft"))
        return QSize(round(letters.horizontalAdvance(self.text())) + 4, self._theme.px(31))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        letters = QFontMetricsF(theme.font("draft"))
        left = letters.horizontalAdvance(self._before)
        right = left + letters.horizontalAdvance(self._word)
        baseline = (self.height() + letters.ascent() - letters.descent()) / 2 - 1
        if self._kind == "over":
            box = QRectF(left, baseline - letters.ascent() + 1, right - left, letters.ascent() + 2)
            strokes.hatch(painter, box, theme.color("block_wash"), width=2.4)
        painter.setFont(theme.font("draft"))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(0, baseline - letters.ascent(), self.width(), letters.height()), self.text())
        under = QLineF(left, baseline + 4, right, baseline + 4)
        strokes.underline(painter, self._kind, theme.color(strokes.COLOURS[self._kind]), under)
