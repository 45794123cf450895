"""Export cells a spreadsheet might run, import the export back, and compare both with what is expected.

    python tests/measures/formulas.py --data DIR

DIR holds `hazards-dev.jsonl`; its rows of class csv_formula are posts of an archive, with the same words as their
author. Exit status 1 when a cell is not as expected, or a text does not come back.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from aparte.archive.export import write_csv  # noqa: E402 - the checkout's own package, found just above
from aparte.archive.spaces import Space, add_space  # noqa: E402
from aparte.archive.store import Archive  # noqa: E402
from aparte.nouns import Brand, Post  # noqa: E402
from aparte.sources.intake import import_paths  # noqa: E402

VERBATIM = "exported verbatim, quoted as needed"


def main() -> int:
    """Print how many cells are as expected, and each miss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    lines = (parser.parse_args().data / "hazards-dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["cls"] == "csv_formula"]
    with tempfile.TemporaryDirectory() as folder:
        here, there = (add_space(Path(folder) / name, Brand(id="", name="measure")) for name in ("here", "there"))
        with Archive(here.archive_path) as archive:
            archive.add([Post(id=row["id"], platform="x", text=row["input"], author=row["input"]) for row in rows])
        cells = exported(here, Path(folder) / "out.csv")
        import_paths([Path(folder) / "out.csv"], there)
        before, after = kept(here), kept(there)
    wrong = [row for row in rows if cells[row["id"]] != expected(row)]
    lost = [row for row in rows if not row["input"] == before[row["id"]] == after.get(row["id"])]
    print(f"csv_formula: {len(rows) - len(wrong)} of {len(rows)} cells as expected, {len(rows) - len(lost)} came back")
    for row in [*wrong, *lost]:
        print(f"  {row['id']} {row['input']!r}: {cells[row['id']]!r}, back as {after.get(row['id'])!r}")
    return int(bool(wrong or lost))


def expected(row: dict[str, str]) -> str:
    """Return the cell that must stand in the file."""
    return row["input"] if row["expected"] == VERBATIM else f"'{row['input']}"


def exported(space: Space, path: Path) -> dict[str, str]:
    """Export the archive; return the text cells by id."""
    with path.open("wb") as out:
        write_csv([space], out)
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["text"] for row in csv.DictReader(file)}


def kept(space: Space) -> dict[str, str]:
    """Return the texts of an archive by id."""
    with Archive(space.archive_path) as archive:
        return {post.id: post.text for post in archive.every()}


if __name__ == "__main__":
    sys.exit(main())
