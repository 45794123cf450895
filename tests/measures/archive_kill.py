"""Kill an import at random moments, and look for what must not be: a damaged file, a post twice, a post missing.

    python tests/measures/archive_kill.py [--kills 20] [--posts 12000]

Each time a child imports a file of posts and is killed (SIGKILL) at a random moment of it. What must hold: the archive
is whole, its index agrees with its posts, no post is there twice, and a second import leaves every post there once.
Exit status 1 when something does not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from aparte.archive.database import integrity  # noqa: E402 - the checkout's own package, found just above
from aparte.archive.spaces import default_space  # noqa: E402
from aparte.archive.store import Archive  # noqa: E402
from tests.measures.bulk import own_posts  # noqa: E402

PROGRAM = "import sys; from aparte import cli; sys.exit(cli.run(sys.argv[1:]))"


def importing(home: Path, file: Path) -> subprocess.Popen[bytes]:
    """Start an import."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "APARTE_HOME": str(home)}
    command = [sys.executable, "-c", PROGRAM, "import", str(file)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wrong(home: Path, least: int) -> str:
    """Return what is wrong with the archive, "" when nothing is. least: posts that must be there."""
    path = default_space(home).archive_path
    if not path.exists():
        return "" if least == 0 else "there is no archive"
    with closing(Archive(path)) as archive:
        database = archive.connection
        state = integrity(database)
        database.execute("INSERT INTO posts_fts (posts_fts, rank) VALUES ('integrity-check', 1)")
        count, distinct = database.execute(
            "SELECT count(*), count(DISTINCT platform || ':' || id) FROM posts"
        ).fetchone()
    if state != "ok" or count != distinct:
        return f"integrity {state}, {count} posts of {distinct} keys"
    return "" if count >= least else f"{count} posts of {least}"


def main() -> int:
    """Print what became of each kill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--posts", type=int, default=12_000)
    given = parser.parse_args()
    chance = random.Random()
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "posts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for number, text in zip(range(given.posts), own_posts(), strict=False):
                out.write(json.dumps({"id": str(number), "text": text, "created_at": "2025-03-01T09:00:00Z"}) + "\n")
        began = time.perf_counter()
        importing(Path(name) / "whole", file).wait()
        whole_s = time.perf_counter() - began
        for turn in range(given.kills):
            home = Path(name) / f"home{turn}"
            child = importing(home, file)
            time.sleep(chance.uniform(0.2, 1.0) * whole_s)
            child.kill()
            child.wait()
            said = wrong(home, 0)
            importing(home, file).wait()
            said = said or wrong(home, given.posts)
            failures += bool(said)
            if said:
                print(f"kill {turn}: {said}")
    print(
        f"{given.kills} kills during an import of {given.posts:,} posts ({whole_s:.1f} s): {failures} failures (goal 0)"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
