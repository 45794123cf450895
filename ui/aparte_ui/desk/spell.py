"""Spelling while typing: words the dictionary does not know, marked after a pause; the client's own words learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from aparte.i18n import _
from aparte_ui.desk.marks import Mark
from aparte_ui.jobs import Latest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from aparte.drafts.spelling import Speller as Dictionary
    from aparte.nouns import Span
    from aparte_ui.desk.page import Page
    from aparte_ui.desk.session import Session
    from aparte_ui.mainwindow import MainWindow

PAUSE_MS = 600
"""Nobody wants a word marked while it is being written."""
SUGGESTIONS = 5


class Speller(QObject):
    """Marks unknown words of the page, and offers others in its menu."""

    def __init__(self, window: MainWindow, session: Session, page: Page) -> None:
        """Follow the assessments of `session`: they tell the language."""
        super().__init__(page)
        self._window, self._session, self._page = window, session, page
        self._reader = Latest(window.app.compute)
        self._dictionaries: dict[tuple[str, tuple[str, ...]], Dictionary] = {}
        self._found: tuple[str, tuple[Span, ...]] = ("", ())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read)
        session.assessed.connect(self._pause.start)
        page.menu_asked.connect(self._on_menu)

    def _read(self) -> None:
        session, assessment = self._session, self._session.assessment
        if not self._window.app.settings.spelling or assessment is None or assessment.language == "other":
            self._page.show_misspelt(session.text, ())
            return
        text, language, words = session.text, assessment.language, self._own_words()

        def read() -> tuple[Span, ...]:
            return self._dictionary(language, words).misspelt(text)

        self._reader.ask(read, lambda found: self._heard(text, found))

    def _heard(self, text: str, found: tuple[Span, ...]) -> None:
        self._found = (text, found)
        marks = tuple(
            Mark(span.start, span.end, "spelling", _("unknown word: {word}").format(word=text[span.start : span.end]))
            for span in found
        )
        self._page.show_misspelt(text, marks)

    def _dictionary(self, language: str, words: tuple[str, ...]) -> Dictionary:
        from aparte.drafts.spelling import Speller as Dictionary

        key = (language, words)
        if key not in self._dictionaries:
            self._dictionaries[key] = Dictionary("fr" if language == "fr" else "en", words)
        return self._dictionaries[key]

    def _own_words(self) -> tuple[str, ...]:
        space = self._window.workspace.space
        return (*space.brand.words, space.brand.name) if space else ()

    def _on_menu(self, menu: QMenu, at: int) -> None:
        text, found = self._found
        span = next((one for one in found if one.start <= at <= one.end), None)
        if span is None or text != self._session.text:
            return
        word = text[span.start : span.end]
        waiting = menu.addAction(_("Looking for other words…"))
        waiting.setEnabled(False)
        learn = menu.addAction(_("Learn “{word}” for this client").format(word=word))
        learn.triggered.connect(lambda: self._learn(word))
        language = self._session.assessment.language if self._session.assessment else "en"
        words = self._own_words()

        def offer(others: list[str]) -> None:
            waiting.setText(others[0] if others else _("No other word comes close"))
            for number, other in enumerate(others[:SUGGESTIONS]):
                action = waiting if number == 0 else menu.addAction(other)
                action.setEnabled(True)
                action.triggered.connect(lambda _on=False, it=other: self._replace(span, it))

        self._window.app.compute.do(lambda: self._dictionary(language, words).suggest(word, SUGGESTIONS), offer)

    def _replace(self, span: Span, word: str) -> None:
        self._page.editor.replace(span.start, span.end, word)

    def _learn(self, word: str) -> None:
        from aparte_ui.operations import learn_word

        learn_word(self._window, word, self._read)
