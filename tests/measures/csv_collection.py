"""The share of cells read right, without any parameter, in a collection of polluted CSV files of our own.

Run: python tests/measures/csv_collection.py [--part development|held_out] [--misses 40]. A file's score is the share of
its cells that are right, order and rows counted; beside ours, those of csv.Sniffer with csv.reader, and of clevercsv
and pandas (sep=None) when this Python has them. The reader was written with the development tables in view, never with
the held-out ones.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from aparte.sources.csv_file import write_table
from tests.polluted.collection import PARTS, Polluted, collection
from tests.polluted.score import cells_right, three_f1

Rows = list[list[str]]
BAR = 0.97


def ours(data: bytes) -> Rows:
    """Read as `aparte import --table-out` does."""
    out = io.StringIO(newline="")
    write_table(io.BytesIO(data), out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def sniffer(data: bytes) -> Rows:
    """Read as the csv module does on its own."""
    text = data.decode("utf-8", "replace")
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:65_536])
    except csv.Error:
        dialect = csv.excel
    return list(csv.reader(io.StringIO(text, newline=""), dialect))


def peers() -> dict[str, Callable[[bytes], Rows]]:
    """Return the readers that are installed, by name; the standard library's is always."""
    found: dict[str, Callable[[bytes], Rows]] = {"csv.Sniffer": sniffer}
    try:
        import clevercsv  # type: ignore[import-not-found,import-untyped,unused-ignore]

        def clever(data: bytes) -> Rows:
            text = data.decode("utf-8", "replace")
            dialect = clevercsv.Sniffer().sniff(text, verbose=False)
            return [list(row) for row in clevercsv.reader(io.StringIO(text, newline=""), dialect)]

        found["clevercsv"] = clever
    except ImportError:
        pass
    try:
        import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]

        def frames(data: bytes) -> Rows:
            table = pandas.read_csv(
                io.BytesIO(data), sep=None, engine="python", header=None, dtype=str, keep_default_na=False
            )
            return [[str(cell) for cell in row] for row in table.fillna("").values.tolist()]

        found["pandas sep=None"] = frames
    except ImportError:
        pass
    return found


def score(read: Callable[[bytes], Rows], file: Polluted) -> tuple[float, tuple[float, float, float]]:
    """Return the share of cells right and the three F1; nothing is right in a file that is refused."""
    try:
        rows = read(file.data)
    except Exception:
        return 0.0, (0.0, 0.0, 0.0)
    return cells_right(file.truth, rows), three_f1(file.truth, rows)


def report(part: str, misses: int, *, alone: bool) -> None:
    """Print the table of one part of the collection."""
    files = list(collection(part))
    readers = {"aparté": ours} | ({} if alone else peers())
    began = process_time()
    scores = {"aparté": [score(ours, file) for file in files]}
    seconds = process_time() - began
    for name, read in list(readers.items())[1:]:
        scores[name] = [score(read, file) for file in files]
    print(f"\n{part}: {len(files)} files, {seconds / len(files) * 1000:.1f} cpu ms each for ours")
    print(f"{'pollution (alone and in pairs)':36}" + "".join(f"{name:>17}" for name in readers))
    places: dict[str, list[int]] = defaultdict(list)
    for place, file in enumerate(files):
        for pollution in file.pollutions:
            places[pollution].append(place)
    for pollution, where in places.items():
        print(f"{pollution:36}" + "".join(f"{mean(scores[name][at][0] for at in where):17.3f}" for name in readers))
    rows = {"mean over files": lambda one: one[0], "header F1": lambda one: one[1][0]}
    rows |= {"records F1": lambda one: one[1][1], "cells F1": lambda one: one[1][2]}
    for label, value in rows.items():
        print(f"{label:36}" + "".join(f"{mean(map(value, scores[name])):17.4f}" for name in readers))
    right = sum(one[0] == 1 for one in scores["aparté"])
    print(f"whole files right: {right} of {len(files)}; bar for the mean: {BAR}")
    wrong = sorted((one[0], file.name) for one, file in zip(scores["aparté"], files, strict=True) if one[0] < 1)
    for worth, name in wrong[:misses]:
        print(f"  miss {worth:.3f}  {name}")


def main() -> None:
    """Measure both parts, or the one asked for."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=list(PARTS))
    parser.add_argument("--misses", type=int, default=200)
    parser.add_argument("--alone", action="store_true", help="without the other readers")
    given = parser.parse_args()
    for part in [given.part] if given.part else PARTS:
        report(part, given.misses, alone=given.alone)


if __name__ == "__main__":
    main()
