"""The style sheet of Qt's own widgets, written from the theme: fields, lists, menus, scroll bars, tooltips.

Our painted widgets don't need it. It never sets a font size on a broad selector (that would override every setFont),
and it silences Qt's focus rectangle: the ring is drawn by `focusring`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aparte_ui.theme import Theme


def written(theme: Theme) -> str:
    """Return the whole sheet for the colours and the scale of `theme`."""
    return "".join(
        (_lists(theme), _fields(theme), _menus(theme), _calendar(theme), _scroll_bars(theme), _surfaces(theme))
    )


def _fields(theme: Theme) -> str:
    c, px = _values(theme), theme.px
    return f"""
QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox {{
  background: {c("sheet")}; color: {c("ink")}; border: 1px solid {c("line_strong")};
  border-radius: {theme.radius("control")}px; padding: 0 {px(10)}px; min-height: {px(28)}px;
  selection-background-color: {c("selection_text")}; selection-color: {c("ink")}; }}
QLineEdit[state="error"] {{ border: 2px solid {c("block")}; padding: 0 {px(9)}px; min-height: {px(26)}px; }}
QLineEdit[state="bare"] {{ border: none; background: transparent; padding: 0; }}
QLineEdit:disabled {{ border: 1px dashed {c("line_strong")}; color: {c("ink3")}; }}
QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
QComboBox QAbstractItemView {{ background: {c("raised")}; border: 1px solid {c("line_strong")}; }}
"""


def _lists(theme: Theme) -> str:
    # A list inside a window lies on what is under it; one that pops up by itself (a completer's) has nothing there.
    c, px = _values(theme), theme.px
    return f"""
QAbstractItemView {{ background: {c("raised")}; color: {c("ink")}; border: none; outline: 0;
  selection-background-color: {c("select")}; selection-color: {c("ink")}; }}
QWidget QAbstractItemView {{ background: transparent; }}
QHeaderView::section {{ background: transparent; color: {c("ink2")}; border: none;
  border-bottom: 1px solid {c("line")}; padding: {px(6)}px {px(10)}px; }}
QHeaderView::section:vertical {{ border: none; padding: 0 {px(8)}px 0 0; }}
QTableView::item {{ padding: 0 {px(9)}px; border: none; }}
QTableView QTableCornerButton::section, QAbstractScrollArea::corner {{ background: transparent; border: none; }}
"""


def _menus(theme: Theme) -> str:
    c, px = _values(theme), theme.px
    return f"""
QMenu {{ background: {c("raised")}; color: {c("ink")}; border: 1px solid {c("line_strong")};
  border-radius: {theme.radius("card")}px; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(20)}px {px(5)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {c("select")}; }}
QMenu::item:disabled {{ color: {c("ink3")}; }}
QMenu::separator {{ height: 1px; background: {c("line")}; margin: {px(4)}px {px(8)}px; }}
QToolTip {{ background: {c("raised")}; color: {c("ink")};
  border: 1px solid {c("line_strong")}; padding: {px(4)}px {px(6)}px; }}
"""


def _calendar(theme: Theme) -> str:
    c, px = _values(theme), theme.px
    return f"""
QCalendarWidget QWidget {{ background: {c("raised")}; alternate-background-color: {c("raised")}; }}
QCalendarWidget QAbstractItemView {{ color: {c("ink")}; selection-background-color: {c("select")}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {c("ink3")}; }}
QCalendarWidget QToolButton {{ color: {c("ink")}; border: none; border-radius: {theme.radius("control")}px;
  padding: {px(4)}px {px(8)}px; }}
QCalendarWidget QToolButton:hover {{ background: {c("select")}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _scroll_bars(theme: Theme) -> str:
    c, px = _values(theme), theme.px
    return f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {px(10)}px; }}
QScrollBar:horizontal {{ height: {px(10)}px; }}
QScrollBar::handle {{ background: {c("band")}; border-radius: {px(3)}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {c("line_strong")}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}
"""


def _surfaces(theme: Theme) -> str:
    c = _values(theme)
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget[surface="clear"] {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {c("line")}; }}
QTextEdit {{ border: none; background: transparent;
  selection-background-color: {c("selection_text")}; selection-color: {c("ink")}; }}
"""


def _values(theme: Theme) -> Callable[[str], str]:
    return lambda name: theme.color(name).name()
