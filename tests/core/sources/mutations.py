"""Specimens spoilt at random: a stretch cut out, odd characters put in, anywhere, several times."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

MUTATED = settings(max_examples=max(200, 4 * settings().max_examples))
"""200 cases and more in the suite, 20,000 with the profile of `make fuzz`."""
_ODD = st.text(",;\t\"'\n\r\\\0\ufeff é=🧶", max_size=6)


def mutations(specimen: str) -> st.SearchStrategy[bytes]:
    """Give spoilt writings of `specimen`, in one encoding or another."""
    cut = st.tuples(st.integers(0, len(specimen)), st.integers(0, 40), _ODD)
    return st.builds(
        lambda cuts, encoding: _spoilt(specimen, cuts).encode(encoding, "replace"),
        st.lists(cut, max_size=4),
        st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    )


def _spoilt(text: str, cuts: list[tuple[int, int, str]]) -> str:
    for place, length, odd in cuts:
        text = text[:place] + odd + text[place + length :]
    return text
