"""One folder a client, private, found by name, never mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte.archive.brandfile import read_brand, write_brand
from aparte.archive.spaces import add_space, default_space, find_space, save_brand, spaces
from aparte.archive.store import Archive
from aparte.errors import Trouble
from aparte.nouns import Brand
from tests.core.archive.made import post

if TYPE_CHECKING:
    from pathlib import Path

_text = st.text(max_size=30)


def test_the_default_space_is_made_once(home: Path) -> None:
    assert default_space(home) == default_space(home) == find_space(home, "DEFAULT")
    assert len(spaces(home)) == 1


def test_a_client_is_found_whatever_the_case(home: Path) -> None:
    added = add_space(home, Brand(id="", name="Café  Lune", handles=("@lune",)))
    assert find_space(home, "café lune") == added
    assert added.brand.handles == ("@lune",)


def test_the_folder_does_not_tell_the_clients_name(home: Path) -> None:
    space = add_space(home, Brand(id="", name="Lune"))
    assert space.folder.name == space.brand.id
    assert "lune" not in space.folder.name


def test_an_unknown_client_is_a_trouble(home: Path) -> None:
    with pytest.raises(Trouble, match=r"brand\.unknown"):
        find_space(home, "personne")


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "a\0b", "\u202elune"])
def test_a_name_that_can_not_be_read_is_refused(home: Path, name: str) -> None:
    with pytest.raises(Trouble, match=r"brand\.bad_name"):
        add_space(home, Brand(id="", name=name))


def test_the_same_name_twice_is_refused(home: Path) -> None:
    add_space(home, Brand(id="", name="Lune"))
    with pytest.raises(Trouble, match=r"brand\.taken"):
        add_space(home, Brand(id="", name="LUNE"))


def test_everything_is_private(home: Path) -> None:
    space = default_space(home)
    with Archive(space.archive_path) as archive:
        archive.add([post("bonjour")])
        modes = {path.stat().st_mode & 0o777 for path in home.rglob("*") if path.is_file()}
        folders = {path.stat().st_mode & 0o777 for path in home.rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})


def test_own_texts_of_a_new_client_are_none(home: Path) -> None:
    assert default_space(home).own_texts() == []


def test_a_saved_brand_keeps_its_id(home: Path) -> None:
    space = add_space(home, Brand(id="", name="Lune"))
    save_brand(space, Brand(id="other", name="Soleil"))
    assert find_space(home, "soleil").brand == Brand(id=space.brand.id, name="Soleil")


def test_a_brand_that_can_not_be_read_names_the_file_and_the_line(home: Path) -> None:
    space = default_space(home)
    (space.folder / "brand.toml").write_text('name = "default"\nkeywords = oups\n', encoding="utf-8")
    with pytest.raises(Trouble, match=r"space.bad_brand.*brand\.toml.*line 2"):
        spaces(home)


@given(
    name=_text,
    keywords=st.lists(_text, max_size=3),
    overrides=st.dictionaries(_text, st.integers() | st.booleans() | _text | st.lists(st.integers()), max_size=3),
)
def test_any_brand_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, keywords: list[str], overrides: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("brand") / "brand.toml"
    brand = Brand(id="1", name=name, keywords=tuple(keywords), overrides=overrides, address="vous")
    write_brand(path, brand)
    assert read_brand(path) == brand
