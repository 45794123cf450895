"""The fact lock: what a rewrite may neither lose nor invent. Numbers, prices, dates, hours, names, links, tags.

Exact patterns and short word lists (resources/facts), not a model: a fact is compared in its normal form ("12 €" is
"12€", "10 h" is "10h00", "trois semaines" is "3 semaines"). It prefers a refusal too many to an invented figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from aparte.engine import fact_words
from aparte.records import record
from aparte.text.entities import entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aparte.engine.fact_words import FactWords

Kind = Literal["link", "mention", "hashtag", "phone", "price", "percent", "date", "time", "number", "name", "offer"]
"""offer: what costs or binds and has no figure: free, a gift, a discount, a refund, a guarantee."""
_MAY_GO = frozenset({"discount", "gift", "guarantee"})
"""Offers that a shorter wording may leave out: the figure beside them says the same."""
_SPACES = str.maketrans("\u00a0\u202f\u2007\u2009\u2019\u2212", "    '-")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"https?://[^\s<>«»]*[^\s<>«».,;:!?…)\]}'\"]", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@/])@\w(?:[\w.-]*\w)?(?:@\w(?:[\w.-]*\w)?)?")
_HASHTAG = re.compile(r"[#＃]\w*[^\W\d_]\w*")
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[ .-]?\d){8,14}(?!\w)")
_HEADS = re.compile(r"[^\W\d_][^\W_]*(?:[-'][^\W_]+)*")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu)'(?=\w)", re.IGNORECASE)
_TAKEN, _TAG = fact_words.TAKEN, "\x01"
"""What stands for characters that belong to a fact; a capital may well open a sentence behind a hashtag."""
_INSIDE = frozenset(",;'%€$£/&)]»”\"-–" + _TAKEN)
"""A capital after one of these is inside its sentence; after anything else that is no letter, it opens one."""
_TITLE = re.compile(r"(?<!\w)([^\W\d_a-z][^\W\d_]{0,2})\.\Z")
"""A short word with a full stop ("Dr.", "M.", "St.") ends no sentence."""
_NEAR = 24
_OPENING = ' \t«“"([—•*>'
_SHORTEST, _ARTICLES = 2, frozenset("AÀYOI")
_ENGLISH_I = re.compile(r"I(?:'(?:m|ve|d|ll))?\Z")


class Fact(NamedTuple):
    """One fact. start, end: code points of the text as given. normal: what is compared."""

    kind: Kind
    text: str
    normal: str
    start: int
    end: int


@record
class Lock:
    """How the facts of a rewrite stand to those of the draft; each as it is written where it stands."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing invented."""
        return not self.lost and not self.added


def facts(text: str, language: str) -> tuple[Fact, ...]:
    """Return the facts of `text` ("fr", "en"; in another language only what needs no words), in its order."""
    return tuple(sorted(_Finder(text, fact_words.of(language)).found(), key=lambda fact: fact.start))


def plain(text: str) -> str:
    """Return `text` with one kind of space, apostrophe and minus, each character in its place."""
    return text.translate(_SPACES)


def lock(draft: str, rewrite: str, language: str, allowed: str = "", after_language: str | None = None) -> Lock:
    """Compare the facts of a draft and its rewrite.

    allowed: more text whose facts the rewrite may use. after_language: of the rewrite, when it is another one.
    """
    before, after = facts(draft, language), facts(rewrite, after_language or language)
    usable = (*before, *facts(allowed, language))
    lost = [fact for fact in _missing(before, after, _words(rewrite, capital=True)) if not _may_go(fact)]
    added = _missing(after, _with_reductions(usable), _words(f"{draft}\n{allowed}")) + _once_more(after, usable)
    gone = {fact.normal for fact in lost}
    return Lock(
        kept=_said(fact for fact in before if fact.normal not in gone),
        lost=_said(lost),
        added=_said(added),
    )


def same_fact(fact: Fact, there: Iterable[Fact], words: str) -> bool:
    """Tell whether `fact` is among those of a text, `words`; a name is found as a word, for it may open a sentence."""
    return not _missing([fact], there, _words(words))


def _missing(wanted: Iterable[Fact], there: Iterable[Fact], words: frozenset[str]) -> list[Fact]:
    """Return the facts that stand nowhere on the other side; a name is found as a word, for it may open a sentence."""
    known = {(fact.kind, fact.normal) for fact in there}
    return [
        fact
        for fact in wanted
        if (fact.kind, fact.normal) not in known and not (fact.kind == "name" and fact.normal in words)
    ]


def _may_go(fact: Fact) -> bool:
    return fact.normal in _MAY_GO or fact.normal.startswith(fact_words.LOOSE)


def _once_more(after: Sequence[Fact], usable: Sequence[Fact]) -> list[Fact]:
    """Return the offers made more often than in the draft: a refund until Monday is none for everyone."""
    found = []
    for offer in {fact.normal for fact in after if fact.kind == "offer"}:
        said = [fact for fact in _with_reductions(after) if fact.normal == offer]
        had = sum(fact.normal == offer for fact in _with_reductions(usable))
        found += said[max(had, 1) :]
    return found


