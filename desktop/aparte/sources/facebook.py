"""Facebook's export: posts, posts in groups, and comments in JSON, of a person or of a page.

What was written stands in `data`, a list of objects of one key, and may be missing; a sentence about it stands in
`title`, in the account's language. It refuses the HTML variant, with advice, and never opens a message; reactions,
albums and what others wrote on the timeline are left alone.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from aparte.sources.base import Refused
from aparte.sources.meta_export import ask_for_json, holds, in_pages, objects, parts_of, private, read_parts, words
from aparte.sources.owned import named, own_post, owner_in_name, since_1970
from aparte.sources.rows import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aparte.sources.base import Item
    from aparte.sources.bundles import Bundle, Member
    from aparte.sources.owned import Part

FORMAT = "facebook_export"

_FOLDER = "your_facebook_activity"
_PARTS = re.compile(
    r"(^|/)(?:posts|groups|comments|comments_and_reactions)/"
    r"(?!other_people|edits|[^/]*(?:pending|likes|active_days|answers))[^/]*(?:posts|comments)[^/]*\.json$",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"(^|/)profile_information\.json$", re.IGNORECASE)
_GROUP = re.compile(r"(?:posted|shared|publié|partagé)\b.*? (?:in|dans)(?: le groupe)? (.+?)\.?$", re.DOTALL)
_LONGEST_SENTENCE = 400
_ATTACHED = (("media", "description"), ("note", "text"))
"""What can be attached with words of the owner, and where these are."""


class FacebookExport:
    """The source of Facebook's exports."""

    order = 43
    formats = (FORMAT,)

    def recognise(self, bundle: Bundle) -> str | None:
        """Recognise posts or comments by their shape; an export without any by its folder."""
        parts = parts_of(bundle, _PARTS)
        ours = any(holds(bundle, part, partial(_is_ours, part)) for part in parts)
        return FORMAT if ours or any(map(_is_named_ours, parts)) or in_pages(bundle, _FOLDER) else None

    def read(self, bundle: Bundle, form: str, as_kind: str | None) -> Iterator[Item]:
        """Read posts and comments. Raises Unreadable("ask_json") for the HTML variant."""
        if in_pages(bundle, _FOLDER):
            raise ask_for_json("Facebook")
        author = _owner(bundle) or owner_in_name(bundle, "facebook")
        for member in parts_of(bundle, _PARTS):
            for part in read_parts(bundle, member):
                yield part if isinstance(part, Refused) else _item(part, author, as_kind)
        yield from private(bundle)


BUNDLE_SOURCE = FacebookExport()


def _is_named_ours(member: Member) -> bool:
    return f"/{_FOLDER}/" in f"/{member.name.lower()}" and _PARTS.search(member.name) is not None


def _is_ours(member: Member, part: Part) -> bool:
    """Tell whether this is a post or a comment; in a file that is not called so, only one with words is believed."""
    data = objects(part.value.get("data"))
    said = any("post" in one or isinstance(one.get("comment"), dict) for one in data)
    empty = not data and "attachments" in part.value and _PARTS.search(member.name) is not None
    return "timestamp" in part.value and (said or empty)


def _owner(bundle: Bundle) -> str | None:
    """Return the name that the account's own description gives."""
    for member in named(bundle, _PROFILE):
        for part in read_parts(bundle, member):
            name = part.value.get("name") if not isinstance(part, Refused) else None
            said = words(name.get("full_name")) if isinstance(name, dict) else words(name)
            if said.strip():
                return said
    return None


def _item(part: Part, author: str | None, as_kind: str | None) -> Item:
    data = objects(part.value.get("data"))
    comment = next((said for one in data if isinstance(said := one.get("comment"), dict)), None)
    if not {"timestamp", "data", "attachments"} & part.value.keys():
        return Refused(part.where, "bad_item", {"place": 1})
    try:
        return own_post(
            part.where,
            "facebook",
            words(comment.get("comment")) if comment else _post_text(data, part.value),
            since_1970(part.value.get("timestamp") or (comment or {}).get("timestamp")),
            as_kind=as_kind,
            form="comment" if comment else "post",
            author=words((comment or {}).get("author")) or author,
            title=words((comment or {}).get("group")) or _group(part),
        )
    except BadValue as bad:
        return Refused(part.where, bad.code, bad.params)


def _post_text(data: list[dict[str, object]], value: dict[str, object]) -> str:
    """Return what was written: the post, else what was written under its photos or in its note, each once."""
    written = [words(one.get("post")) for one in data]
    if not any(text.strip() for text in written):
        attached = [one for attachment in objects(value.get("attachments")) for one in objects(attachment.get("data"))]
        parts = [(one.get(kind), key) for one in attached for kind, key in _ATTACHED]
        written = [words(part.get(key)) for part, key in parts if isinstance(part, dict)]
    return "\n\n".join(dict.fromkeys(text for text in written if text.strip()))


def _group(part: Part) -> str | None:
    """Return the group a post went to. It is named in a sentence only: in a third language, that whole sentence."""
    if not any("group" in word for word in (part.where.lower(), *map(str.lower, part.path))):
        return None
    sentence = words(part.value.get("title"))[:_LONGEST_SENTENCE].strip()
    found = _GROUP.search(sentence)
    return found[1] if found else sentence or None
