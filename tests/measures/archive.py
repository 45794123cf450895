"""Figures of the archive: import, search and pages of a small one, and the specimens of `--data DIR`.

Bulk additions and a million posts have measures of their own (archive_bulk.py, archive_million.py).

Run: python tests/measures/archive.py [--posts 30000] [--data DIR]. Times are cpu seconds of this process.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from aparte.archive import query, search, similarity, spaces
from aparte.archive.store import Archive
from aparte.nouns import Post
from aparte.sources.intake import import_paths
from aparte.sources.intake_process import start
from aparte.sources.report import ImportReport

FIELDS = tuple(field.name for field in dataclasses.fields(Post))
SEARCHES = ("merci", "boutique", "merci boutique", '"merci pour"', "l’atelier -fermé", "from:auteur7 merci", "zzzz")
_WORDS = (
    "merci pour la boutique atelier livraison retard bravo samedi fermé ouvert café équipe client commande colis",
    "reçu très bon accueil prix hausse été soldes nouvelle vitrine marché dimanche pluie soleil photo lien réponse",
    "the shop is great again never thanks order late opening hours team coffee new window market sunday",
)


def posts(count: int) -> Iterator[Post]:
    """Give posts of our own making, 12 to 30 words each, always the same ones."""
    chance = random.Random(11)
    common = " ".join(_WORDS).split()
    rare = [f"mot{number}" for number in range(20_000)]
    for number in range(count):
        words = [chance.choice(common if chance.random() < 0.8 else rare) for _ in range(chance.randint(12, 30))]
        day, minute = divmod(number, 1_440)
        date = f"20{24 + day // 336:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        yield Post(
            id=str(number),
            text=" ".join(words),
            platform="x",
            author=f"auteur{number % 997}",
            created_at=f"{date}T{minute // 60:02}:{minute % 60:02}:00Z",
            lang="fr",
        )


def cpu(work: Callable[[], object]) -> float:
    """Return the cpu seconds `work` takes."""
    began = process_time()
    work()
    return process_time() - began


def whole_import(count: int, folder: Path) -> None:
    """Print the speed and the memory of an import of JSON Lines, from file to archive, languages detected."""
    file = folder / "posts.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for post in posts(count):
            out.write(
                json.dumps({"id": post.id, "text": post.text, "author": post.author, "created_at": post.created_at})
                + "\n"
            )
    space = spaces.default_space(folder)
    first = cpu(lambda: import_paths([file], space))
    again = cpu(lambda: import_paths([file], space))
    print(f"import of {count:,} lines: {count / first:,.0f} rows/s, again {count / again:,.0f} rows/s")
    intake = start([file], space)
    while not isinstance(intake.next(None), ImportReport):
        pass
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"  its own process took {peak / 1024:.0f} MB at most")


def searches(folder: Path) -> None:
    """Print the median time of each search, and of pages by key at both ends."""
    with Archive(spaces.default_space(folder).archive_path) as archive:
        for said in SEARCHES:
            asked = query.parse(said)
            spent = statistics.median(cpu(partial(search.search, archive, asked)) for _ in range(7))
            print(f"search {said!r:24} {spent * 1000:7.2f} ms")
        text = "merci pour l’accueil à la boutique samedi"
        spent = statistics.median(cpu(lambda: similarity.similar(archive, text)) for _ in range(3))
        print(f"similar                         {spent * 1000:7.2f} ms")
        last = archive.page(limit=archive.count() - 50)[-1].key
        for name, key in (("first", None), ("last", last)):
            spent = statistics.median(cpu(partial(archive.page, key)) for _ in range(7))
            print(f"page by key, {name:5}              {spent * 1000:7.2f} ms")


def specimens(data: Path, folder: Path) -> bool:
    """Compare each CSV and JSON Lines specimen of the manifest with what was imported; print what differs."""
    manifest = json.loads((data / "manifest.json").read_text(encoding="utf-8"))
    good = True
    for wanted in manifest["files"]:
        if Path(wanted["file"]).suffix not in (".csv", ".jsonl"):
            continue
        space = spaces.default_space(folder / wanted["file"])
        report = import_paths([data / wanted["file"]], space).files[0]
        with Archive(space.archive_path) as archive:
            got = [_as_manifest(post) for post in archive.every()]
        same = report.format == wanted["format"] and report.imported == wanted["imported"] and not report.rejected
        for one, two in zip(wanted["posts"], got, strict=True):
            same = same and all(two.get(key) == value for key, value in one.items())
        print(f"{wanted['file']}: {'as the manifest says' if same else f'DIFFERS: {report} {got}'}")
        good = good and same
    return good


def _as_manifest(post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        "text": post.text,
        "author": post.author,
        "created_at": post.created_at,
        "kind": post.form,
        "source": post.platform,
        "permalink": post.url,
    }


def main() -> int:
    """Print the figures; 1 when a specimen differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=30_000)
    parser.add_argument("--data", type=Path, help="folder of export specimens with its manifest.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_import(arguments.posts, folder)
        searches(folder)
        return 0 if arguments.data is None or specimens(arguments.data, folder) else 1


if __name__ == "__main__":
    sys.exit(main())
