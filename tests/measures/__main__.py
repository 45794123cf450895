"""`make bench`: runs each measure in a process of its own and prints what it prints.

Speeds are ratios against a named peer of the same run; quality that needs labelled data is measured when `--data DIR`
gives it, else named as not measured. Nothing here fails: floors are in the test suite.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Measure:
    """A script of this folder. data: the part of the data folder it wants, "" for its root, None for nothing."""

    script: str
    data: str | None = None
    needs_data: bool = False
    options: tuple[str, ...] = ()


MEASURES = (
    Measure("conformance", "", needs_data=True),
    Measure("false_alarms"),
    Measure("sentiment", "", needs_data=True),
    Measure("language", "", needs_data=True),
    Measure("irony", "", needs_data=True),
    Measure("irony_held_out"),
    Measure("calibration", "", needs_data=True),
    Measure("as_meant"),
    Measure("kinds"),
    Measure("swap_audit"),
    Measure("tone", options=("--part", "held_out")),
    Measure("emotion", "", needs_data=True),
    Measure("sensitivity", "", options=("--part", "fresh")),
    Measure("corpus"),
    Measure("assess"),
    Measure("bulk", ""),
    Measure("triage_bulk", "", needs_data=True),
    Measure("start"),
    Measure("keystroke"),
    Measure("copying"),
    Measure("archive", "exports-dev"),
    Measure("big_exports"),
    Measure("formulas", "", needs_data=True),
    Measure("exports", "exports-dev", needs_data=True),
    Measure("pasted"),
    Measure("csv_collection", options=("--misses", "20")),
    Measure("archive_bulk"),
    Measure("archive_million"),
    Measure("archive_scroll"),
    Measure("archive_kill"),
    Measure("hostile"),
    Measure("encrypted"),
    Measure("engine"),
    Measure("downloads"),
    Measure("servers"),
    Measure("engine_memory"),
    Measure("engine_cancel"),
    Measure("engine_kill"),
    Measure("engine_gaps"),
    Measure("journal_kill"),
    Measure("failing_writes"),
    Measure("log_trials"),
)


def command(measure: Measure, data: Path | None) -> list[str] | None:
    """Return the command of a measure, or None when it needs data that was not given."""
    if data is None and measure.needs_data:
        return None
    line = [sys.executable, str(HERE / f"{measure.script}.py"), *measure.options]
    if data is not None and measure.data is not None:
        line += ["--data", str(data / measure.data)]
    return line


def main() -> int:
    """Run every measure, or those named."""
    parser = argparse.ArgumentParser(prog="tests.measures", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the labelled data")
    parser.add_argument("names", nargs="*", help="measures to run (default: all)")
    given = parser.parse_args()
    for measure in MEASURES:
        if given.names and measure.script not in given.names:
            continue
        print(f"\n── {measure.script} ".ljust(100, "─"), flush=True)
        line = command(measure, given.data)
        if line is None:
            print("not measured: it needs --data")
        elif subprocess.run(line, check=False, cwd=HERE.parents[1]).returncode:
            print("this measure could not be completed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
