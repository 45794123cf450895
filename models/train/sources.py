"""Public sets the trainer may read, each with its licence tier. Only tier A and our own sentences may be shipped.

A: a permissive licence was seen (MIT, Apache-2.0, CC BY 4.0). B, C, D (deferred terms, non-commercial, none stated)
are for the engine track. `Material` remembers what a recipe was given, and refuses to ship what one source forbids.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

READINGS = Path(__file__).resolve().parent / "readings"


@dataclass(frozen=True)
class Source:
    """A public set. path: below DIR; tier: A to D; credit: the line the notices need."""

    name: str
    path: str
    tier: str
    credit: str


OWN = Source("our own corpus", "", "own", "Aparté, CC BY 4.0")
SOURCES = {
    source.name: source
    for source in (
        Source("isarcasmeval", "isarcasmeval/train_en.csv.gz", "A", "iSarcasmEval, Abu Farha et al. 2022, MIT"),
        Source("multipico", "multipico_irony/dev.csv.gz", "A", "MultiPICo, Casola et al. 2024, CC BY 4.0"),
        Source("goemotions", "goemotions/train.csv.gz", "A", "GoEmotions, Demszky et al. 2020, Apache-2.0"),
        Source("mlma", "mlma_hate/train.csv.gz", "A", "MLMA hate speech, Ousidhoum et al. 2019, MIT"),
        Source("davidson", "davidson_hate/train.csv.gz", "A", "Davidson et al. 2017, MIT"),
        Source("xed-fr", "xed_emotions/fr_projections.csv.gz", "A", "XED, Öhman et al. 2020, CC BY 4.0"),
        Source("semeval2018", "tweeteval/irony.csv.gz", "C", "SemEval-2018 Task 3, CC BY-NC-SA 4.0"),
    )
}


class NotShippableError(Exception):
    """A table was trained on a source that may not be in a shipped file."""


@dataclass
class Material:
    """What a recipe reads from DIR, and from where."""

    data: Path
    used: dict[str, Source] = field(default_factory=dict)

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a source, and remember that it was used. Raises OSError when it is not in DIR."""
        source = self.used[name] = SOURCES[name]
        with gzip.open(self.data / source.path, "rt", encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def own(self) -> None:
        """Remember that our own corpus was used."""
        self.used[OWN.name] = OWN

    def credits(self) -> list[str]:
        """Return the credit lines of what was used. Raises NotShippableError when a source is not tier A or our own."""
        refused = [source.name for source in self.used.values() if source.tier not in ("A", "own")]
        if refused:
            raise NotShippableError(f"not tier A: {', '.join(refused)}; nothing was written")
        return sorted(source.credit for source in self.used.values())


def readings(name: str) -> dict[str, int]:
    """Return our machine readings of a source's texts: fingerprint -> 0 (not ironic) … 3 (clearly ironic)."""
    lines = (READINGS / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return {mark: int(grade) for mark, grade in (line.split() for line in lines if not line.startswith("#"))}


def fingerprint(text: str) -> str:
    """Return what a text is known by in `readings`: the text itself is not ours to publish."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
