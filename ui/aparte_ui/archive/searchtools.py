"""Under the field: in which order, the searches kept under a name, and what can be written to narrow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from aparte.i18n import N_, _
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.segmented import Segmented
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.archive.saved import SavedSearch
    from aparte_ui.theme import Theme

ORDERS = {"newest": N_("Newest first"), "relevant": N_("Most relevant")}
FILTERS = (
    N_("“a phrase” · -without · #hashtag · @name · emoji"),
    N_("from:name · on:instagram · since:2025-06-01 · until:2025-08-31 · lang:fr · kind:own or kind:mention"),
    N_("has:link · mood:negative, neutral or positive · irony:>70 (what was heard when the post came in)"),
)
"""What can be written, line by line; the words before a colon are the same in every language."""
_SHOWN = 48
"""Letters of a search shown beside its name."""


class SearchTools(QWidget):
    """ordered: another order was chosen; picked: a saved search; save_asked, forget_asked: what its menu offers."""

    ordered = Signal()
    picked = Signal(str)
    save_asked = Signal()
    forget_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Put the newest first; nothing is saved before `show_saved`."""
        super().__init__()
        self._saved: Sequence[SavedSearch] = ()
        self._words = ""
        self.order = Segmented(theme, [(key, "") for key in ORDERS])
        self.saved = Button(theme, kind="quiet", size="small", icon="list")
        self.help = IconButton(theme, "info")
        self.help.setCheckable(True)
        self._filters = Text(theme, "small", colour="ink2", wrap=True)
        across = QHBoxLayout()
        across.setSpacing(theme.px(8))
        across.addWidget(self.order)
        across.addStretch(1)
        across.addWidget(self.saved)
        across.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(across)
        column.addWidget(self._filters)
        self._filters.hide()
        self.order.chosen.connect(lambda _key: self.ordered.emit())
        self.saved.clicked.connect(self._offer)
        self.help.toggled.connect(self._filters.setVisible)
        self.retranslate()

    @property
    def is_ranked(self) -> bool:
        """Whether the most relevant come first."""
        return self.order.current() == "relevant"

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Offer these searches."""
        self._saved = saved

    def note_words(self, words: str) -> None:
        """Know what is typed: only words can be kept."""
        self._words = words.strip()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self.order.set_texts({key: _(name) for key, name in ORDERS.items()})
        self.order.setAccessibleName(_("Order"))
        self.saved.set_text(_("Saved searches"))
        self.help.say(_("What narrows a search"))
        self._filters.set_text("\n".join(_(line) for line in FILTERS))

    def menu(self) -> QMenu:
        """Build the menu of saved searches."""
        menu = QMenu(self)
        for one in self._saved:
            # What follows a tab is written at the right, where a key would be.
            action = menu.addAction(f"{_plain(one.name)}\t{_plain(_shortened(one.said))}")
            action.triggered.connect(lambda _on=False, said=one.said: self.picked.emit(said))
        if self._saved:
            menu.addSeparator()
        keep = menu.addAction(_("Keep this search…"))
        keep.setEnabled(bool(self._words))
        keep.triggered.connect(lambda _on=False: self.save_asked.emit())
        if self._saved:
            forget = menu.addMenu(_("Forget"))
            for one in self._saved:
                forget.addAction(_plain(one.name)).triggered.connect(
                    lambda _on=False, name=one.name: self.forget_asked.emit(name)
                )
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.saved.mapToGlobal(QPoint(self.saved.width() - menu.sizeHint().width(), self.saved.height())))


def _plain(words: str) -> str:
    """Return words for a menu: an "&" is only an ampersand there when it is written twice."""
    return words.replace("&", "&&").replace("\t", " ")


def _shortened(said: str) -> str:
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
