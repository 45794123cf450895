"""The lower part of the aside: what the platform and our judgement have to say.

One row a finding, with its source, its age, and its one-key fix when there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from aparte import i18n
from aparte.i18n import _, ngettext
from aparte.messages import say
from aparte_ui import accessible, numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.strokes import Glyph
from aparte_ui.widgets.tag import Tag
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Assessment, Finding
    from aparte_ui.theme import Theme
    from aparte_ui.widgets.tag import Provenance

_BESIDE, _UNDER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
VOUCHED = "fact"
"""The mark of rows that are answered by vouching, not by mending the text."""
SHOWN = 6
"""More rows than these would push the first ones out of sight; the rest are counted."""


class FindingRow(QWidget):
    """One finding: its mark, its sentence, where the rule comes from, and its fix when there is one."""

    fixed = Signal()
    pointed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        """Build the parts once; `show_finding` fills them."""
        super().__init__()
        self._glyph = Glyph(theme, "rule", "")
        self._sentence = Text(theme, "body", wrap=True)
        self._origin = Text(theme, "caption", colour="ink3", elide=True)
        self._fix = Button(theme, size="small")
        self._fix.clicked.connect(self.fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._origin)
        self._across = QBoxLayout(_BESIDE)
        self._across.setSpacing(theme.px(6))
        self._across.addLayout(words, 1)
        self._across.addWidget(self._fix, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row.addLayout(self._across, 1)

    def show_finding(self, finding: Finding, kind: str, *, places: int = 1, key: str = "") -> None:
        """Show `finding` with the mark `kind` ("rule", "sensitive", "over"); its rule fires at `places` places."""
        sentence = say(finding.message or finding.code, finding.params)
        self._glyph.set_kind(kind, sentence)
        self._sentence.set_text(sentence)
        self._origin.set_text(origin(finding, places))
        self._origin.setVisible(bool(finding.as_of or places > 1))
        self._fix.setVisible(finding.fix is not None or kind == VOUCHED)
        # What the longer word takes would be missing beside the sentence.
        self._across.setDirection(_UNDER if cuts(finding) else _BESIDE)
        self._fix.set_text(_label(finding, kind))
        self._fix.set_key(key)
        self._fix.setToolTip(_tip(finding, kind))
        accessible.name(self._fix, f"{self._fix.label()}: {sentence}", self._fix.toolTip())
        accessible.name(self, sentence)

    def enterEvent(self, event: object) -> None:
        """Light the words this is about."""
        self.pointed.emit(True)

    def leaveEvent(self, event: object) -> None:
        """Let them go."""
        self.pointed.emit(False)


def _label(finding: Finding, kind: str) -> str:
    if kind == VOUCHED:
        return _("I vouch for it")
    return _("Cut whole sentences") if cuts(finding) else _("Fix")


def _tip(finding: Finding, kind: str) -> str:
    if kind == VOUCHED:
        return _("Writes it on the line of facts")
    return _("Takes the last sentences out, on this platform alone") if cuts(finding) else ""


def cuts(finding: Finding) -> bool:
    """Tell whether the fix takes whole sentences out, to come within the platform's limit."""
    return finding.fix is not None and finding.code.endswith(".length")


def origin(finding: Finding, places: int = 1) -> str:
    """Return how often a rule fires, where it comes from and when it was read: every rule shows its age."""
    parts = [ngettext("{n} place", "{n} places", places).format(n=numbers.number(places))] if places > 1 else []
    if finding.source:
        day = i18n.day_of(finding.as_of or "")
        # The day first: what is cut off on a narrow panel is then the end of the source, never the age of the rule.
        parts.append(_("read on {day}: {source}").format(source=_(finding.source), day=day))
    elif finding.as_of:
        parts.append(i18n.day_of(finding.as_of))
    return " · ".join(parts)


