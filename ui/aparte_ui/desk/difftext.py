"""A suggestion shown as changes to the person's own words: one painted paragraph, no widget a word.

Struck and grey is what would go, washed and underlined what would come; the current change is outlined. A change that
was taken or left reads as plain text, the taken one keeping its underline. Nothing is applied here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aparte.nouns import Change
from aparte.text import spans
from aparte_ui.theme import Theme
from aparte_ui.widgets import frames

Fate = Literal["pending", "taken", "left"]
Part = Literal["same", "gone", "come", "taken"]
_ROLE = "diff"


@dataclass(frozen=True)
class Run:
    """Consecutive words of one kind, in UTF-16 units of the text shown. change: its number, -1 outside a change."""

    start: int
    end: int
    part: Part
    change: int


class DiffText(QLabel):
    """The paragraph. Changes are numbered from 0, equal stretches not counted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: tuple[Change, ...] = ()
        self.fates: list[Fate] = []
        self.current = -1
        self._shown = ""
        self._runs: list[Run] = []
        self._laid: tuple[int, QTextLayout, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ring", "none")
        theme.changed.connect(self._forget)

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Show these changes, none decided yet."""
        self._changes = tuple(changes)
        self.fates = ["pending" for change in self._changes if change.op != "equal"]
        self.current = 0 if self.fates else -1
        self._compose()

    def decide(self, index: int, fate: Fate) -> None:
        """Show a change as taken or left."""
        self.fates[index] = fate
        self._compose()

    def set_current(self, index: int) -> None:
        """Outline this change."""
        self.current = index
        self.update()

    def change(self, index: int) -> Change:
        """Return a change by its number."""
        return [change for change in self._changes if change.op != "equal"][index]

    def place(self, index: int) -> tuple[int, int]:
        """Return where a change stands in the draft as decided so far, in code points: its present words' ends."""
        at, number = 0, -1
        for change in self._changes:
            number += change.op != "equal"
            now = self._now(change, number)
            if change.op != "equal" and number == index:
                return at, at + len(now)
            at += len(now)
        raise IndexError(index)

    def decided_text(self, *, take_open: bool = False) -> str:
        """Return the draft as decided so far; what is not answered reads as before, or as proposed (`take_open`)."""
        number, text = -1, ""
        for change in self._changes:
            number += change.op != "equal"
            open_ = change.op != "equal" and self.fates[number] == "pending"
            text += change.after if open_ and take_open else self._now(change, number)
        return text

    def heightForWidth(self, width: int) -> int:
        """Return the height of the paragraph."""
        return self._layout(width)[1]

    def sizeHint(self) -> QSize:
        """Return a readable width and its height."""
        wide = max(self.width(), self._theme.px(320))
        return QSize(self._theme.px(320), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(self._theme.px(120), self._theme.line_height(_ROLE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Outline the change that is clicked."""
        for index in range(len(self.fates)):
            if any(box.contains(event.position()) for box in self._boxes(index)):
                self.set_current(index)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint washes, words, underlines, and the outline of the current change."""
        painter, theme = QPainter(self), self._theme
        layout, _height = self._layout(self.width())
        come = [box for run in self._runs if run.part == "come" for box in self._run_boxes(run)]
        for box in come:
            painter.fillRect(box, theme.color("ok_wash"))
        painter.setPen(theme.color("ink"))
        layout.draw(painter, QPointF(0, 0))
        painter.setPen(frames.line(theme.color("ok"), 1.5))
        taken = [box for run in self._runs if run.part == "taken" for box in self._run_boxes(run)]
        for box in come + taken:
            painter.drawLine(QLineF(box.left(), box.bottom(), box.right(), box.bottom()))
        if 0 <= self.current < len(self.fates) and self.fates[self.current] == "pending":
            outline = frames.line(theme.color("focus"), 2)
            for box in self._boxes(self.current):
                frames.frame(painter, box.adjusted(-3, -2, 3, 3), theme.px(4), border=outline)

    def _now(self, change: Change, number: int) -> str:
        """Return the words of a change as the draft now has them."""
        if change.op == "equal":
            return change.after
        return change.after if self.fates[number] == "taken" else change.before

    def _compose(self) -> None:
        """Write the text that is shown, and note what each stretch of it is."""
        pieces: list[tuple[str, Part, int]] = []
        number = -1
        for change in self._changes:
            if change.op == "equal":
                pieces.append((change.after, "same", -1))
                continue
            number += 1
            pieces.extend(_pieces(change, self.fates[number], number))
        self._shown, self._runs = _joined(pieces)
        self.setText(self._shown)
        self._forget()

    def _forget(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()

    def _layout(self, width: int) -> tuple[QTextLayout, int]:
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, *self._lay_out(width))
        return self._laid[1], self._laid[2]

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        font, pitch = self._theme.font(_ROLE), self._theme.line_height(_ROLE)
        layout, letters, y = QTextLayout(self._shown.replace("\n", "\u2028"), font), QFontMetricsF(font), 0
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats([self._struck(run) for run in self._runs if run.part == "gone"])
        baseline = (pitch + letters.ascent() - letters.descent()) / 2
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, y + baseline - line.ascent()))
            y += pitch
        layout.endLayout()
        return layout, max(y, pitch)

    def _struck(self, run: Run) -> QTextLayout.FormatRange:
        gone = QTextCharFormat()
        gone.setFontStrikeOut(True)
        gone.setForeground(self._theme.color("ink3"))
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = run.start, run.end - run.start, gone
        return part

    def _boxes(self, index: int) -> list[QRectF]:
        """Return one rectangle a line around a change, its two halves joined."""
        boxes: list[QRectF] = []
        for run in self._runs:
            for box in self._run_boxes(run) if run.change == index else []:
                same_line = boxes and boxes[-1].top() == box.top()
                boxes[-1:] = [boxes[-1].united(box)] if same_line else [*boxes[-1:], box]
        return boxes

    def _run_boxes(self, run: Run) -> list[QRectF]:
        layout, _height = self._layout(self.width())
        letters, boxes = QFontMetricsF(self._theme.font(_ROLE)), []
        line = layout.lineForTextPosition(run.start)
        while line.isValid() and line.textStart() < run.end:
            first, last = max(run.start, line.textStart()), min(run.end, line.textStart() + line.textLength())
            natural = line.naturalTextRect()
            ends = [cast(tuple[float, int], line.cursorToX(at))[0] for at in (first, last)]
            left, right = max(min(ends), natural.left()), min(max(ends), natural.right())
            if right > left:
                top = line.y() + line.ascent() - letters.ascent() - 1
                boxes.append(QRectF(left, top, right - left, letters.height() + 3))
            line = layout.lineAt(line.lineNumber() + 1)
        return boxes


def _pieces(change: Change, fate: Fate, number: int) -> list[tuple[str, Part, int]]:
    if fate == "taken":
        return [(change.after, "taken", number)]
    if fate == "left":
        return [(change.before, "same", number)]
    between = bool(change.before and change.after) and not (change.before[-1:] + change.after[:1]).isspace()
    pieces: list[tuple[str, Part, int]] = [(change.before, "gone", number)]
    if between and not change.before[-1:].isspace() and not change.after[:1].isspace():
        pieces.append((" ", "same", number))
    return [*pieces, (change.after, "come", number)]


def _joined(pieces: list[tuple[str, Part, int]]) -> tuple[str, list[Run]]:
    """Return the text of the pieces, and one run for each, without the spaces at its ends."""
    text = "".join(piece for piece, _part, _number in pieces)
    offsets, runs, at = spans.Offsets(text), [], 0
    for piece, part, number in pieces:
        core = piece.strip()
        if core and number >= 0:
            start = at + piece.index(core)
            runs.append(Run(offsets.to_utf16(start), offsets.to_utf16(start + len(core)), part, number))
        at += len(piece)
    return text, runs
