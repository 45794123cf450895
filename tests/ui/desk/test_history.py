"""The versions of a text, and the way back."""

from __future__ import annotations

from aparte_ui.desk.history import _Versions
from aparte_ui.widgets.button import Button
from tests.ui.opened import CTRL, Opened


def _sheet(window: Opened) -> _Versions:
    window.desk.show_versions()
    window.wait(lambda: any(sheet.isVisible() for sheet in window.window.findChildren(_Versions)))
    return next(sheet for sheet in window.window.findChildren(_Versions) if sheet.isVisible())


def test_a_named_version_comes_back_in_one_step_of_undo(desk: Opened) -> None:
    desk.write("La première version")
    desk.session.keep_version("named", "avant")
    desk.write("Tout autre chose")
    sheet = _sheet(desk)
    buttons = [one for one in sheet.findChildren(Button) if one.label() == "Bring back"]
    assert buttons
    buttons[-1].click()
    desk.read()
    assert desk.page.text() == "La première version"
    desk.press("Z", CTRL, desk.page)
    assert desk.page.text() == "Tout autre chose"


def test_a_draft_without_versions_says_so(desk: Opened) -> None:
    sheet = _sheet(desk)
    assert not [one for one in sheet.findChildren(Button) if one.label() == "Bring back"]


def test_what_was_pasted_over_is_found_again(desk: Opened) -> None:
    desk.write("Le texte d’origine, long et patient")
    desk.session.save()
    desk.settle()
    desk.write("Collé par-dessus")
    desk.session.save()
    desk.settle()
    from aparte.drafts.autosave import Journal

    with Journal(desk.space.folder) as journal:
        texts = [version.text for version in journal.versions(desk.draft.id, None)]
    assert "Le texte d’origine, long et patient" in texts