class FindingsView(QWidget):
    """A title with how many rules passed, then a row a finding.

    fixed: the finding whose fix was asked for; lit: (start, end) of the words pointed at, (-1, -1) for none.
    """

    fixed = Signal(object)
    lit = Signal(int, int)

    def __init__(self, theme: Theme, provenance: Provenance = "rule") -> None:
        """Build the head; rows come with `show_findings`. provenance: how they were found."""
        super().__init__()
        self._theme = theme
        self._title = Text(theme, "body", weight=600)
        self._tag = Tag(theme, provenance)
        self._passed = Text(theme, "small", colour="ok")
        self._more = Text(theme, "small", colour="ink3")
        self._rows: list[FindingRow] = []
        self._on_rows: list[Finding] = []
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        self._below.addWidget(self._more)
        self._shown: list[tuple[Finding, str]] = []
        self._spoken = ""
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addWidget(self._tag)
        head.addStretch(1)
        head.addWidget(self._passed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addLayout(self._below)

    def show_findings(self, title: str, findings: Sequence[tuple[Finding, str]], passed: str) -> None:
        """Show pairs of finding and mark. Nothing is done when they are those on screen."""
        self._title.set_text(title)
        self._tag.retranslate()
        self._passed.set_text(passed)
        if list(findings) == self._shown and self._spoken == i18n.language():
            return
        if self._spoken != i18n.language():
            self._drop_rows()
        self._shown, self._spoken = list(findings), i18n.language()
        self._fill_rows()

    def _drop_rows(self) -> None:
        """Let go of rows in another language: those out of sight would keep it."""
        for row in self._rows:
            self._below.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _fill_rows(self) -> None:
        """Write into the rows there are: a new one is built only when more rules fire than ever before."""
        first_fix = next((finding for finding, _kind in self._shown if finding.fix is not None), None)
        by_rule: dict[str, list[tuple[Finding, str]]] = {}
        for finding, kind in self._shown:
            # Each fact has a row of its own: where it comes from is another question each time.
            by_rule.setdefault(f"{finding.code} {finding.params.get('fact', '')}", []).append((finding, kind))
        self._on_rows = [same[0][0] for same in by_rule.values()][:SHOWN]
        while len(self._rows) < len(self._on_rows):
            self._add_row()
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(self._on_rows))
        for row, same in zip(self._rows, by_rule.values(), strict=False):
            finding, kind = same[0]
            row.show_finding(finding, kind, places=len(same), key="F7" if finding is first_fix else "")
        more = max(len(by_rule) - SHOWN, 0)
        self._more.set_text(ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more)))
        self._more.setVisible(more > 0)

    def _add_row(self) -> None:
        at, row = len(self._rows), FindingRow(self._theme)
        row.fixed.connect(lambda: self.fixed.emit(self._on_rows[at]))
        row.pointed.connect(lambda on: self._point(self._on_rows[at], on=on))
        self._rows.append(row)
        self._below.insertWidget(at, row)

    def _point(self, finding: Finding, *, on: bool) -> None:
        self.lit.emit(*((finding.span.start, finding.span.end) if on else (-1, -1)))


def platform_rows(assessment: Assessment, platform: str) -> tuple[list[tuple[Finding, str]], str]:
    """Return the platform's findings with their marks, errors first, and how many rules passed."""
    fit = assessment.fit[platform]
    order = {"error": 0, "warning": 1, "advice": 2}
    findings = sorted(fit.findings, key=lambda finding: order[finding.severity])
    failed = len({finding.code for finding in fit.findings})
    passed = _("{n} of {m} rules met").format(n=numbers.number(fit.checked - failed), m=numbers.number(fit.checked))
    return [(finding, "over" if finding.severity == "error" else "rule") for finding in findings], passed


def sensitive_rows(assessment: Assessment) -> tuple[list[tuple[Finding, str]], str]:
    """Return the sensitive findings with their marks, and the quiet word when there is none."""
    findings = [
        (finding, "over" if finding.severity == "error" else "sensitive") for finding in assessment.sensitivity.findings
    ]
    return findings, "" if findings else _("nothing found")
