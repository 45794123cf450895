"""Reads the header of a GGUF file in Python, before the engine's process ever sees it.

llama.cpp kills its process on some headers (a block count over 512) and reads past the end on others; this reader
trusts nothing: every count and length is bounded before it is used, and the file must hold its last tensor whole.
Source of the layout: the GGUF specification, versions 2 and 3 (little endian).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from aparte.errors import Trouble
from aparte.records import record

if TYPE_CHECKING:
    from pathlib import Path

MAX_COUNT = 65_536
MAX_STRING = 1 << 20
MAX_ARRAY = 1 << 21
MAX_BLOCKS = 512
MAX_EXPERTS = 512
"""llama.cpp aborts above these two. Source: LLAMA_MAX_LAYERS, LLAMA_MAX_EXPERTS."""
MAX_CONTEXT = 1 << 24
"""Tokens: no model was trained on more than ten million, and llama.cpp takes four bytes for each while it loads."""
ARCHITECTURES = frozenset(
    {
        "afmoe", "apertus", "arcee", "arctic", "arwkv7", "baichuan", "bailingmoe", "bailingmoe2", "bitnet", "bloom",
        "chatglm", "codeshell", "cohere2", "command-r", "dbrx", "deci", "deepseek", "deepseek2", "dots1",
        "ernie4_5", "ernie4_5-moe", "exaone", "exaone-moe", "exaone4", "falcon", "falcon-h1", "gemma", "gemma2",
        "gemma3", "gemma3n", "gemma4", "glm-dsa", "glm4", "glm4moe", "gpt-oss", "gpt2", "gptj", "gptneox",
        "granite", "granitehybrid", "granitemoe", "grok", "grovemoe", "hunyuan-dense", "hunyuan-moe", "hunyuan_vl",
        "internlm2", "jais", "jais2", "jamba", "kimi-linear", "lfm2", "lfm2moe", "llama", "llama4", "maincoder",
        "mamba", "mamba2", "mimo2", "minicpm", "minicpm3", "minimax-m2", "mistral3", "mistral4", "mpt", "nemotron",
        "nemotron_h", "nemotron_h_moe", "olmo", "olmo2", "olmoe", "openelm", "orion", "pangu-embedded", "phi2",
        "phi3", "phimoe", "plamo", "plamo2", "plamo3", "plm", "qwen", "qwen2", "qwen2moe", "qwen2vl", "qwen3",
        "qwen35", "qwen35moe", "qwen3moe", "qwen3next", "qwen3vl", "qwen3vlmoe", "refact", "rwkv6", "rwkv6qwen2",
        "rwkv7", "seed_oss", "smallthinker", "smollm3", "stablelm", "starcoder", "starcoder2", "step35", "xverse",
    }
)  # fmt: skip
"""The kinds that write text, of those the locked llama.cpp knows: no encoders (llama.cpp aborts on a text longer than
their batch), no diffusion models, no image or sound readers."""
_WITHOUT_ATTENTION = frozenset({"arwkv7", "mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7"})
_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
# Bytes per block and elements per block of each tensor type (ggml's type table).
_BLOCKS = {
    0: (4, 1), 1: (2, 1), 2: (18, 32), 3: (20, 32), 6: (22, 32), 7: (24, 32), 8: (34, 32), 9: (36, 32),
    10: (84, 256), 11: (110, 256), 12: (144, 256), 13: (176, 256), 14: (210, 256), 15: (292, 256),
    16: (66, 256), 17: (74, 256), 18: (98, 256), 19: (50, 256), 20: (18, 32), 21: (110, 256), 22: (82, 256),
    23: (136, 256), 24: (1, 1), 25: (2, 1), 26: (4, 1), 27: (8, 1), 28: (8, 1), 29: (56, 256), 30: (2, 1),
    34: (54, 256), 35: (66, 256), 39: (17, 32),
}  # fmt: skip


@record
class Header:
    """What a model file says of itself. Widths in elements; file_bytes: its size on disk.

    cached_heads: key-value heads of all blocks together; a hybrid model has some in a few blocks only.
    """

    architecture: str
    name: str
    licence: str
    blocks: int
    context: int
    embedding: int
    heads: int
    cached_heads: int
    key_dim: int
    value_dim: int
    vocabulary: int
    chat_template: str | None
    file_bytes: int

    def ram_bytes(self, context: int, batch: int = 256) -> int:
        """Return the memory that the engine's process takes without mmap once its context is full, in bytes.

        The weights, the key-value cache in f16, the scores of attention of one batch against the whole context in f32,
        and what any model takes. Source: tests/measures/engine_memory.py, whose four shapes take 3 to 20 % less.
        """
        cache = context * self.cached_heads * (self.key_dim + self.value_dim) * 2
        scores = batch * context * self.heads * 4
        return int(self.file_bytes * 1.02) + cache + scores + 110_000_000


def read_header(path: Path) -> Header:
    """Return the header of `path`. Raises Trouble("model.…") in one line when it is not a usable model."""
    try:
        with path.open("rb") as file:
            return _Reader(file, path).header()
    except FileNotFoundError:
        raise Trouble("file.missing", path=path) from None
    except OSError as error:
        raise Trouble("file.unreadable", path=path, reason=error.strerror) from None


class _Reader:
    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._size = path.stat().st_size

    def header(self) -> Header:
        if self._size < 24 or self._file.read(4) != b"GGUF":
            raise self._unusable("magic")
        version = self._number("<I")
        if version not in {2, 3}:
            raise self._unusable("version", value=version)
        tensors = self._bounded(self._number("<Q"), MAX_COUNT, "tensor count")
        keys = self._bounded(self._number("<Q"), MAX_COUNT, "key count")
        facts = {self._string(): self._value(self._number("<I")) for _ in range(keys)}
        header = self._described(facts)
        self._check_tensors(tensors, facts)
        return header

    def _described(self, facts: dict[str, object]) -> Header:
        architecture = str(facts.get("general.architecture", ""))
        if architecture not in ARCHITECTURES:
            raise self._unusable("architecture", value=architecture or "?")
        if facts.get(f"{architecture}.attention.causal") is False:
            raise self._unusable("encoder")
        parts = facts.get("split.count", 1)
        if isinstance(parts, int) and parts > 1:
            raise self._unusable("split", count=parts)

        def number(key: str, *, least: int, most: int, default: int | None = None) -> int:
            return self._checked(key, facts.get(f"{architecture}.{key}", default), least, most)

        embedding = number("embedding_length", least=1, most=1 << 20)
        blocks = number("block_count", least=1, most=MAX_BLOCKS)
        attends = architecture not in _WITHOUT_ATTENTION
        heads = number("attention.head_count", least=1 if attends else 0, most=1 << 16, default=None if attends else 0)
        number("expert_count", least=0, most=MAX_EXPERTS, default=0)
        number("feed_forward_length", least=0, most=1 << 24, default=0)
        key_dim = number("attention.key_length", least=1, most=1 << 16, default=max(1, embedding // max(1, heads)))
        number("rope.dimension_count", least=0, most=key_dim, default=0)
        tokens = facts.get("tokenizer.ggml.tokens")
        template = facts.get("tokenizer.chat_template")
        return Header(
            architecture=architecture,
            name=str(facts.get("general.name", "")),
            licence=str(facts.get("general.license", "")),
            blocks=blocks,
            context=number("context_length", least=1, most=MAX_CONTEXT),
            embedding=embedding,
            heads=heads,
            cached_heads=self._cached_heads(facts, architecture, blocks, heads),
            key_dim=key_dim,
            value_dim=number("attention.value_length", least=1, most=1 << 16, default=key_dim),
            vocabulary=len(tokens) if isinstance(tokens, list) else 0,
            chat_template=template if isinstance(template, str) else None,
            file_bytes=self._size,
        )

    def _cached_heads(self, facts: dict[str, object], architecture: str, blocks: int, heads: int) -> int:
        key = "attention.head_count_kv"
        said = facts.get(f"{architecture}.{key}", heads)
        if isinstance(said, list):
            return sum(self._checked(key, one, 0, 1 << 16) for one in said[:blocks])
        every = facts.get(f"{architecture}.full_attention_interval", 1)
        attending = blocks // every if isinstance(every, int) and every > 0 else blocks
        return self._checked(key, said, 0, 1 << 16) * attending

    def _checked(self, key: str, value: object, least: int, most: int) -> int:
        """Return a number within its bounds; of a list, one a block, the largest."""
        if isinstance(value, list):
            value = max((item for item in value if isinstance(item, int)), default=None)
        if not isinstance(value, int) or not least <= value <= most:
            raise self._unusable("field", field=key, value="?" if value is None else value)
        return value

    def _check_tensors(self, count: int, facts: dict[str, object]) -> None:
        end = 0
        for _ in range(count):
            self._string()
            dimensions = self._bounded(self._number("<I"), 4, "tensor dimensions")
            elements = 1
            for _ in range(dimensions):
                elements *= self._bounded(self._number("<Q"), 1 << 40, "tensor width")
            block_bytes, block_elements = _BLOCKS.get(self._number("<I"), (0, 1))
            if not block_bytes:
                raise self._unusable("tensor_type")
            end = max(end, self._number("<Q") + elements // block_elements * block_bytes)
        alignment = facts.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 1 <= alignment <= 4096:
            raise self._unusable("field", field="general.alignment", value=alignment)
        start = -(-self._file.tell() // alignment) * alignment
        if start + end > self._size:
            raise self._unusable("short", missing=start + end - self._size)

    def _value(self, kind: int, depth: int = 0) -> object:
        if kind in _SCALARS:
            return self._number(_SCALARS[kind])
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY and depth == 0:
            inner = self._number("<I")
            length = self._bounded(self._number("<Q"), MAX_ARRAY, "array length")
            if inner in _SCALARS:
                return self._numbers(_SCALARS[inner], length)
            return [self._value(inner, depth + 1) for _ in range(length)]
        raise self._unusable("value_type", value=kind)

    def _numbers(self, layout: str, length: int) -> list[object]:
        letter = layout[1]
        return list(struct.unpack(f"<{length}{letter}", self._bytes(length * struct.calcsize(layout))))

    def _number(self, layout: str) -> int:
        value: int = struct.unpack(layout, self._bytes(struct.calcsize(layout)))[0]
        return value

    def _string(self) -> str:
        return self._bytes(self._bounded(self._number("<Q"), MAX_STRING, "string length")).decode("utf-8", "replace")

    def _bytes(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise self._unusable("cut")
        return data

    def _bounded(self, value: int, most: int, what: str) -> int:
        if value > most:
            raise self._unusable("absurd", field=what, value=value)
        return value

    def _unusable(self, why: str, **params: object) -> Trouble:
        return Trouble(f"model.bad_{why}", path=self._path.name, **params)
