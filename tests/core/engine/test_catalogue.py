"""Models of the home: copied whole or not at all, checked, put to use, removed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from aparte import settings
from aparte.engine import catalogue
from aparte.engine.gguf import read_header
from aparte.errors import Trouble
from tests.core.engine.tiny import tiny_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "tiny.gguf")


def left(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "models").iterdir())


def test_a_model_is_copied_with_its_fingerprint_and_the_first_one_is_used(home: Path, file: Path) -> None:
    model = catalogue.add(home, file)
    copy = catalogue.model_path(home, model)
    assert file.read_bytes() == copy.read_bytes()
    assert model.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert catalogue.listed(home) == (model,)
    assert catalogue.chosen(home) == model


def test_the_same_file_twice_is_one_model(home: Path, file: Path) -> None:
    assert catalogue.add(home, file) == catalogue.add(home, file)
    assert left(home) == ["tiny.gguf", "tiny.toml"]


def test_another_file_of_the_same_name_gets_a_name_of_its_own(home: Path, file: Path, tmp_path: Path) -> None:
    catalogue.add(home, file)
    (tmp_path / "other").mkdir()
    second = catalogue.add(home, tiny_model(tmp_path / "other" / "tiny.gguf", context=1024))
    assert second.name == "tiny-2"
    assert catalogue.chosen(home) != second


@pytest.mark.parametrize("name", ["..", ".hidden", "a b;c|d", "é" * 90, "con/../x".replace("/", "_")])
def test_a_name_is_made_safe(home: Path, tmp_path: Path, name: str) -> None:
    model = catalogue.add(home, tiny_model(tmp_path / f"{name}.gguf"))
    assert catalogue.model_path(home, model).parent == home / "models"
    assert catalogue.find(home, model.name) == model


def test_what_is_no_model_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.gguf"
    wrong.write_bytes(b"not a model at all, not even close to one")
    with pytest.raises(Trouble, match=r"model\.bad_magic"):
        catalogue.add(home, wrong)
    assert catalogue.listed(home) == ()


def test_a_cancelled_copy_leaves_nothing_behind(home: Path, file: Path) -> None:
    with pytest.raises(Trouble, match=r"model\.cancelled"):
        catalogue.add(home, file, cancelled=lambda: True)
    assert left(home) == []


def test_a_copy_that_reads_back_wrong_is_not_kept(home: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = catalogue._read

    def failing(path: Path) -> Iterator[bytes]:
        for chunk in real(path):
            yield chunk if path == file else b"?" + chunk[1:]

    monkeypatch.setattr(catalogue, "_read", failing)
    with pytest.raises(Trouble, match=r"model\.bad_copy"):
        catalogue.add(home, file)
    assert left(home) == []


def test_a_stick_that_can_not_be_read_is_named(home: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_path: Path, *_args: object, **_more: object) -> object:
        raise OSError(5, "Input/output error")

    header = read_header(file)
    monkeypatch.setattr(catalogue, "read_header", lambda _path: header)
    monkeypatch.setattr(type(file), "open", gone)
    with pytest.raises(Trouble) as caught:
        catalogue.add(home, file)
    assert (caught.value.code, caught.value.params["path"]) == ("file.unreadable", file)


def test_a_file_that_is_not_the_published_one_is_not_kept(home: Path, file: Path) -> None:
    with pytest.raises(Trouble, match=r"download\.wrong_bytes"):
        catalogue.add(home, file, sha256="0" * 64)
    assert left(home) == []


def test_a_full_disk_is_told_before_the_copy(home: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1_000_000})())
    with pytest.raises(Trouble, match=r"model\.no_space"):
        catalogue.add(home, file)
    assert left(home) == []


def test_progress_ends_at_the_whole(home: Path, file: Path) -> None:
    heard: list[float] = []
    catalogue.add(home, file, progress=heard.append)
    assert heard[-1] == 1.0


def test_a_changed_byte_is_found(home: Path, file: Path) -> None:
    model = catalogue.add(home, file)
    assert catalogue.verify(home, model)
    copy = catalogue.model_path(home, model)
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    assert not catalogue.verify(home, model)


def test_removing_the_model_in_use_leaves_none_in_use(home: Path, file: Path) -> None:
    model = catalogue.add(home, file)
    catalogue.remove(home, model)
    assert left(home) == []
    assert settings.load(home).model == ""
    assert file.exists()


def test_a_model_whose_file_is_gone_is_not_chosen(home: Path, file: Path) -> None:
    catalogue.model_path(home, catalogue.add(home, file)).unlink()
    assert catalogue.chosen(home) is None
    assert catalogue.listed(home) == ()


def test_a_description_that_points_elsewhere_is_not_followed(home: Path, file: Path) -> None:
    catalogue.add(home, file)
    described = home / "models" / "tiny.toml"
    described.write_text(described.read_text().replace('"tiny.gguf"', '"../../tiny.gguf"'))
    assert catalogue.listed(home) == ()


def test_an_unknown_name_is_told_with_those_that_are_there(home: Path, file: Path) -> None:
    catalogue.add(home, file)
    with pytest.raises(Trouble) as caught:
        catalogue.find(home, "nope")
    assert caught.value.params["known"] == "tiny"
