"""Kill the program while it saves, again and again, and look for a letter that was said to be saved and is not there.

    python tests/measures/journal_kill.py [--kills 100]

A child saves a text that grows, and acknowledges each save once the journal has returned. It is killed (SIGKILL) at a
random moment of a random save. What must hold: drafts.db is whole, and the last acknowledged text, or a later one, is
in it. Exit status 1 when it is not.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from aparte.drafts.autosave import Journal  # noqa: E402 - the checkout's own package, found just above
from aparte.nouns import Draft  # noqa: E402

MOST_SAVES = 60
LONGEST_SAVE_S = 0.006
"""A save takes 1 to 5 ms here: the kill falls anywhere in the one that follows the last acknowledgement read."""


class Outcome(NamedTuple):
    """One kill. acknowledged, kept: numbers of saves; kept may be the larger, by the save that nobody heard of."""

    integrity: str
    acknowledged: int
    kept: int

    @property
    def safe(self) -> bool:
        """Whether nothing that was acknowledged is missing."""
        return self.integrity == "ok" and self.kept >= self.acknowledged


def kill_once(folder: Path, dice: random.Random) -> Outcome:
    """Start a child in the space at `folder`, kill it, and say what is left."""
    with Journal(folder) as journal:
        draft_id = journal.create(Draft(id="")).id
    child = subprocess.Popen(
        [sys.executable, __file__, "--type-in", str(folder), draft_id],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert child.stdout is not None
    for _save in range(dice.randrange(1, MOST_SAVES)):
        child.stdout.readline()
    time.sleep(dice.uniform(0, LONGEST_SAVE_S))
    child.kill()
    # What was acknowledged before the kill may still be on its way through the pipe.
    acknowledged = _number(child.stdout.read().splitlines(), at_least=_save + 1)
    child.stdout.close()
    child.wait()
    with Journal(folder) as journal:
        kept = int(journal.draft(draft_id).base_text.partition(" ")[0] or 0)
        return Outcome(journal.integrity(), acknowledged, kept)


def _number(lines: list[bytes], at_least: int) -> int:
    whole = [int(line) for line in lines if line.strip().isdigit()]
    return max([at_least, *whole])


def _type_in(folder: Path, draft_id: str) -> None:
    """Be the child: save, acknowledge, for ever."""
    number = 0
    with Journal(folder) as journal:
        while True:
            number += 1
            journal.save_text(draft_id, None, f"{number} " + "une phrase de plus, puis une autre. " * (number % 80))
            os.write(sys.stdout.fileno(), b"%d\n" % number)


def main() -> int:
    """Run the kills and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--type-in", nargs=2, metavar=("FOLDER", "DRAFT"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.type_in:
        _type_in(Path(given.type_in[0]), given.type_in[1])
    dice = random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [kill_once(Path(folder), dice) for _kill in range(given.kills)]
    safe = sum(outcome.safe for outcome in outcomes)
    unheard = sum(outcome.kept > outcome.acknowledged for outcome in outcomes)
    saves = sum(outcome.acknowledged for outcome in outcomes)
    print(f"{safe} of {given.kills} kills lost nothing acknowledged ({saves} saves), integrity ok")
    print(f"{unheard} kills fell between a save and its acknowledgement")
    return 0 if safe == given.kills else 1


if __name__ == "__main__":
    sys.exit(main())
