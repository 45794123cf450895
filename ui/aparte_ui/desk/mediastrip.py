"""The images of a draft: by reference, each with its thumbnail and an alternative text, copied as a step of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from aparte.i18n import _
from aparte.nouns import Media
from aparte_ui import accessible
from aparte_ui.elision import of
from aparte_ui.widgets.button import Button
from aparte_ui.widgets.field import Field
from aparte_ui.widgets.iconbutton import IconButton
from aparte_ui.widgets.rule import Rule
from aparte_ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte_ui.desk.session import Session
    from aparte_ui.theme import Theme

THUMBNAIL = 32
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


class MediaStrip(QWidget):
    """A row an image, under the page. alt_copy_asked: an alternative text is to be copied by itself."""

    alt_copy_asked = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        """Follow the images of the open draft."""
        super().__init__()
        self._theme, self._session = theme, session
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._add = Button(theme, kind="quiet", size="small", icon="image")
        self._add.clicked.connect(self._ask_files)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(16), theme.px(4))
        foot.addWidget(self._add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(theme))
        column.addLayout(self._rows)
        column.addLayout(foot)
        session.opened.connect(self._build)
        session.details_changed.connect(self._build)
        session.platform_changed.connect(self._build)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the screen."""
        self._add.set_text(_("Add an image"))
        self._shown: tuple[object, ...] = ()
        self._build()

    def add_files(self, files: Sequence[str]) -> None:
        """Add the images among `files`, by reference: the files stay where they are."""
        draft = self._session.draft
        images = [Media(path=file) for file in files if file.lower().endswith(IMAGES)]
        if draft is not None and images:
            self._session.set_media([*draft.media, *images])
            self._describe_next(len(draft.media))

    def _describe_next(self, index: int) -> None:
        # An image is added to be described: the keyboard goes where its words are wanted.
        item = self._rows.itemAt(index)
        if item is not None and (row := item.widget()) is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_files(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in IMAGES)
        files, _kind = QFileDialog.getOpenFileNames(self, _("Add an image"), "", f"{_('Images')} ({pattern})")
        self.add_files(files)

    def _build(self) -> None:
        draft, platform = self._session.draft, self._session.platform or ""
        media = draft.media if draft else ()
        self._add.setEnabled(draft is not None)
        if (media, platform) == self._shown:
            return
        self._shown = (media, platform)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for index, one in enumerate(media):
            row = _Row(self._theme, one, platform)
            row.described.connect(partial(self._describe, index, self._key_of(one)))
            row.removed.connect(lambda at=index: self._remove(at))
            row.copied.connect(self.alt_copy_asked)
            self._rows.addWidget(row)

    def _key_of(self, media: Media) -> str:
        """Return whom a description written now serves: every platform, until another one is given its own.

        As with the texts, the leading platform holds the common one.
        """
        shared = self._session.own_key() is None or not media.alt.get("")
        return "" if shared else self._session.platform or ""

    def _describe(self, index: int, key: str, alt: str) -> None:
        draft = self._session.draft
        if draft is None:
            return
        media = list(draft.media)
        media[index] = replace(media[index], alt={**media[index].alt, key: alt})
        # The row that is being written in is not built again under the writer's hands.
        self._shown = (tuple(media), self._session.platform or "")
        self._session.set_media(media)

    def _remove(self, index: int) -> None:
        draft = self._session.draft
        if draft is not None:
            self._session.set_media([one for at, one in enumerate(draft.media) if at != index])


class _Row(QWidget):
    described = Signal(str)
    removed = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme, media: Media, platform: str) -> None:
        super().__init__()
        name = Path(media.path).name
        picture = QLabel()
        picture.setPixmap(thumbnail(media.path, theme.px(THUMBNAIL)))
        picture.setFixedSize(theme.px(THUMBNAIL), theme.px(THUMBNAIL))
        accessible.name(picture, name)
        self._field = Field(theme, _("Alternative text {of_name}").format(of_name=of(name)))
        self._field.line.setPlaceholderText(_("say what the image shows"))
        self.setFocusProxy(self._field)
        self._field.set_text(media.alt.get(platform) or media.alt.get("", ""))
        self._field.edited.connect(self.described)
        self._field.edited.connect(self._tell)
        copy = self._copy = Button(theme, _("Copy alt text"), size="small")
        copy.clicked.connect(lambda: self.copied.emit(self._field.text()))
        remove = IconButton(theme, "close")
        remove.say(_("Remove {name} from the draft").format(name=name))
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(8), theme.px(16), theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(picture)
        row.addWidget(Text(theme, "body", colour="ink2", text=name))
        row.addWidget(self._field, 1)
        row.addWidget(copy)
        row.addWidget(remove)
        self._tell()

    def _tell(self) -> None:
        self._copy.refuse("" if self._field.text().strip() else _("nothing to copy yet"))


def thumbnail(path: str, side: int) -> QPixmap:
    """Return a square of `side` pixels of an image file; grey paper when the file is gone or is no image."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    pixmap = QPixmap(side, side)
    if image.isNull():
        pixmap.fill(Qt.GlobalColor.lightGray)
        return pixmap
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    return QPixmap.fromImage(image.copy(left, top, side, side))
