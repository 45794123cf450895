"""How often the language of a post is told right, by language, and what it costs.

    python tests/measures/language.py --data DIR

DIR holds gzip'd CSV files with columns `text` and `lang` (ISO 639-1).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.text.language import detect  # noqa: E402 - the checkout's own packages, found just above
from tests.measures.sentiment import cpu_us, rows  # noqa: E402

FILES = (
    "xlmt_sentiment/train.csv.gz",
    "multipico_irony/dev.csv.gz",
    "mlma_hate/train.csv.gz",
    "us_airline/stream.csv.gz",
)
READ = ("fr", "en")


def main() -> None:
    """Print one line a file and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data: Path = parser.parse_args().data
    for name in FILES:
        by_language: dict[str, list[str]] = {}
        for row in rows(data / name):
            by_language.setdefault(row["lang"], []).append(row["text"])
        for code, texts in sorted(by_language.items()):
            wanted = code if code in READ else "other"
            right = sum(detect(text) == wanted for text in texts)
            chars = sum(map(len, texts)) / len(texts)
            print(
                f"language, {name.split('/')[0]} {code}: {right / len(texts):.3f} of {len(texts):,} told {wanted}, "
                f"{cpu_us(detect, texts, runs=3):.1f} µs a post of {chars:.0f} characters"
            )


if __name__ == "__main__":
    main()
