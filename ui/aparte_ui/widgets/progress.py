"""Work in progress: never a spinner alone. Elapsed of expected, Esc to stop, and something useful meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import accessible, numbers
from aparte_ui.theme import Theme
from aparte_ui.widgets.bar import Bar
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.card import MODEL_EDGE, Card
from aparte_ui.widgets.text import Text

_TICK_MS = 100
_NEVER_FULL = 0.97
"""While the work lasts longer than expected the bar stays just short of its end: it never claims to be done."""


class Progress(Card):
    """A card for a wait. by_model: the work is a model's, so the edge is dashed and the title in its voice."""

    cancelled = Signal()

    def __init__(self, theme: Theme, *, by_model: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(theme, edge=MODEL_EDGE if by_model else "", parent=parent)
        role = "aside" if by_model else "body"
        self._title = Text(theme, role, weight=600, wrap=False, elide=True, parent=self)
        self._time = Text(theme, "small", colour="ink2", parent=self)
        self._meanwhile = Text(theme, "body", colour="ink2", wrap=True, parent=self)
        self._bar = Bar(theme, parent=self)
        self._expected_s = 0.0
        self._elapsed = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self.stop = Button(theme, kind="rest", size="small", parent=self)
        self.stop.clicked.connect(self.cancelled)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self._title, 1)
        head.addWidget(self._time)
        head.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(11), theme.px(18), theme.px(13))
        column.setSpacing(theme.px(9))
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._meanwhile)
        self.retranslate()

    def start(self, title: str, expected_s: float, meanwhile: str = "") -> None:
        """Show the wait and count its seconds; expected_s: what it took before on this computer, 0 if unknown."""
        self._title.set_text(title)
        self._expected_s = expected_s
        self.set_meanwhile(meanwhile)
        self._elapsed.start()
        self._tick.start()
        self._on_tick()

    def finish(self) -> None:
        """Stop counting."""
        self._tick.stop()

    def set_meanwhile(self, sentence: str) -> None:
        """Say what can be done at once, by rule."""
        self._meanwhile.set_text(sentence)
        self._meanwhile.setVisible(bool(sentence))

    def set_elapsed(self, elapsed_s: float) -> None:
        """Show `elapsed_s` seconds of the expected ones."""
        took = numbers.duration(elapsed_s)
        if self._expected_s:
            about = numbers.number(round(self._expected_s))
            took = _("{elapsed} of about {expected}").format(elapsed=took, expected=about)
        self._time.set_text(took)
        share = min(_NEVER_FULL, elapsed_s / self._expected_s) if self._expected_s else 0.0
        self._bar.set_share(share, f"{self._title.text()}: {took}")
        accessible.name(self, self._title.text(), took)

    def set_done(self, done: int, total: int, said: str) -> None:
        """Show counted work instead of a time: `done` of `total`, said in the caller's words."""
        self._tick.stop()
        self._time.set_text(said)
        self._bar.set_share(done / total if total else 0.0, said)
        accessible.name(self, self._title.text(), said)

    def set_title(self, title: str) -> None:
        """Say what is being done."""
        self._title.set_text(title)

    def retranslate(self) -> None:
        """Name the way out in the language of the screen."""
        self.stop.set_text(_("Stop"))
        self.stop.set_key("Esc")

    def _on_tick(self) -> None:
        self.set_elapsed(self._elapsed.elapsed() / 1000)
