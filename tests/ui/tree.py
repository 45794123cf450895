"""Walks a tree of widgets as a screen reader would, and reports what it could not say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def unnamed(root: QWidget) -> list[str]:
    """Return the controls Tab can reach that have no name."""
    reachable = [w for w in root.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [repr(widget) for widget in reachable if not said(widget).strip()]


def said(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def role(widget: QWidget) -> QAccessible.Role:
    """Return what a screen reader takes a widget for."""
    return QAccessible.queryAccessibleInterface(widget).role()
