"""A real GGUF model of 0.2 MB with random weights, made in a moment: it loads and answers nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gguf
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
WIDTH, HEADS, LAYERS, HIDDEN = 32, 2, 2, 64
_SPECIAL = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]


def tiny_model(path: Path, *, template: str | None = CHATML, context: int = 512, **meta: Any) -> Path:
    """Write a model of two layers whose words are bytes. meta: other header fields, to make it wrong on purpose."""
    writer = gguf.GGUFWriter(str(path), "llama")
    _describe(writer, template, context, meta)
    _weights(writer)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: Any, template: str | None, context: int, meta: dict[str, Any]) -> None:
    words = [*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *(chr(code) for code in range(97, 123)), "▁"]
    normal, unknown, control, byte = 1, 2, 3, 6
    kinds = [unknown, *[control] * (len(_SPECIAL) - 1), *[byte] * 256, *[normal] * 27]
    writer.add_name("tiny")
    writer.add_license("CC0-1.0")
    writer.add_block_count(meta.get("block_count", LAYERS))
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
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


def _weights(writer: Any) -> None:
    dice = np.random.default_rng(7)

    def put(name: str, *shape: int) -> None:
        writer.add_tensor(name, (dice.standard_normal(shape) * 0.1).astype(np.float32))

    vocabulary = len(_SPECIAL) + 256 + 27
    put("token_embd.weight", vocabulary, WIDTH)
    put("output.weight", vocabulary, WIDTH)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, dtype=np.float32))
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{block}{name}.weight", np.ones(WIDTH, dtype=np.float32))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            put(f"{block}{name}.weight", WIDTH, WIDTH)
        put(f"{block}ffn_gate.weight", HIDDEN, WIDTH)
        put(f"{block}ffn_up.weight", HIDDEN, WIDTH)
        put(f"{block}ffn_down.weight", WIDTH, HIDDEN)
