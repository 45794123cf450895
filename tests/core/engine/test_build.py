"""Building the engine: the lock file is read strictly, a kept wheel is used again, and nothing is compiled here."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from aparte.engine import build as building
from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

LOCK = """\
diskcache==5.6.3 \\
    --hash=sha256:aa
# a comment
llama-cpp-python==0.3.36 \\
    --hash=sha256:bb
numpy==2.0 ; python_version >= "3.11" \\
    --hash=sha256:cc \\
    --hash=sha256:dd
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "engine.lock"
    path.write_text(LOCK)
    return path


def test_the_engine_is_told_apart_from_what_it_needs(lock: Path) -> None:
    own, others = building._split(lock)
    assert own == "llama-cpp-python==0.3.36 \\\n    --hash=sha256:bb\n"
    assert "numpy==2.0" in others
    assert "diskcache==5.6.3" in others
    assert "llama" not in others


@pytest.mark.parametrize("content", ["", "numpy==2.0\n", LOCK + LOCK])
def test_a_lock_without_exactly_one_engine_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.lock"
    path.write_text(content)
    with pytest.raises(Trouble, match=r"data\.bad"):
        building._split(path)


def test_a_missing_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"file\.unreadable"):
        building._split(tmp_path / "none.lock")


def test_a_wheel_is_kept_for_one_kind_of_processor() -> None:
    assert building._machine_key() == building._machine_key()
    assert "/" not in building._machine_key()


def test_an_engine_that_is_there_is_left_alone(lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_installed", lambda: "0.3.36")
    assert [step.phase for step in building.build(lock, tmp_path)] == ["ready"]


def test_a_kept_wheel_is_installed_without_a_compiler(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / f"llama-cpp-python-0.3.36-cpu-{building._machine_key()}" / "engine.whl"
    kept.parent.mkdir()
    kept.touch()
    found: list[Path] = []
    versions = iter([None, "0.3.36"])
    monkeypatch.setattr(building, "_installed", lambda: next(versions))
    monkeypatch.setattr(building, "_install", lambda wheel, _others: found.append(wheel))
    assert [step.phase for step in building.build(lock, tmp_path)] == ["found", "done"]
    assert found == [kept]


def test_without_a_compiler_the_command_to_get_one_is_named(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_installed", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Trouble, match=r"engine\.no_compiler") as caught:
        list(building.build(lock, tmp_path))
    assert caught.value.params["command"]


def test_a_build_that_is_given_up_leaves_nothing_behind(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setattr(building, "_installed", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(building, "_PIP", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(building, "_TICK_S", 0.02)
    steps = building.build(lock, cache)
    assert next(steps).phase == "building"
    steps.close()  # type: ignore[attr-defined]  # it is a generator
    assert list(cache.iterdir()) == []


def test_a_build_that_fails_says_its_last_error(lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_installed", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(building, "_PIP", (sys.executable, "-c", "raise SystemExit('error: no disk')"))
    with pytest.raises(Trouble, match=r"engine\.build_failed") as caught:
        list(building.build(lock, tmp_path / "cache"))
    assert "no disk" in str(caught.value.params["reason"])


def test_of_a_failed_build_the_first_error_of_the_compiler_is_told() -> None:
    output = (
        "error: subprocess-exited-with-error\n"
        "[2/9] gcc -DWERROR -c /tmp/x/a_error.c\n"
        "  /tmp/x/ggml-vulkan.cpp:5214:21: error: ‘LayerSettingEXT’ is not a member of ‘vk’\n"
        "  /tmp/x/ggml-vulkan.cpp:5222:5: error: too many braces\n"
        "ERROR: Failed to build one or more wheels\n"
    )
    assert building._reason(output) == "ggml-vulkan.cpp:5214:21: error: ‘LayerSettingEXT’ is not a member of ‘vk’"
    assert building._reason("CMake Error at a.txt:3:\nERROR: Failed") == "CMake Error at a.txt:3:"
    assert building._reason("error: no disk") == "error: no disk"
    assert building._reason("") == "?"


def test_a_wheel_of_other_flags_is_never_taken_from_the_cache_of_pip(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said.txt"
    monkeypatch.setattr(building, "_installed", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    program = f"import sys; open({str(said)!r}, 'w').write(' '.join(sys.argv[1:])); raise SystemExit('error')"
    monkeypatch.setattr(building, "_PIP", (sys.executable, "-c", program))
    with pytest.raises(Trouble, match=r"engine\.build_failed"):
        list(building.build(lock, tmp_path / "cache", gpu="vulkan"))
    assert said.read_text().startswith("--no-cache-dir wheel")


def test_a_bundle_never_builds(lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_installed", lambda: None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Trouble, match=r"engine\.no_builder"):
        list(building.build(lock, tmp_path))


def test_tile_registers_are_left_out_where_the_processor_has_them_and_the_wheel_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CFLAGS", "-O2")
    monkeypatch.setattr(building, "_processor", lambda: "flags : avx2 amx_tile")
    settings, key = building._settings("-DGGML_VULKAN=ON"), building._machine_key()
    assert settings["CMAKE_ARGS"] == "-DGGML_VULKAN=ON"
    assert settings["CFLAGS"] == "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16 -O2"
    assert "-mno-amx-int8" in settings["CXXFLAGS"]
    monkeypatch.setattr(building, "_processor", lambda: "flags : avx2")
    assert building._settings("") == {}
    assert building._machine_key() != key
