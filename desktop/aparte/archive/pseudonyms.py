"""Authors under another name, where a client asks for it at import: always the same one, that nobody can turn back.

A name is a keyed hash (HMAC-SHA256) under a key of this space alone, so the same person is the same name in every
import, and another client's archive says nothing about it. It refuses to touch the client's own posts, and what a text
says of a person: only the author, and the address that holds it, are replaced. Whoever holds the key can test a guess.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import replace
from secrets import token_bytes
from typing import TYPE_CHECKING

from aparte import paths
from aparte.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from aparte.nouns import Post

FILE = "authors.key"
KEY_BYTES = 32
_SHOWN = 12
"""Letters of a name: 60 bits, so that two of a million authors bear the same once in two million archives."""


def authors_key(folder: Path) -> bytes:
    """Return the key of the space at `folder`, made on first need. Raises Trouble("secrets.bad_key_file"), OSError."""
    path = folder / FILE
    if not path.exists():
        paths.write_whole(path, token_bytes(KEY_BYTES).hex().encode() + b"\n")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise Trouble("secrets.bad_key_file", path=path)
    return key


def pseudonym(key: bytes, author: str) -> str:
    """Return the name that stands for `author`; case and a leading @ don't count."""
    digest = hmac.digest(key, known_as(author).encode("utf-8", "surrogatepass"), hashlib.sha256)
    return "anon-" + base64.b32encode(digest).decode().lower()[:_SHOWN]


def under_pseudonym(key: bytes, post: Post) -> Post:
    """Return a post of somebody else without its author's name; the client's own are given as they are."""
    if post.kind == "own" or not post.author:
        return post
    return replace(post, author=pseudonym(key, post.author), url=None)


def known_as(author: str) -> str:
    """Return what makes two spellings the same person."""
    return author.strip().lstrip("@").casefold()
