"""One window a data folder: a second start raises the first window and leaves.

The meeting point is a local socket (a file, or a pipe on Windows) named after the data folder: no other machine is
heard.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_MS = 300


class Single(QObject):
    """The meeting point of the windows of one data folder."""

    asked_to_raise = Signal()

    def __init__(self, home: Path) -> None:
        """Name the meeting point after `home`."""
        super().__init__()
        digest = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
        self._name = f"aparte-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_visitor)

    def raised_the_first(self) -> bool:
        """Ask the window that is already open to come forward; False when there is none, and we are the first now."""
        visitor = QLocalSocket()
        visitor.connectToServer(self._name)
        if visitor.waitForConnected(_PATIENCE_MS):
            visitor.disconnectFromServer()
            return True
        # A crash leaves the socket's file behind; nobody answers there, so it can go.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return False

    def close(self) -> None:
        """Leave the meeting point."""
        self._server.close()

    def _on_visitor(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self.asked_to_raise.emit()
