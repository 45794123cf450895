"""Which of a draft's platforms show the common text, and which have one of their own.

The common text is changed on the first platform that shows it; a change anywhere else makes a text of its own there.
Plain functions over a draft: nothing here reaches the disk or the screen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.nouns import Draft


def lead(draft: Draft) -> str | None:
    """Return the first platform that shows the common text, or None."""
    return next(iter(_sharing(draft)), None)


def own_key(draft: Draft, platform: str | None) -> str | None:
    """Return the platform whose own text is what is written on `platform`; None when that is the common text."""
    return None if platform == lead(draft) else platform


def has_company(draft: Draft, platform: str | None) -> bool:
    """Tell whether other platforms show the text of `platform` too."""
    shown = _sharing(draft)
    return platform in shown and len(shown) > 1


def written(draft: Draft, platform: str | None, text: str) -> Draft:
    """Return the draft with `text` written on `platform`."""
    key = own_key(draft, platform)
    if key is None:
        return replace(draft, base_text=text)
    return replace(draft, versions={**draft.versions, key: text})


def placed(draft: Draft, platforms: Sequence[str]) -> Draft:
    """Return the draft for these platforms, in this order: those that stay keep their text, new ones share."""
    versions = {name: draft.versions.get(name) for name in platforms}
    staying = [name for name in platforms if name in draft.versions]
    if not staying or None in [versions[name] for name in staying]:
        return replace(draft, versions=versions)
    # The common text would be shown nowhere: the first own text takes its place.
    return replace(draft, base_text=draft.text_for(staying[0]), versions={**versions, staying[0]: None})


def brought_back(draft: Draft, name: str, before: Draft) -> Draft:
    """Return the draft with `name` at its place in `before`, showing what it showed there."""
    text = before.text_for(name)
    versions = {**draft.versions, name: None if text == draft.base_text else text}
    order = dict.fromkeys((*before.versions, *versions))
    return replace(draft, versions={each: versions[each] for each in order if each in versions})


def hides(draft: Draft, text: str) -> bool:
    """Tell whether `text` says something and is shown on none of the draft's platforms."""
    return bool(text.strip()) and text not in [draft.text_for(name) for name in draft.versions or (None,)]


def _sharing(draft: Draft) -> list[str]:
    return [name for name, own in draft.versions.items() if own is None]
