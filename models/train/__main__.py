"""Rebuild the shipped tables: `python -m models.train --data DIR [NAME …]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from aparte.scorers import classes, letters
from models.train import irony
from models.train.corpus import LANGUAGES
from models.train.sources import Material
from models.train.tables import write


def main() -> int:
    """Rebuild every table, or those named."""
    parser = argparse.ArgumentParser(prog="models.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public labelled sets")
    given = parser.parse_args()
    write("alphabet", letters.alphabet())
    for lang in LANGUAGES:
        write(f"classes_{lang}", classes.compiled(lang))
        material = Material(given.data)
        table = irony.recipe(material, lang)
        material.credits()
        path = write(f"irony_{lang}", table)
        print(
            f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, {len(table['bucket']):,} buckets, stack {table['stack']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
