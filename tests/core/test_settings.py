"""Choices survive a restart, a crash, a newer version and a typing mistake."""

from __future__ import annotations

import stat
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import messages
from aparte.errors import Trouble
from aparte.settings import FILE, Settings, load, remember, remembered, save
from aparte.tomltext import toml

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


def test_without_a_file_every_choice_has_its_default(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_what_was_chosen_is_read_by_the_next_start(tmp_path: Path) -> None:
    chosen = remember(
        Settings(language="fr", theme="dark", scale=120, splitters={"desk": "AAAA"}, person="Éléonore \x7f\n« x »"),
        "a1",
        "x.hashtags",
        "la cliente y tient",
        NOW,
    )
    save(tmp_path, chosen)
    assert load(tmp_path) == chosen
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('theme = "dark"\n[orbit]\nspeed = 3\nsince = 2026-01-01\n', encoding="utf-8")
    save(tmp_path, replace(load(tmp_path), scale=110))
    kept = tomllib.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert (kept["theme"], kept["scale"], kept["orbit"]["speed"]) == ("dark", 110, 3)


def test_a_line_that_is_not_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('theme = "dark"\nscale = = 3\n', encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        load(tmp_path)
    assert "line 2" in messages.say(caught.value.code, caught.value.params)


@pytest.mark.parametrize(
    "line", ["scale = 900", "model_rest = 0", "scale = true", 'spelling = "yes"', "theme = 3", "overrides = [1]"]
)
def test_a_value_of_the_wrong_kind_is_named_not_guessed(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        load(tmp_path)
    assert line.split(" = ", maxsplit=1)[0] in messages.say(caught.value.code, caught.value.params)


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'theme = "\xff"')
    with pytest.raises(Trouble, match=r"file\.not_utf8"):
        load(tmp_path)


def test_an_answer_is_remembered_for_thirty_days_for_its_rule_and_client() -> None:
    settings = remember(Settings(), "a1", "x.hashtags", "exprès", NOW)
    assert remembered(settings, "a1", NOW + timedelta(days=29)) == {"x.hashtags": "exprès"}
    assert remembered(settings, "a1", NOW + timedelta(days=30)) == {}
    assert remembered(settings, "b2", NOW) == {}


def test_what_ran_out_is_forgotten_by_the_next_answer() -> None:
    old = remember(Settings(), "a1", "x.hashtags", "exprès", NOW)
    assert [each.code for each in remember(old, "a1", "x.emoji", "oui", NOW + timedelta(days=31)).overrides] == [
        "x.emoji"
    ]


_plain = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab é.\n", max_size=4), inner, max_size=3),
    max_leaves=10,
)


@given(values=st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), _plain, max_size=4))
def test_whatever_toml_holds_is_written_as_it_was_read(values: dict[str, object]) -> None:
    assert tomllib.loads(toml(values)) == values
