"""Writes GGUF models of a real size with random weights: speech is nonsense, speed and memory are real.

The weights are random quantised blocks, not quantised random weights: the same bytes to read, written in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gguf
import numpy as np

from aparte.engine.gguf import read_header
from aparte.engine.memory import CONTEXT
from aparte.nouns import ModelFile
from tests.core.engine.tiny import CHATML

if TYPE_CHECKING:
    from pathlib import Path

_SPECIAL = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
_SCALE = np.float16(0.002)
"""Of each block: weights between -0.016 and 0.016 keep the sums finite through any depth."""


@dataclass(frozen=True)
class Shape:
    """The widths of a llama model, in elements; kind: how its matrices are kept."""

    blocks: int
    width: int
    inner: int
    heads: int
    kv_heads: int
    vocabulary: int
    context: int = 8192
    kind: str = "Q4_0"


BILLION = Shape(blocks=16, width=2048, inner=8192, heads=32, kv_heads=8, vocabulary=32_000)
"""1.1 billion weights, 620 MB at Q4_0: the widths of Llama 3.2 1B, with the vocabulary of Llama 2."""
WIDE_VOCABULARY = Shape(blocks=24, width=896, inner=4864, heads=14, kv_heads=2, vocabulary=151_936, kind="Q8_0")
"""0.6 billion, 670 MB at Q8_0: the widths of Qwen 2.5 0.5B, whose vocabulary is a third of the model."""
EVERY_HEAD = Shape(blocks=22, width=2048, inner=5632, heads=32, kv_heads=32, vocabulary=32_000)
"""1.2 billion, 700 MB at Q4_0: TinyLlama's widths without shared key-value heads, whose cache outweighs the file."""

FULL_CONTEXT = Shape(blocks=2, width=512, inner=512, heads=32, kv_heads=2, vocabulary=1_000, context=4096, kind="Q8_0")
"""A toy with many heads: what it needs beside its file is all scores of attention, once its context is full."""


def model_file(path: Path) -> ModelFile:
    """Describe a file as the catalogue would, without copying it into a home."""
    header = read_header(path)
    return ModelFile(
        name=path.stem,
        file=path.name,
        sha256=path.stem,
        size_bytes=header.file_bytes,
        architecture=header.architecture,
        layers=header.blocks,
        context_tokens=header.context,
        ram_bytes=header.ram_bytes(min(CONTEXT, header.context)),
    )


def random_model(path: Path, shape: Shape = BILLION, seed: int = 7) -> Path:
    """Write a model of `shape` and return its path."""
    writer = gguf.GGUFWriter(str(path), "llama")
    _describe(writer, shape)
    _weights(writer, shape, np.random.default_rng(seed))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: Any, shape: Shape) -> None:
    letters = [chr(code) for code in range(97, 123)]
    words = [*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *letters, "▁"]
    words += [f"▁w{number}" for number in range(shape.vocabulary - len(words))]
    normal = shape.vocabulary - len(_SPECIAL) - 256
    writer.add_name("random")
    writer.add_license("CC0-1.0")
    writer.add_block_count(shape.blocks)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(words)
    writer.add_token_scores([0.0] * shape.vocabulary)
    writer.add_token_types([_UNKNOWN, *[_CONTROL] * (len(_SPECIAL) - 1), *[_BYTE] * 256, *[_NORMAL] * normal])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(4)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHATML)


def _weights(writer: Any, shape: Shape, dice: np.random.Generator) -> None:
    kind = gguf.GGMLQuantizationType[shape.kind]
    elements, size = gguf.GGML_QUANT_SIZES[kind]

    def put(name: str, rows: int, columns: int) -> None:
        blocks = dice.integers(0, 256, (rows, columns // elements, size), dtype=np.uint8)
        blocks[:, :, :2] = np.frombuffer(_SCALE.tobytes(), np.uint8)
        writer.add_tensor(f"{name}.weight", blocks.reshape(rows, -1), raw_dtype=kind)

    ones = np.ones(shape.width, dtype=np.float32)
    keys = shape.width // shape.heads * shape.kv_heads
    put("token_embd", shape.vocabulary, shape.width)
    put("output", shape.vocabulary, shape.width)
    writer.add_tensor("output_norm.weight", ones)
    for block in (f"blk.{layer}." for layer in range(shape.blocks)):
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{block}{name}.weight", ones)
        for name, rows, columns in (
            ("attn_q", shape.width, shape.width),
            ("attn_k", keys, shape.width),
            ("attn_v", keys, shape.width),
            ("attn_output", shape.width, shape.width),
            ("ffn_gate", shape.inner, shape.width),
            ("ffn_up", shape.inner, shape.width),
            ("ffn_down", shape.width, shape.inner),
        ):
            put(block + name, rows, columns)