def _with_reductions(usable: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, and a discount where « −20 % » says that there is one."""
    for fact in usable:
        yield fact
        if fact.kind == "percent" and fact.text.startswith(("-", "−", "–")):
            yield fact._replace(kind="offer", normal="discount")


def _said(found: Iterable[Fact]) -> tuple[str, ...]:
    return tuple({fact.normal: fact.text for fact in found}.values())


def _words(text: str, *, capital: bool = False) -> frozenset[str]:
    """Return the words of `text` in lower case; capital: those that are written with one."""
    whole = (match[0] for match in _HEADS.finditer(plain(text)))
    parts = (_ELISION.sub("", part) for word in whole for part in (word, *word.split("-")))
    return frozenset(_name_of(part) for part in parts if not capital or part[:1].isupper())


def _name_of(word: str) -> str:
    return _ELISION.sub("", word).removesuffix("'s").casefold()


class _Finder:
    """Takes facts out of a text, the surest kinds first: a character belongs to one fact only."""

    def __init__(self, text: str, words: FactWords) -> None:
        self._whole, self._words = text, words
        self._text = plain(text)

    def found(self) -> Iterator[Fact]:
        yield from self._matches("link", _EMAIL, str.casefold)
        spans = [(span.start, span.end) for span in entities(self._whole, "x")["urls"]]
        yield from self._taken("link", [span for span in spans if _TAKEN not in self._text[slice(*span)]], _link)
        yield from self._matches("link", _LINK, _link)
        yield from self._matches("mention", _MENTION, str.casefold)
        yield from self._matches("hashtag", _HASHTAG, lambda tag: tag[1:].casefold())
        yield from self._matches("phone", _PHONE, lambda raw: re.sub(r"\D", "", raw))
        for kind, pattern, normal in self._words.patterns:
            yield from self._shaped(kind, pattern, normal)
        yield from self._names()

    def _matches(self, kind: Kind, pattern: re.Pattern[str], normal: Callable[[str], str]) -> Iterator[Fact]:
        return self._taken(kind, [match.span() for match in pattern.finditer(self._text)], normal)

    def _shaped(
        self, kind: Kind, pattern: re.Pattern[str], normal: Callable[[re.Match[str]], str | None]
    ) -> Iterator[Fact]:
        group = "fact" if "fact" in pattern.groupindex else 0
        forms = {match.span(group): normal(match) for match in pattern.finditer(self._text)}
        shaped = {span: form for span, form in forms.items() if form is not None}
        for fact, form in zip(self._taken(kind, list(shaped), str), shaped.values(), strict=True):
            yield fact._replace(normal=form)

    def _taken(self, kind: Kind, spans: list[tuple[int, int]], normal: Callable[[str], str]) -> Iterator[Fact]:
        """Return the facts of these stretches, and mask them: all at once, for a text may hold thousands."""
        text, place, pieces = self._text, 0, []
        for start, end in spans:
            pieces += [text[place:start], (_TAG if kind == "hashtag" else _TAKEN) * (end - start)]
            place = end
        self._text = "".join([*pieces, text[place:]])
        return (Fact(kind, self._whole[start:end], normal(text[start:end]), start, end) for start, end in spans)

    def _names(self) -> Iterator[Fact]:
        for match in _HEADS.finditer(self._text):
            elided = _ELISION.match(match[0]) if self._words.language == "fr" else None
            start = match.start() + (elided.end() if elided else 0)
            word = self._text[start : match.end()].removesuffix("'s")
            if self._is_name(word, start, elided=elided is not None):
                yield Fact("name", self._whole[start : start + len(word)], word.casefold(), start, start + len(word))

    def _is_name(self, word: str, start: int, *, elided: bool) -> bool:
        if not word[:1].isupper() or _ENGLISH_I.match(word):
            return False
        if len(word) < _SHORTEST:
            # "Row B": a letter that names something stands inside its sentence.
            return word not in _ARTICLES and word.isascii() and not self._opens(start)
        low = word.lower()
        if low in self._words.openers:
            return False
        if word.isupper() or (not elided and self._opens(start)):
            # Shouted or first in its sentence: a name only when no dictionary has it as a common word.
            return low in self._words.given or not self._words.knows(low)
        return True

    def _opens(self, start: int) -> bool:
        # A few characters back are enough, and a text may hold thousands of words.
        near = self._text[max(0, start - _NEAR) : start]
        before = near.rstrip(_OPENING)
        if not before or "\n" in near[len(before) :]:
            return True
        last = before[-1]
        if last == _TAKEN and self._whole[start - len(near) + len(before) - 1] == ".":
            # The full stop of "10 am." belongs to the hour and ends the sentence, or does not: the dictionary decides.
            return True
        title = _TITLE.search(before)
        if title and len(title[1]) >= _SHORTEST and title[1].lower() not in self._words.openers:
            return False
        return not (last.isalnum() or last in _INSIDE)


def _link(raw: str) -> str:
    scheme, mark, rest = raw.rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{mark}{host.lower()}{slash}{path}".removesuffix("/")
