"""Our word lists, by language and category, looked up in one pass over the tokens.

A list is a text file `resources/lexicons/<language>/*.txt` (or `common/`, read for every language):

    # comment
    [praise]                      the category of what follows
    bravo
    ador{e,es,ons,ez,ent}         braces write the forms out
    merci pour rien<TAB>1.5       an entry may be several words; a weight may follow a tab (default 1)

Entries match whole tokens, case and apostrophes ignored; the longest entry of a category wins where several overlap.
Emoji entries match with or without their variation selectors and skin tones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aparte import paths
from aparte.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aparte.text.reading import Token

_BRACES = re.compile(r"\{([^{}]*)\}")
_EMOJI_DRESS = re.compile("[︎️\U0001f3fb-\U0001f3ff]")
_SIGN = re.compile(r"[\W_]+")
_PART = re.compile(r"[cdjlmnst]'(?=\w)|(?:qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)|[\w'·-]+|[^\w\s]")


class Hit(NamedTuple):
    """An entry found in a text. start, end: code points; first, last: token indices (last included)."""

    category: str
    entry: str
    weight: float
    start: int
    end: int
    first: int
    last: int


_hit = tuple.__new__
"""Hit(…) without its keyword machinery: it would cost more than finding the entry."""


class Lexicon:
    """The entries of one language: single tokens in a dict, longer ones behind their first two tokens."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Read `files`. Raises Trouble("lexicon.bad") naming file and line for a weight that is not a number."""
        self._single: dict[str, list[tuple[str, float]]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], str, float]]]] = {}
        self.longest = 1
        """Tokens of the longest entry."""
        for path in files:
            for category, entry, weight in _entries(path):
                self._add(category, entry, weight)
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda item: -len(item[0]))

    def _add(self, category: str, entry: str, weight: float) -> None:
        # ":'(" is one token: only words are split at spaces and elisions.
        splits = (" " in entry or "'" in entry) and not _SIGN.fullmatch(entry)
        parts = tuple(_PART.findall(entry)) if splits else (entry,)
        if len(parts) == 1:
            self._single.setdefault(parts[0], []).append((category, weight))
        else:
            seconds = self._longer.setdefault(parts[0], {})
            seconds.setdefault(parts[1], []).append((parts, category, weight))
            self.longest = max(self.longest, len(parts))

    def find(
        self,
        tokens: Sequence[Token],
        found: dict[str, list[Hit]] | None = None,
        first: int = 0,
        stop: int | None = None,
    ) -> dict[str, list[Hit]]:
        """Return the entries that stand in `tokens`, by category, in the order of the text.

        found: what is known of the tokens before `first`, to be completed; only entries that start before the token
        `stop` are looked for.
        """
        found = {} if found is None else found
        single, longer, count = self._single, self._longer, len(tokens)
        part = tokens if first == 0 and stop is None else tokens[first:stop]
        for index, (start, end, _raw, low, kind) in enumerate(part, first):
            if kind != "word":
                if kind == "emoji":
                    low = bare_emoji(low)  # noqa: PLW2901 - the dress of an emoji and the mark of a hashtag say nothing
                elif kind == "hashtag":
                    low = low[1:]  # noqa: PLW2901
            seconds = longer.get(low)
            if seconds is not None and index + 1 < count:
                entries_here = seconds.get(tokens[index + 1][3])
                if entries_here:
                    self._find_longer(tokens, index, entries_here, found)
            entries = single.get(low)
            if entries:
                for category, weight in entries:
                    known = found.get(category)
                    if known and known[-1].last >= index:
                        continue
                    hit = _hit(Hit, (category, low, weight, start, end, index, index))
                    if known is None:
                        found[category] = [hit]
                    else:
                        known.append(hit)
        return found

    @staticmethod
    def _find_longer(
        tokens: Sequence[Token],
        index: int,
        entries: list[tuple[tuple[str, ...], str, float]],
        found: dict[str, list[Hit]],
    ) -> None:
        for parts, category, weight in entries:
            last = index + len(parts) - 1
            if last >= len(tokens):
                continue
            # The two first tokens are known to be right: they led here.
            if last > index + 1 and any(tokens[index + at].low != parts[at] for at in range(2, len(parts))):
                continue
            known = found.get(category)
            if known and known[-1].last >= index:
                continue
            hit = _hit(Hit, (category, " ".join(parts), weight, tokens[index].start, tokens[last].end, index, last))
            found.setdefault(category, []).append(hit)

    def categories_of(self, word: str) -> dict[str, float]:
        """Return category -> weight of a single word (lower case); empty when it is in no list."""
        return dict(self._single.get(word, ()))

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield (category, entry) of every entry, its words separated by spaces."""
        for category, entry, _weight in self.weighted():
            yield category, entry

    def weighted(self) -> Iterator[tuple[str, str, float]]:
        """Yield (category, entry, weight) of every entry, those of one word first."""
        yield from self.single_words()
        for seconds in self._longer.values():
            for longer in seconds.values():
                for parts, category, weight in longer:
                    yield category, " ".join(parts), weight

    def single_words(self) -> Iterator[tuple[str, str, float]]:
        """Yield (category, word, weight) of every entry of one word."""
        for word, entries in self._single.items():
            for category, weight in entries:
                yield category, word, weight


def bare_emoji(emoji: str) -> str:
    """Return `emoji` without variation selectors and skin tones."""
    return _EMOJI_DRESS.sub("", emoji)


def _entries(path: Path) -> Iterator[tuple[str, str, float]]:
    category = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.split("  #")[0].rstrip() if not raw.startswith("#") else ""
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            category = line[1:-1]
            continue
        entry, _tab, weight = line.partition("\t")
        try:
            value = float(weight) if weight else 1.0
        except ValueError:
            raise Trouble("lexicon.bad", path=path.name, line=number, weight=weight) from None
        for form in written_out(entry.strip().lower().replace("’", "'")):
            yield category, bare_emoji(form), value


def written_out(entry: str) -> list[str]:
    """Write out the braces: "ravi{,e,s}" -> ravi, ravie, ravis."""
    match = _BRACES.search(entry)
    if not match:
        return [entry]
    head, tail = entry[: match.start()], entry[match.end() :]
    return [form for middle in match.group(1).split(",") for form in written_out(head + middle + tail)]


@lru_cache(maxsize=4)
def of(language: str) -> Lexicon:
    """Return the lexicon of "fr" or "en" with the common lists; of "other": the common lists alone.

    The lists of `resources/sensitivity` are read in the same pass; `scorers.classes` leaves them out.
    """
    folders = [("lexicons", "common"), ("lexicons", language), ("sensitivity", language)]
    return Lexicon([path for folder in folders for path in sorted(paths.resources(*folder).glob("*.txt"))])
