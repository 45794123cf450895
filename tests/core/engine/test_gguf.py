"""A model file is refused by its header, in one line, before the engine's process ever sees it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aparte import messages
from aparte.engine.gguf import ARCHITECTURES, read_header
from aparte.errors import Trouble
from tests.core.engine.tiny import CHATML, HEADS, LAYERS, WIDTH, tiny_model


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def refusal(path: Path) -> str:
    with pytest.raises(Trouble) as caught:
        read_header(path)
    assert "\n" not in messages.say(caught.value.code, caught.value.params)
    return caught.value.code


def test_a_real_header_says_what_the_model_is(tiny: Path) -> None:
    header = read_header(tiny)
    assert (header.architecture, header.name, header.licence) == ("llama", "tiny", "CC0-1.0")
    assert (header.blocks, header.embedding, header.context) == (LAYERS, WIDTH, 512)
    assert header.chat_template == CHATML
    assert header.file_bytes == tiny.stat().st_size


def test_the_memory_grows_with_the_context(tiny: Path) -> None:
    header = read_header(tiny)
    cache_per_token = LAYERS * 2 * WIDTH * 2
    scores_per_token = 256 * HEADS * 4
    assert header.ram_bytes(512) - header.ram_bytes(256) == 256 * (cache_per_token + scores_per_token)


def test_only_the_blocks_that_attend_keep_a_cache(tmp_path: Path) -> None:
    hybrid = read_header(tiny_model(tmp_path / "hybrid.gguf", more={"llama.full_attention_interval": 2}))
    assert hybrid.cached_heads == HEADS * LAYERS // 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"llama.attention.causal": False}, "model.bad_encoder"),
        ({"split.count": 3}, "model.bad_split"),
        ({"llama.expert_count": 513}, "model.bad_field"),
        ({"llama.attention.key_length": 0}, "model.bad_field"),
        ({"general.alignment": 0}, "model.bad_field"),
    ],
)
def test_what_would_kill_or_mislead_the_engine_is_refused_here(tmp_path: Path, more: dict[str, int], code: str) -> None:
    assert refusal(tiny_model(tmp_path / "odd.gguf", more=more)) == code


@pytest.mark.engine
def test_every_kind_of_model_that_is_let_through_is_known_to_the_engine() -> None:
    from llama_cpp import llama_cpp

    library = Path(llama_cpp._lib._name).read_bytes()
    # The linker lets one word end inside a longer one, so only the end of a string is looked for.
    assert not [name for name in ARCHITECTURES if name.encode() + b"\0" not in library]


def test_a_block_count_that_kills_the_engine_is_refused_here(tmp_path: Path) -> None:
    assert refusal(tiny_model(tmp_path / "deep.gguf", block_count=513)) == "model.bad_field"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "model.bad_magic"),
        (b"GGUF", "model.bad_magic"),
        (bytes(range(256)) * 40, "model.bad_magic"),
        (b"GGUF" + struct.pack("<IQQ", 9, 1, 1), "model.bad_version"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 1), "model.bad_absurd"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1 << 60), "model.bad_absurd"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 1 << 40), "model.bad_absurd"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 50), "model.bad_cut"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 1) + b"a" + struct.pack("<I", 77), "model.bad_value_type"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "model.bad_architecture"),
    ],
)
def test_what_is_no_model_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_cut_download_is_told_by_what_is_missing(tmp_path: Path, tiny: Path) -> None:
    short = tmp_path / "short.gguf"
    short.write_bytes(tiny.read_bytes()[:-100])
    assert refusal(short) == "model.bad_short"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.gguf") == "file.missing"
    assert refusal(tmp_path) == "file.unreadable"


@given(data=st.data())
def test_any_damage_to_a_header_is_a_refusal_or_a_header(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, tiny: Path
) -> None:
    content = bytearray(tiny.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, 9_000))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.gguf"
    path.write_bytes(content[: data.draw(st.sampled_from([len(content), 5_000, 200]))])
    try:
        read = "header" if read_header(path).blocks >= 1 else "nothing"
    except Trouble as trouble:
        read = trouble.code
    assert read == "header" or read.startswith("model.bad_")
