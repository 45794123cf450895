"""Tiny models that can't cut their state at will: a hybrid (LFM2) and a sliding window (Gemma 3), random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gguf
import numpy as np

from tests.core.engine import tiny

if TYPE_CHECKING:
    from pathlib import Path

WINDOW = 16
"""Tokens that the sliding window sees."""
_HEAD = 16
_WIDTH = tiny.WIDTH


def hybrid_model(path: Path) -> Path:
    """Write a model of two layers: a short convolution, whose state is recurrent, and attention."""
    writer = _begun(path, "lfm2", layers=2)
    writer.add_head_count_kv([0, _WIDTH // _HEAD])
    writer.add_shortconv_l_cache(3)
    put = _Weights(writer)
    put.vector("token_embd_norm", _WIDTH)
    put.feed_forward("blk.0.")
    put.matrix("blk.0.shortconv.conv", _WIDTH, 3)
    put.matrix("blk.0.shortconv.in_proj", 3 * _WIDTH, _WIDTH)
    put.matrix("blk.0.shortconv.out_proj", _WIDTH, _WIDTH)
    put.feed_forward("blk.1.")
    put.attention("blk.1.")
    return _ended(writer, path)


def sliding_model(path: Path) -> Path:
    """Write a model of six layers, five of which see only the last WINDOW tokens."""
    writer = _begun(path, "gemma3", layers=6)
    writer.add_head_count_kv(_WIDTH // _HEAD)
    writer.add_key_length(_HEAD)
    writer.add_value_length(_HEAD)
    writer.add_sliding_window(WINDOW)
    put = _Weights(writer)
    put.vector("output_norm", _WIDTH)
    for block in (f"blk.{layer}." for layer in range(6)):
        put.feed_forward(block)
        put.attention(block)
        put.vector(f"{block}post_attention_norm", _WIDTH)
        put.vector(f"{block}post_ffw_norm", _WIDTH)
    return _ended(writer, path)


class _Weights:
    def __init__(self, writer: Any) -> None:
        self._writer, self._dice = writer, np.random.default_rng(11)
        words = len(tiny.SPECIAL) + 256 + 27
        self.matrix("token_embd", words, _WIDTH)
        spoken = self._dice.standard_normal((words, _WIDTH)).astype(np.float32)
        spoken[: len(tiny.SPECIAL) + 256] = 0
        writer.add_tensor("output.weight", spoken)

    def matrix(self, name: str, rows: int, columns: int) -> None:
        values = (self._dice.standard_normal((rows, columns)) * 0.3).astype(np.float32)
        self._writer.add_tensor(f"{name}.weight", values)

    def vector(self, name: str, width: int) -> None:
        self._writer.add_tensor(f"{name}.weight", np.ones(width, dtype=np.float32))

    def feed_forward(self, block: str) -> None:
        self.vector(f"{block}attn_norm", _WIDTH)
        self.vector(f"{block}ffn_norm", _WIDTH)
        self.matrix(f"{block}ffn_gate", 2 * _WIDTH, _WIDTH)
        self.matrix(f"{block}ffn_up", 2 * _WIDTH, _WIDTH)
        self.matrix(f"{block}ffn_down", _WIDTH, 2 * _WIDTH)

    def attention(self, block: str) -> None:
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            self.matrix(block + name, _WIDTH, _WIDTH)
        self.vector(f"{block}attn_q_norm", _HEAD)
        self.vector(f"{block}attn_k_norm", _HEAD)


def _begun(path: Path, architecture: str, layers: int) -> Any:
    writer = gguf.GGUFWriter(str(path), architecture)
    writer.add_block_count(layers)
    writer.add_context_length(512)
    tiny.describe(writer, tiny.CHATML, _WIDTH)
    return writer


def _ended(writer: Any, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
