"""Models one might try: the rows of models/catalogue.toml, or of the user's own HOME/models/catalogue.toml instead.

A row says where it comes from, what it may be used for, when somebody last looked, and that we did not try it. What the
model needs in memory is not written but computed, as before a model is loaded.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from aparte import paths
from aparte.engine.hardware import Fit, fit
from aparte.engine.memory import CONTEXT, SMALLEST_CONTEXT
from aparte.errors import Trouble
from aparte.records import read, record

if TYPE_CHECKING:
    from pathlib import Path

FILE = "catalogue.toml"
OLD_AFTER = timedelta(days=180)
"""Hubs rename, licences change: what nobody looked at for half a year is shown as old."""
_SHAPES = (
    (1_000_000_000, 16, 8, 64),
    (1_700_000_000, 28, 8, 128),
    (3_500_000_000, 36, 8, 128),
    (6_500_000_000, 36, 8, 128),
    (1 << 62, 48, 8, 128),
)
"""File up to so many bytes: layers, key-value heads, their width. Shapes of common models with 4-bit weights."""
_WORDS = 150_000
_BATCH = 256
_BESIDE_BYTES = 200_000_000


@record
class Offer:
    """A model one might try.

    laptop: the memory it is meant for ("8 GB", "GPU 12 GB"). size_bytes: about, as lists give it. licence: an SPDX
    name, or "restricted: …". address: of the file; page: of the model, where its licence is to be read.
    address_checked: somebody of ours saw the file there. sha256: as published, "" when not (then pinned on first use).
    layers: those that keep a cache. kv_heads, head_dim, vocabulary: as published. All four are 0 when they are not
    (then estimated from the size). note: what must be known before it is fetched.
    """

    name: str
    licence: str
    size_bytes: int
    checked_on: date
    file: str = ""
    laptop: str = ""
    french: str = ""
    address: str = ""
    page: str = ""
    address_checked: bool = False
    sha256: str = ""
    context_tokens: int = CONTEXT
    layers: int = 0
    kv_heads: int = 0
    head_dim: int = 0
    vocabulary: int = 0
    note: str = ""

    @property
    def is_estimated(self) -> bool:
        """Tell whether the shape, and with it the memory, is a guess from the size of the file."""
        return not (self.layers and self.kv_heads and self.head_dim and self.vocabulary)

    @property
    def needs_card(self) -> bool:
        """Tell whether it is meant for a graphics card."""
        return self.laptop.startswith("GPU")

    def need_bytes(self, context: int = CONTEXT) -> int:
        """Return the memory it takes with `context` tokens: the weights, their cache in f16, and what comes beside.

        Source: measured on a 1B Q4_0 without mmap: file x 1.05, the key-value cache, one row of logits for each token
        of a batch, 200 MB. Once the file is here its own header is read and weighed instead.
        """
        layers, kv_heads, head_dim = self._shape()
        cache = min(context, self.context_tokens) * layers * 2 * kv_heads * head_dim * 2
        return int(self.size_bytes * 1.05) + cache + _BATCH * (self.vocabulary or _WORDS) * 4 + _BESIDE_BYTES

    def least_bytes(self) -> int:
        """Return the memory it takes with the smallest context."""
        return self.need_bytes(SMALLEST_CONTEXT)

    def fit(self, free: int | None, total: int | None) -> Fit:
        """Weigh it against the memory free and the memory in all.

        What is meant for a graphics card and is too large for the memory may still fit the card, whose own memory is
        not read here: that is then "unknown".
        """
        found = fit(self.need_bytes(), self.least_bytes(), free, total)
        on_card = self.needs_card and found.verdict in {"short", "never"}
        return replace(found, verdict="unknown") if on_card else found

    def is_old(self, today: date) -> bool:
        """Tell whether nobody looked at this row for half a year."""
        return today - self.checked_on > OLD_AFTER

    def _shape(self) -> tuple[int, int, int]:
        if not self.is_estimated:
            return self.layers, self.kv_heads, self.head_dim
        return next(shape for most, *shape in _SHAPES if self.size_bytes <= most)  # type: ignore[return-value]


def offers(home: Path) -> tuple[Offer, ...]:
    """Return the rows of the user's own catalogue if there is one, else of the shipped one, in their order.

    Raises Trouble: data.bad, data.unknown_key, file.unreadable, naming the file.
    """
    own = home / "models" / FILE
    source = own if own.is_file() else paths.models(FILE)
    try:
        rows = tomllib.loads(source.read_text(encoding="utf-8")).get("model", [])
    except OSError as error:
        raise Trouble("file.unreadable", path=source, reason=error.strerror or error) from None
    except ValueError as error:
        raise Trouble("data.bad", where=str(source), what=str(error)) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Trouble("data.bad", where=str(source), what="[[model]]")
    found = tuple(read(Offer, row, origin=source) for row in rows)
    for offer in found:
        if not 0 < offer.size_bytes < 1 << 62 or offer.context_tokens < 1:
            raise Trouble("data.bad", where=str(source), what=f"{offer.name}: size_bytes, context_tokens")
    return found


def find(home: Path, name: str) -> Offer | None:
    """Return the row called `name`, by its name or its file's, or None."""
    wanted = name.casefold()
    rows = offers(home)
    return next((row for row in rows if wanted in {row.name.casefold(), row.file.casefold(), _stem(row.file)}), None)


def _stem(file: str) -> str:
    return file.casefold().removesuffix(".gguf")
