"""The drafts in the left panel: by recency, by planned week, in the bin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt

from aparte.drafts.autosave import Journal
from aparte.nouns import Draft
from aparte_ui.desk.draftmodel import DRAFT_ROLE, DraftModel, Heading
from tests.ui.opened import CTRL, Opened

NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)


def _rows(model: DraftModel) -> list[str]:
    found = [model.index(row).data(DRAFT_ROLE) for row in range(model.rowCount())]
    return [f"[{row.text}]" if isinstance(row, Heading) else row.title for row in found]


def _draft(title: str, *, days: int | None = None, state: str = "draft", binned: bool = False) -> Draft:
    planned = None if days is None else (NOW + timedelta(days=days)).date().isoformat()
    return Draft(
        id=title,
        title=title,
        planned_for=planned,
        state=state,  # type: ignore[arg-type]  # one of the states
        updated_at=NOW.isoformat(),
        binned_at=NOW.isoformat() if binned else None,
    )


def test_planned_drafts_stand_under_their_weeks() -> None:
    model = DraftModel()
    drafts = [_draft("later", days=16), _draft("soon", days=1), _draft("next", days=5), _draft("free")]
    model.show_drafts(drafts, "week", NOW)
    rows = _rows(model)
    assert rows[0:4] == ["[This week]", "soon", "[Next week]", "next"]
    assert rows[5] == "later"
    assert rows[6:] == ["[No day yet]", "free"]


def test_the_model_keeps_qt_s_rules(qtmodeltester: object) -> None:
    model = DraftModel()
    model.show_drafts([_draft("one"), _draft("two", state="copied"), _draft("three", binned=True)], "recent", NOW)
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # pytest-qt's fixture
    assert _rows(model) == ["[Drafts]", "one", "[On stage this week]", "two"]


def test_a_draft_in_the_bin_comes_back(festival: Opened) -> None:
    title, draft_id = festival.draft.title, festival.draft.id
    festival.desk._list.bin_asked.emit(draft_id)
    festival.wait(lambda: festival.session.draft is not None and festival.draft.id != draft_id)
    festival.settle()
    assert title not in _rows(festival.desk._list.model)
    festival.desk._list._bin.click()
    assert title in _rows(festival.desk._list.model)
    festival.desk._list.unbin_asked.emit(draft_id)
    festival.wait(lambda: festival.draft.id == draft_id)
    assert festival.on_disk(draft_id).binned_at is None


def test_what_waited_thirty_days_in_the_bin_is_gone_at_the_next_opening(festival: Opened) -> None:
    old = festival.window.workspace.drafts[-1]
    long_ago = datetime.now(UTC) - timedelta(days=31)
    with Journal(festival.space.folder, clock=lambda: long_ago) as journal:
        journal.bin(old.id)
    festival.window.workspace.open(festival.space, lambda: festival.window.go("desk"))
    festival.ready()
    assert old.id not in {draft.id for draft in festival.window.workspace.drafts}


def test_a_new_draft_takes_the_usual_platforms_and_the_keyboard(festival: Opened) -> None:
    before = festival.draft.id
    platforms = list(max(festival.window.workspace.drafts, key=lambda draft: draft.updated_at).versions)
    festival.press("N", CTRL, festival.page)
    festival.wait(lambda: festival.draft.id != before)
    festival.settle()
    assert list(festival.draft.versions) == platforms
    assert festival.page.text() == ""
    assert festival.page.hasFocus()


def test_delete_puts_the_chosen_draft_in_the_bin(festival: Opened) -> None:
    draft_id = festival.draft.id
    view = festival.desk._list._view
    view.setFocus()
    festival.press(Qt.Key.Key_Delete, at=view)
    festival.wait(lambda: festival.session.draft is not None and festival.draft.id != draft_id)
    assert festival.on_disk(draft_id).binned_at is not None


def test_a_title_typed_in_the_header_is_in_the_list_at_once(festival: Opened) -> None:
    festival.session.set_details(title="Tout autre titre")
    assert "Tout autre titre" in _rows(festival.desk._list.model)


def test_an_empty_bin_says_so(desk: Opened) -> None:
    panel = desk.desk._list
    assert not panel._nothing.isVisible()
    panel._bin.click()
    assert "The bin is empty" in panel._nothing.text()
    assert panel._nothing.isVisible()
    panel._bin.click()
    assert not panel._nothing.isVisible()


def test_weeks_without_a_planned_draft_say_where_a_day_is_given(desk: Opened) -> None:
    panel = desk.desk._list
    panel._by_week.click()
    assert "Nothing is planned yet" in panel._nothing.text()
    desk.session.set_details(planned_for=NOW.date().isoformat())
    desk.settle()
    desk.wait(lambda: not panel._nothing.isVisible())
