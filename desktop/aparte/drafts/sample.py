"""The sample clients of resources/scenario.toml, made real: a space with drafts and an archive to visit and delete.

The same world draws every picture of the gallery and feeds the journey tests. It refuses to mix with real clients: each
sample client has a space of its own, told apart by its name.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aparte import paths
from aparte.archive.saved import save_search
from aparte.archive.spaces import add_space, known_space
from aparte.archive.store import Archive
from aparte.drafts.autosave import Journal
from aparte.nouns import Brand, Draft, Media, Post

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.archive.spaces import Space


@lru_cache(maxsize=1)
def scenario() -> dict[str, Any]:
    """Return the scenario file as it is."""
    with paths.resources("scenario.toml").open("rb") as file:
        return tomllib.load(file)


def sample_client(language: str) -> dict[str, Any]:
    """Return the sample client that writes in `language`; English where there is none."""
    clients: list[dict[str, Any]] = scenario()["client"]
    return next((client for client in clients if client["lang"] == language), clients[-1])


def sample_space(home: Path, language: str, now: datetime | None = None) -> Space:
    """Return the sample client's space, made on first need, its ages counted back from `now` (default: this moment)."""
    client = sample_client(language)
    known = known_space(home, client["name"])
    if known is not None:
        return known
    moment = now or datetime.now(UTC)
    space = add_space(home, brand_of(client))
    _fill_archive(space, client, moment)
    for draft, written in drafts_of(client, moment):
        _write_at(space, draft, written)
    return space


def _write_at(space: Space, draft: Draft, moment: datetime) -> None:
    with Journal(space.folder, clock=lambda: moment) as journal:
        journal.create(draft)


def brand_of(client: dict[str, Any]) -> Brand:
    """Return the sample client as a brand; its id is given when its space is made."""
    return Brand(
        id="",
        name=client["name"],
        colour=client["colour"],
        handles=tuple(client["handles"]),
        keywords=tuple(client["keywords"]),
        about=client["about"],
        address=client.get("address"),
    )


def drafts_of(client: dict[str, Any], now: datetime) -> list[tuple[Draft, datetime]]:
    """Return the sample drafts, each with the moment it was last touched, counted back from `now`."""
    return [(_draft(one, now), now - timedelta(minutes=one["minutes_ago"])) for one in client["draft"]]


def _draft(one: dict[str, Any], now: datetime) -> Draft:
    planned = one.get("planned_in_days")
    return Draft(
        id="",
        title=one["title"],
        base_text=one["text"],
        purpose=one.get("purpose", ""),
        facts=one.get("facts", ""),
        versions=dict.fromkeys(one["platforms"]),
        media=tuple(Media(path=str(paths.resources("sample", name))) for name in one.get("media", ())),
        planned_for=None if planned is None else (now + timedelta(days=planned)).date().isoformat(),
        state=one.get("state", "draft"),
    )


def _fill_archive(space: Space, client: dict[str, Any], now: datetime) -> None:
    posts = [
        Post(
            id=f"sample-{number}",
            text=one["text"],
            platform=one["platform"],
            author=one.get("author", client["handles"][0].lstrip("@")),
            created_at=_iso(now - timedelta(days=one["days_ago"])),
            lang=client["lang"],
            kind=one["kind"],
            form="post" if one["kind"] == "own" else "mention",
        )
        for number, one in enumerate(client["post"], 1)
    ]
    with Archive(space.archive_path) as archive:
        archive.add(posts)
        for one in client["saved"]:
            save_search(archive, one["name"], one["said"])


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
