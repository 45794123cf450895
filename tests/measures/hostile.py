"""Big hostile files: cpu seconds and memory of the import of each, in a process of its own.

    python tests/measures/hostile.py [--megabytes 17] [--only NAME]

Pages of one kind of markup over and over, JSON that opens and never closes, tables of one cell: the kinds that took
longest or most while the readers were written. What must hold: under 20 s and 600 MB each, and an answer in one line.
Volume is no hazard: four million rows that are rows are read at the pace of all others.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from aparte.archive.spaces import default_space
from aparte.sources.intake import import_paths

GOAL_S, GOAL_MB = 20.0, 600.0
_COMMENT = "<div>Marie Dubois</div><div>Bravo !</div><ul><li>3 h</li><li>J’aime</li><li>Répondre</li></ul>"


def _page(unit: str, before: str = "<html><body>") -> Callable[[int], bytes]:
    return lambda size: (before + unit * (size // len(unit.encode()))).encode()


def _bytes(unit: bytes, before: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: before + unit * (size // len(unit))


FILES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "nested elements": ("page.html", _page("<div>")),
    "elements closed": ("page.html", _page("<p>a</p>")),
    "comments": ("page.html", _page(_COMMENT)),
    "entities": ("page.html", _page("&amp;&eacute;&#x2028;")),
    "attributes": ("page.html", _page('a="b" ', "<html><body><div ")),
    "open comments": ("page.html", _page("<!-- ")),
    "scripts": ("page.html", _page("<script>a</script>")),
    "open quotes": ("page.html", _page("<a href='")),
    "angle brackets": ("page.html", _page("<")),
    "names and times": ("page.txt", _page("Marie\n3 h\nJ’aime\nRépondre\n", "")),
    "lines of one letter": ("page.txt", _page("a\n", "Marie\nBravo\n3 h\nJ’aime\nRépondre\n")),
    "arrays": ("posts.json", _bytes(b"[")),
    "objects": ("posts.jsonl", _bytes(b'{"text":')),
    "zeros": ("posts.jsonl", _bytes(b"\0")),
    "one long string": ("posts.jsonl", _bytes(b"a", b'{"text": "')),
    "rows of quotes": ("posts.csv", _bytes(b'"', b"date,text\n")),
    "rows of commas": ("posts.csv", _bytes(b",", b"date,text\n")),
    "empty items": ("feed.rss", _bytes(b"<item></item>", b"<rss><channel>")),
    "open items": ("feed.rss", _bytes(b"<item>", b"<rss><channel>")),
    "tweets": ("tweets.js", _bytes(b'{"tweet":{}},', b"window.YTD.tweets.part0 = [")),
}


def _imported(path: str, home: str, answer: multiprocessing.Queue[tuple[float, float, str]]) -> None:
    began = process_time()
    (report, *_) = import_paths([Path(path)], default_space(Path(home))).files
    said = f"{report.format}: {report.imported} kept, {report.rejected} refused"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    answer.put((process_time() - began, used, said))


def main() -> int:
    """Print a line a file; 1 when one takes too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=17)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    right = True
    for name, (file, make) in FILES.items():
        if given.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file
            path.write_bytes(make(given.megabytes * 1_000_000))
            answer = context.Queue()
            process = context.Process(target=_imported, args=(str(path), f"{folder}/home", answer))
            process.start()
            seconds, megabytes, said = answer.get()
            process.join()
        right &= seconds < GOAL_S and megabytes < GOAL_MB
        goals = f"{seconds:6.1f} s (goal {GOAL_S:.0f}), {megabytes:4.0f} MB (goal {GOAL_MB:.0f})"
        print(f"{name:22} {goals}; {said}", flush=True)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
