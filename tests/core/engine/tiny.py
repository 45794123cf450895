"""A real GGUF model of 0.2 MB with random weights, made in a moment: it loads and answers nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gguf
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
WIDTH, LAYERS = 32, 2
_HEAD_WIDTH = 16
HEADS = WIDTH // _HEAD_WIDTH
SPECIAL = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]


def tiny_model(
    path: Path,
    *,
    template: str | None = CHATML,
    context: int = 512,
    width: int = WIDTH,
    layers: int = LAYERS,
    block_count: int | None = None,
    numbers: bool = True,
    more: Mapping[str, int] | None = None,
) -> Path:
    """Write a model whose words are bytes. width: a multiple of 16.

    block_count: what the header says, if it lies. numbers: whether the weights are any, or NaN. more: further keys.
    """
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_block_count(layers if block_count is None else block_count)
    writer.add_context_length(context)
    writer.add_head_count_kv(width // _HEAD_WIDTH)
    describe(writer, template, width)
    for key, value in (more or {}).items():
        if isinstance(value, bool):
            writer.add_bool(key, value)
        else:
            writer.add_uint32(key, value)
    _weights(writer, width, layers, 1.0 if numbers else np.nan)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def describe(writer: Any, template: str | None, width: int) -> None:
    """Give `writer` the vocabulary, the template and the widths of a tiny model, whatever its kind."""
    words = [*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *(chr(code) for code in range(97, 123)), "▁"]
    normal, unknown, control, byte = 1, 2, 3, 6
    kinds = [unknown, *[control] * (len(SPECIAL) - 1), *[byte] * 256, *[normal] * 27]
    writer.add_name("tiny")
    writer.add_license("CC0-1.0")
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(2 * width)
    writer.add_head_count(width // _HEAD_WIDTH)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_HEAD_WIDTH)
    writer.add_vocab_size(len(words))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(words)
    writer.add_token_scores([0.0] * len(words))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(4)
    writer.add_add_bos_token(False)
    if template is not None:
        writer.add_chat_template(template)


def _weights(writer: Any, width: int, layers: int, scale: float) -> None:
    dice = np.random.default_rng(7)

    def put(name: str, rows: int, columns: int) -> None:
        writer.add_tensor(f"{name}.weight", (dice.standard_normal((rows, columns)) * 0.1 * scale).astype(np.float32))

    vocabulary = len(SPECIAL) + 256 + 27
    put("token_embd", vocabulary, width)
    # It must speak letters: of bytes that make no character nothing would ever be heard.
    spoken = dice.standard_normal((vocabulary, width)).astype(np.float32)
    spoken[: len(SPECIAL) + 256] = 0
    writer.add_tensor("output.weight", spoken)
    writer.add_tensor("output_norm.weight", np.ones(width, dtype=np.float32))
    for block in (f"blk.{layer}." for layer in range(layers)):
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{block}{name}.weight", np.ones(width, dtype=np.float32))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            put(block + name, width, width)
        put(f"{block}ffn_gate", 2 * width, width)
        put(f"{block}ffn_up", 2 * width, width)
        put(f"{block}ffn_down", width, 2 * width)
