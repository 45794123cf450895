"""What in a draft nobody has vouched for yet: facts that stand neither in its facts line nor in the client's own posts.

It says where, never that a fact is wrong. Where no fact was noted there is nothing to compare with, and it refuses to
mark every figure of a draft. Hashtags are no claims; the client's own names need no voucher.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aparte.engine.facts import facts, plain, same_fact
from aparte.nouns import Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aparte.engine.facts import Fact

CODE: Final = "facts.to_verify"
SCORER: Final = "facts"
_CLAIMS: Final = frozenset({"price", "percent", "number", "date", "time", "phone", "name", "link", "mention"})
_MOST_READ = 20
"""Own posts that are read for one fact: those that hold its words, the newest first."""


def to_verify(
    text: str, language: str, noted: str, own_texts: Sequence[str] = (), names: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return a finding for each place of `text` that holds a fact nobody vouched for; none while `noted` is empty.

    noted: the facts line of the draft. own_texts: the client's own posts, the newest first. names: the client's own.
    """
    if not noted.strip():
        return ()
    words = f"{noted}\n{', '.join(names)}"
    vouched = facts(words, language)
    open_facts = [
        fact for fact in facts(text, language) if fact.kind in _CLAIMS and not same_fact(fact, vouched, words)
    ]
    published = {
        key for key in {_key(fact) for fact in open_facts} if _is_published(key, open_facts, own_texts, language)
    }
    return tuple(
        Finding(
            code=CODE,
            severity="advice",
            scorer=SCORER,
            span=Span(start=fact.start, end=fact.end),
            params={"fact": text[fact.start : fact.end]},
        )
        for fact in open_facts
        if _key(fact) not in published
    )


def _key(fact: Fact) -> tuple[str, str]:
    return fact.kind, fact.normal


def _is_published(key: tuple[str, str], open_facts: Sequence[Fact], own_texts: Sequence[str], language: str) -> bool:
    """Tell whether an own post holds the fact; only those with its longest word are read."""
    fact = next(one for one in open_facts if _key(one) == key)
    word = max(re.findall(r"\w+", plain(fact.text).casefold()), key=len, default="")
    near = (text for text in own_texts if word in plain(text).casefold())
    return any(
        same_fact(fact, facts(text, language), text) for text, _count in zip(near, range(_MOST_READ), strict=False)
    )
