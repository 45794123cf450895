"""Run the platforms' own test cases against our counting, validity and entities.

    python tests/measures/conformance.py --data DIR

DIR holds `platform-conformance/*.dev.jsonl`. Rows of the older X rule (config v2), rows with a content warning and rows
that validate lists or addresses alone are left out: the product does not offer them. Exit status 1 when a row fails.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from aparte.nouns import Occasion  # noqa: E402
from aparte.platforms.fit import fit  # noqa: E402 - the checkout's own package, found just above
from aparte.text.entities import entities  # noqa: E402
from aparte.text.reading import Reading  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("urls", "hashtags", "mentions", "cashtags")


def main() -> int:
    """Print how many rows pass, by platform and kind, and each miss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data / "platform-conformance"
    failed = False
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if is_ours(row)]
        missed = {row["id"]: list(misses(row)) for row in rows}
        bad = {name: reasons for name, reasons in missed.items() if reasons}
        print(f"{path.stem}: {len(rows) - len(bad)} of {len(rows)} rows pass")
        for name, reasons in bad.items():
            print(f"  {name}: {'; '.join(reasons)}")
        failed = failed or bool(bad)
    return int(failed)


def is_ours(row: dict[str, Any]) -> bool:
    """Tell whether the product promises this row."""
    return (
        row["config"] != "v2"
        and not row["spoiler_text"]
        and not row["kind"].startswith(("validate_list", "validate_url"))
    )


def misses(row: dict[str, Any]) -> Iterator[str]:
    """Yield what our answer gets wrong on one row."""
    text, platform = row["text"], row["platform"]
    result = fit(Reading(text, "other"), text, platform, Occasion())
    found = {
        kind: [shown(platform, kind, text[s.start : s.end]) for s in spans] for kind, spans in result.entities.items()
    }
    yield from differs("length", row["expected_length"], result.length)
    yield from differs("bytes", row["expected_bytes"], len(text.encode()))
    if row["kind"].startswith("validate_"):
        kind = row["kind"].removeprefix("validate_").replace("username", "mention") + "s"
        whole = [(span.start, span.end) for span in result.entities[kind]] == [(0, len(text))]
        yield from differs("valid", row["valid"], whole)
    else:
        yield from differs("valid", row["valid"], result.verdict != "blocked")
    for kind in KINDS:
        yield from differs(kind, row[f"expected_{kind}"], found[kind])
    yield from differs("indices", row["expected_indices"], places(row))


def differs(what: str, wanted: object, got: object) -> Iterator[str]:
    """Yield one line when an asserted expectation is not met; None asserts nothing."""
    if wanted is not None and wanted != got:
        yield f"{what}: {wanted!r}, not {got!r}"


def shown(platform: str, kind: str, raw: str) -> str:
    """Write an entity as the platform's own tests do."""
    if kind == "urls":
        return raw if platform != "bluesky" or raw.startswith("http") else f"https://{raw}"
    return raw if kind == "cashtags" and platform == "bluesky" else raw[1:]


def places(row: dict[str, Any]) -> list[list[int]]:
    """Return where the asserted kinds of entities stand, in the unit of the row."""
    text = row["text"]
    asserted = [kind for kind in KINDS if row[f"expected_{kind}"] is not None]
    found = entities(text, row["platform"])
    spans = sorted((span.start, span.end) for kind in asserted for span in found[kind])
    if row["index_unit"] == "utf8-byte":
        return [[len(text[:start].encode()), len(text[:end].encode())] for start, end in spans]
    return [[start, end] for start, end in spans]


if __name__ == "__main__":
    sys.exit(main())
