"""Rebuild the shipped tables: `python -m models.train --data DIR [NAME …]`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aparte.scorers import bulk_language, bulk_valences, classes, letters
from models.train import irony, kinds, sensitivity, tone, toxicity, where
from models.train.sources import Material
from models.train.tables import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

RECIPES: Mapping[str, Callable[[Material], Mapping[str, NDArray[np.generic]]]] = {
    # The first five are what features are made of: every other table is learned on them.
    "alphabet": lambda _material: letters.alphabet(),
    "classes_fr": lambda _material: classes.compiled("fr"),
    "classes_en": lambda _material: classes.compiled("en"),
    "acts_fr": lambda _material: classes.compiled("fr", "acts"),
    "acts_en": lambda _material: classes.compiled("en", "acts"),
    "languages": lambda _material: bulk_language.compiled(),
    "valence_fr": lambda _material: bulk_valences.compiled("fr"),
    "valence_en": lambda _material: bulk_valences.compiled("en"),
    "irony_fr": partial(irony.recipe, lang="fr"),
    "irony_en": partial(irony.recipe, lang="en"),
    "toxicity_fr": partial(toxicity.recipe, lang="fr"),
    "toxicity_en": partial(toxicity.recipe, lang="en"),
    "tone_fr": partial(tone.recipe, lang="fr"),
    "tone_en": partial(tone.recipe, lang="en"),
    "where_fr": partial(where.recipe, lang="fr"),
    "where_en": partial(where.recipe, lang="en"),
    "sensitivity_fr": partial(sensitivity.recipe, lang="fr"),
    "sensitivity_en": partial(sensitivity.recipe, lang="en"),
    # Kinds are learned on what irony, tone and toxicity hear.
    "kinds_fr": partial(kinds.recipe, lang="fr"),
    "kinds_en": partial(kinds.recipe, lang="en"),
}
"""Name of a file of models/scorers -> what makes it."""


def main() -> int:
    """Rebuild every table, or those named."""
    parser = argparse.ArgumentParser(prog="models.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public labelled sets")
    parser.add_argument("names", nargs="*", choices=[*RECIPES, []], help="tables to rebuild (default: all)")
    given = parser.parse_args()
    for name in given.names or RECIPES:
        material = Material(given.data)
        table = RECIPES[name](material)
        material.credits()
        path = write(name, table)
        print(f"{path.name}: {path.stat().st_size / 1e6:.3f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
