"""The journal keeps every letter, and every way back."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.database import open_database, writing
from aparte.drafts.autosave import Journal
from aparte.errors import Trouble
from aparte.nouns import Draft, Media

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    with Journal(tmp_path, clock=clock) as opened:
        yield opened


def texts(journal: Journal, draft: Draft, platform: str | None = None) -> list[str]:
    return [version.text for version in journal.versions(draft.id, platform)]


def test_what_was_saved_is_read_by_the_next_start(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        draft = journal.create()
        journal.save_text(draft.id, None, "Le marché de Noël ouvre samedi.")
    with Journal(tmp_path) as journal:
        assert journal.draft(draft.id).base_text == "Le marché de Noël ouvre samedi."


def test_a_whole_draft_comes_back_as_it_was_kept(journal: Journal) -> None:
    draft = journal.create(
        Draft(
            id="",
            base_text="Atelier ouvert",
            title="Ouverture",
            intent="playful",
            facts="samedi 10 h",
            versions={"x": "Ouvert !", "linkedin": None},
            media=(Media(path="/photos/caf\udce9.jpg", alt={"": "Une vitrine", "x": "Vitrine"}),),
            planned_for="2026-11-28",
        )
    )
    assert journal.draft(draft.id) == draft
    assert journal.drafts() == [draft]


def test_a_platform_shares_the_base_until_it_has_its_own_text(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="Bonjour", versions={"x": None}))
    journal.save_text(draft.id, None, "Bonsoir")
    assert journal.draft(draft.id).text_for("x") == "Bonsoir"
    journal.save_text(draft.id, "x", "Bonsoir X")
    assert (journal.draft(draft.id).base_text, journal.draft(draft.id).text_for("x")) == ("Bonsoir", "Bonsoir X")


def test_tabs_keep_their_order(journal: Journal) -> None:
    draft = journal.create(Draft(id="", versions={"x": None, "bluesky": None, "instagram": None}))
    moved = journal.update(replace(draft, versions={"instagram": None, "x": "à part", "bluesky": None}))
    assert list(journal.draft(draft.id).versions) == list(moved.versions) == ["instagram", "x", "bluesky"]


def test_the_text_of_a_removed_tab_stays_among_the_versions(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="Base", versions={"x": "Rien que pour X"}))
    journal.update(replace(draft, versions={}))
    assert texts(journal, draft, "x") == ["Rien que pour X"]


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_every_character_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with Journal(tmp_path_factory.mktemp("space")) as journal:
        draft = journal.create()
        journal.save_text(draft.id, None, text)
        assert journal.draft(draft.id).base_text == text


@pytest.mark.parametrize(
    "text",
    ["nul\x00 au milieu", "שלום עולם \u202eenvers", "👩‍👩‍👧‍👦 famille", "a" * 1_000_000, "ligne\r\nligne\u2028ligne"],
    ids=["nul", "rtl", "zwj", "a-megabyte", "line-ends"],
)
def test_surprising_texts_come_back(journal: Journal, text: str) -> None:
    draft = journal.create()
    journal.save_text(draft.id, "x", text)
    assert journal.draft(draft.id).text_for("x") == text


def test_a_lone_surrogate_is_kept_as_the_replacement_character(journal: Journal) -> None:
    draft = journal.create(Draft(id="", title="\udc00"))
    journal.save_text(draft.id, None, "a\ud83db")
    assert (journal.draft(draft.id).base_text, journal.draft(draft.id).title) == ("a�b", "�")


def test_typing_keeps_one_version_every_five_minutes(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="a"))
    for count in range(2, 122):
        clock.advance(0.5)
        journal.save_text(draft.id, None, "a" * count)
    assert 10 <= len(texts(journal, draft)) <= 13


def test_text_that_was_cleared_can_be_found_again(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="Un long texte qui compte"))
    journal.save_text(draft.id, None, "Un long texte qui compte vraiment")
    clock.advance(0.1)
    journal.save_text(draft.id, None, "")
    clock.advance(0.1)
    journal.save_text(draft.id, None, "autre chose")
    assert "Un long texte qui compte vraiment" in texts(journal, draft)


def test_text_that_was_pasted_over_can_be_found_again(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="Premier texte, écrit à la main."))
    journal.save_text(draft.id, None, "Collé par-dessus sans y penser")
    clock.advance(0.1)
    journal.save_text(draft.id, None, "Et encore un autre collage")
    assert texts(journal, draft) == ["Collé par-dessus sans y penser", "Premier texte, écrit à la main."]


def test_named_versions_and_suggestions_are_never_thinned(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="a"))
    journal.keep_version(draft.id, None, "a b", "named", "avant réunion")
    journal.keep_version(draft.id, None, "a b c", "suggestion", "petit-modele")
    for count in range(20):
        clock.advance(0.1)
        journal.keep_version(draft.id, None, "a b c" + "d" * count, "typed")
    origins = [version.origin for version in journal.versions(draft.id, None)]
    assert {"named", "suggestion"} <= set(origins)
    assert origins.count("typed") <= 3


def test_a_restored_version_keeps_the_text_it_replaces(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="avant"))
    version = journal.keep_version(draft.id, None, "avant", "named", "v1")
    journal.save_text(draft.id, None, "après, tout autre chose")
    assert journal.restore(version.id).base_text == "avant"
    assert "après, tout autre chose" in texts(journal, draft)


def test_what_another_window_wrote_is_kept_beside_ours(tmp_path: Path) -> None:
    with Journal(tmp_path) as here, Journal(tmp_path) as there:
        draft = here.create(Draft(id="", base_text="départ"))
        here.save_text(draft.id, None, "départ, ici")
        there.draft(draft.id)
        there.save_text(draft.id, None, "départ, là-bas")
        saved = here.save_text(draft.id, None, "départ, ici encore")
        assert saved.elsewhere == "départ, là-bas"
        assert here.draft(draft.id).base_text == "départ, ici encore"
        assert ("départ, là-bas", "elsewhere") in [(v.text, v.origin) for v in here.versions(draft.id, None)]


def test_the_common_text_changed_by_the_same_window_is_no_conflict(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="commun", versions={"x": None}))
    journal.draft(draft.id)
    journal.save_text(draft.id, None, "commun bis")
    assert journal.save_text(draft.id, "x", "à moi").elsewhere is None


def test_the_words_of_a_model_are_named_until_the_last_one_is_gone(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="Merci encore pour votre patience."))
    accepted = "Merci pour votre patience exemplaire et joyeuse."
    journal.keep_version(draft.id, None, accepted, "suggestion", "petit-modele", before=draft.base_text)
    assert journal.models_in(draft.id, accepted) == ("petit-modele",)
    assert journal.models_in(draft.id, "Votre patience est exemplaire.") == ("petit-modele",)
    assert journal.models_in(draft.id, "Merci pour votre patience.") == ()


def test_a_draft_comes_back_from_the_bin_for_thirty_days(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="à garder"))
    journal.bin(draft.id)
    assert (journal.drafts(), len(journal.drafts(binned=True))) == ([], 1)
    clock.advance(60 * 24 * 29)
    assert journal.purge() == 0
    assert journal.unbin(draft.id).binned_at is None


def test_a_draft_leaves_the_bin_for_good_after_thirty_days(journal: Journal, clock: Clock) -> None:
    draft = journal.create(Draft(id="", base_text="à oublier"))
    journal.keep_version(draft.id, None, "à oublier", "named", "v1")
    journal.bin(draft.id)
    clock.advance(60 * 24 * 30 + 1)
    assert journal.purge() == 1
    assert journal.versions(draft.id, None) == []
    with pytest.raises(Trouble, match=r"draft\.unknown"):
        journal.save_text(draft.id, None, "trop tard")


def test_a_changed_letter_makes_a_copied_draft_a_draft_again(journal: Journal) -> None:
    draft = journal.create(Draft(id="", base_text="copié", state="copied"))
    journal.save_text(draft.id, None, "copié.")
    assert journal.draft(draft.id).state == "draft"


def test_drafts_are_found_by_their_words_without_case_or_accents(journal: Journal) -> None:
    found = journal.create(Draft(id="", base_text="La Fête des lumières", versions={"x": "Rendez-vous à 18 h"}))
    journal.create(Draft(id="", base_text="Rien à voir"))
    assert [draft.id for draft in journal.find("fete 18")] == [found.id]


def test_a_save_never_waits_for_an_import(tmp_path: Path) -> None:
    posts = open_database(tmp_path / "archive.db", (lambda database: None,))
    with Journal(tmp_path) as journal, writing(posts):
        draft = journal.create(Draft(id="", base_text="pendant un import"))
        assert journal.draft(draft.id).base_text == "pendant un import"
    posts.close()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_full_disk_loses_nothing_saved_before_and_the_next_save_works(tmp_path: Path) -> None:
    program = (
        "import resource, sys, pathlib\n"
        "from aparte.drafts.autosave import Journal\n"
        "from aparte.errors import Trouble\n"
        "from aparte.nouns import Draft\n"
        "with Journal(pathlib.Path(sys.argv[1])) as journal:\n"
        "    draft = journal.create(Draft(id='', base_text='avant'))\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))\n"
        "    try:\n"
        "        journal.save_text(draft.id, None, 'x' * 1_000_000)\n"
        "    except Trouble as trouble:\n"
        "        print(trouble.code)\n"
        "    journal.save_text(draft.id, 'x', 'petit')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in {"data.full", "data.failing_disk"}
    with Journal(tmp_path) as journal:
        (draft,) = journal.drafts()
        assert (draft.base_text, draft.text_for("x"), journal.integrity()) == ("avant", "petit", "ok")


def test_only_the_user_can_read_the_journal(tmp_path: Path) -> None:
    with Journal(tmp_path / "space") as journal:
        journal.create(Draft(id="", base_text="secret"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "space").iterdir()}
    assert set(modes) >= {"drafts.db", "drafts.db-wal", "drafts.db-shm"}
    assert set(modes.values()) == {0o600}
