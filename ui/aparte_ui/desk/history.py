"""The versions of the text on the page: what was typed, named, proposed; one click brings one back, undo included."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte_ui import numbers
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.heading import Heading
from aparte_ui.widgets.overlay import Overlay
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.drafts.versions import Version
    from aparte_ui.desk.session import Session
    from aparte_ui.desk.textedit import TextEdit
    from aparte_ui.mainwindow import MainWindow


def show_history(window: MainWindow, session: Session, editor: TextEdit) -> None:
    """List the versions of the text on the page over the window."""
    draft, platform = session.draft, session.own_key()
    if draft is None:
        return
    session.save()
    window.app.disk.do(
        lambda: window.workspace.journal().versions(draft.id, platform),
        lambda found: _Versions(window, editor, found).open(),
    )


class _Versions(Overlay):
    """One row a version, the newest first."""

    def __init__(self, window: MainWindow, editor: TextEdit, versions: Sequence[Version]) -> None:
        theme = window.app.theme
        super().__init__(theme, window, width=720, place="top")
        self._editor = editor
        heading = Heading(theme, "section")
        heading.say(_("Versions of this draft"), "" if versions else _("none yet: they are kept as you write"))
        rows = QWidget()
        rows.setProperty("surface", "clear")
        listed = QVBoxLayout(rows)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(0)
        for version in versions:
            listed.addLayout(self._row(window, version))
            listed.addWidget(Rule(theme))
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidget(rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(theme.px(320 if versions else 8))
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.addWidget(heading)
        column.addWidget(area)
        self.closed.connect(self.deleteLater)

    def _row(self, window: MainWindow, version: Version) -> QHBoxLayout:
        theme = window.app.theme
        age = (window.app.now() - datetime.fromisoformat(version.kept_at)).total_seconds()
        origins = {"typed": _("typed"), "suggestion": _("proposed by {name}"), "named": _("kept as {name}")}
        said = origins[version.origin].format(name=version.name or _("copied"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, "body", elide=True, text=" ".join(version.text.split())))
        words.addWidget(Text(theme, "small", colour="ink3", elide=True, text=f"{numbers.age(age)} · {said}"))
        back = Button(theme, _("Bring back"), size="small")
        back.clicked.connect(lambda: self._bring_back(version))
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        row.addLayout(words, 1)
        row.addWidget(back)
        return row

    def _bring_back(self, version: Version) -> None:
        self._editor.rewrite(version.text)
        self.close_panel()
