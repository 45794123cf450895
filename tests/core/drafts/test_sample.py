"""The sample world: one file, and everything drawn from it agrees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from aparte.archive.spaces import spaces
from aparte.archive.store import Archive
from aparte.drafts import sample
from aparte.drafts.autosave import Journal
from aparte.platforms.platform import platforms

NOW = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)
LANGUAGES = [client["lang"] for client in sample.scenario()["client"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_draft_and_post_of_the_scenario_is_there(home: Path, language: str) -> None:
    client = sample.sample_client(language)
    space = sample.sample_space(home, language, NOW)
    with Journal(space.folder) as journal:
        kept = {draft.title: draft for draft in journal.drafts()}
    assert set(kept) == {draft["title"] for draft in client["draft"]}
    for told in client["draft"]:
        draft = kept[told["title"]]
        assert draft.base_text == told["text"]
        assert list(draft.versions) == told["platforms"]
        assert draft.state == told.get("state", "draft")
    with Archive(space.archive_path) as archive:
        assert archive.count() == len(client["post"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_ages_are_counted_back_from_one_moment(home: Path, language: str) -> None:
    space = sample.sample_space(home, language, NOW)
    with Journal(space.folder) as journal:
        kept = {draft.title: draft for draft in journal.drafts()}
    for told in sample.sample_client(language)["draft"]:
        draft = kept[told["title"]]
        assert datetime.fromisoformat(draft.updated_at) == NOW - timedelta(minutes=told["minutes_ago"])
        if "planned_in_days" in told:
            assert draft.planned_for is not None
            assert date.fromisoformat(draft.planned_for) == NOW.date() + timedelta(days=told["planned_in_days"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visit_twice_finds_the_same_client(home: Path, language: str) -> None:
    assert sample.sample_space(home, language).folder == sample.sample_space(home, language).folder
    assert len(list(spaces(home))) == 1


def test_the_scenario_names_only_platforms_and_pictures_that_exist() -> None:
    known = set(platforms())
    for client in sample.scenario()["client"]:
        assert {name for draft in client["draft"] for name in draft["platforms"]} <= known
        assert {post["platform"] for post in client["post"]} <= known
        for draft, _moment in sample.drafts_of(client, NOW):
            assert all(Path(media.path).is_file() for media in draft.media)
