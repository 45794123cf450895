"""What stands over a word: a negation, quotation marks, somebody else's voice.

A list says that a word is there; this module says whether its author means it. It reads tokens only, by windows and
closed lists of grammar words, so that each answer can be shown; it refuses to parse.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aparte.text.reading import Reading, Token


def word_set(words: str) -> frozenset[str]:
    """Return the words of a space-separated line: how our closed lists of grammar words are written."""
    return frozenset(words.split())


NEGATION_REACH = 4
"""Words a negator reaches forward, elisions not counted: "pas du tout très content" is four away."""
_FARTHEST_DENIER = 2 * NEGATION_REACH + 1
LONGEST_SENTENCE = 60
"""Tokens looked at before and after a word: longer than any sentence of our development cases (53 at most)."""
REPORT_REACH = 9
"""Words between a reporting verb and what it reports ("il m'a dit que tu n'étais qu'un …")."""

_NEGATORS = {
    "fr": word_set("pas jamais aucun aucune rien ni sans non nullement guère point"),
    "en": word_set(
        "not no never none nothing neither nor without cannot cant dont doesnt didnt isnt wasnt arent wont "
        "wouldnt shouldnt hardly nobody ain't aint"
    ),
}
_YOURS = word_set("ton ta tes votre vos your")
_CLITICS = frozenset(("ne", "n'"))
_MAY_DENY = {language: _NEGATORS.get(language, frozenset()) | _CLITICS | {"plus"} for language in ("fr", "en", "")}
"""Words without which nothing is denied, by language; "": another one."""
_ONLY = frozenset(("que", "qu'"))
_NOT_ONLY = word_set("seulement uniquement only just que simplement merely")
_TURNS = word_set("mais but however pourtant cependant though although sauf except")
_CLAUSE_ENDS = frozenset(".!?;:…,")
_SENTENCE_ENDS = frozenset(".!?…")
_REPORTS = {
    "fr": word_set(
        "dit disait disent disaient disant dire dis traité traitée traités traitées traite traitent traitait "
        "traitaient "
        "traiter traitant appelé appelée appelle appellent appelait appelaient appeler insulté insultée écrit "
        "écrivait écrivent crié crie crient "
        "lancé hurlé hurlait répète répété répètent entendu entendre entends entend entendait lu lire reçu "
        "reçoit "
        "reçoivent reçois qualifié qualifiée qualifie qualifier mot mots terme expression insulte insultes "
        "phrase "
        "phrases commentaire commentaires message messages propos slogan tag tags affirme affirmait prétend "
        "prétendait "
        "citation accuse accusait accusé menace menaces menacé menacée menacés"
    ),
    "en": word_set(
        "said say says saying told tells tell called calls calling call wrote writes write writing shouted "
        "shouting "
        "shouts yelled yelling screamed heard hear hearing read received receive receiving receives word "
        "words term "
        "phrase expression insult insults slur slurs comment comments message messages claimed claims quote "
        "quoted "
        "slogan labelled labeled texted tweeted sprayed threat threats threatened threatening accused"
    ),
}
_OPENERS = {"«": "»", "“": "”", "„": "”", "‘": "’", "‹": "›"}
_STRAIGHT = frozenset("\"'`")
_QUOTE_MARKS = frozenset("«»“”„‘’‹›\"'`>")
_LONGEST_QUOTE = 120
"""Tokens: an opening mark that nothing closes by then was a slip, not a quotation."""


class Scope:
    """Answers about one tokenised text. Build it once with `scope_of`; every index is a token's.

    quotations: the first and the last token of each, marks included.
    """

    __slots__ = ("_deniers", "_ends", "_language", "_lows", "_negators", "_reports", "_tokens", "quotations")

    def __init__(self, reading: Reading) -> None:
        """Prepare the quotations and the sentence ends of `reading`; its text only says where lines end."""
        self._tokens = tokens = reading.tokens
        language, text = reading.language, reading.text
        self._language = language
        self._negators = _NEGATORS.get(language, frozenset())
        self._reports = _REPORTS.get(language, frozenset())
        self.quotations = _quotations(tokens, reading.marks, text)
        self._ends = _sentence_ends(tokens, reading.marks, text)
        self._lows = {token[3] for token in tokens}
        self._deniers = self._places_that_may_deny()

    def quoted(self, first: int, last: int | None = None) -> bool:
        """Return whether the tokens first..last stand inside one quotation."""
        last = first if last is None else last
        place = bisect_right(self.quotations, (first, len(self._tokens)))
        return any(last <= end for _start, end in self.quotations[max(0, place - 2) : place])

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first and the last token of the sentence or line that holds `index`, both included.

        Never more than LONGEST_SENTENCE tokens on either side: a list without a full stop is no sentence.
        """
        place = bisect_right(self._ends, index - 1)
        first = self._ends[place - 1] + 1 if place else 0
        last = self._ends[place] if place < len(self._ends) else len(self._tokens) - 1
        return max(first, index - LONGEST_SENTENCE), min(last, index + LONGEST_SENTENCE)

    def negated(self, first: int, last: int | None = None) -> bool:
        """Return whether a negation rules the tokens first..last: "pas content", "n'aime pas", "isn't stupid".

        "not only", "pas que" and the restrictive "ne … que" deny nothing; a clause mark or "mais" stops the reach.
        """
        place = bisect_left(self._deniers, first - _FARTHEST_DENIER)
        if place == len(self._deniers) or self._deniers[place] >= first:
            return False
        return self._negated_before(first) or self._negated_around(first if last is None else last, first)

    def _places_that_may_deny(self) -> list[int]:
        """Return the tokens without which nothing after them is denied: most words have none near, and ask nothing."""
        some = _MAY_DENY.get(self._language, _MAY_DENY[""])
        here = {low for low in self._lows if low in some or low[-3:] == "n't"}
        return [index for index, token in enumerate(self._tokens) if token[3] in here] if here else []

    def announces_speech(self) -> bool:
        """Return whether a reporting verb stands anywhere: without one, nothing is reported."""
        return not self._reports.isdisjoint(self._lows)

    def reported(self, index: int) -> bool:
        """Return whether speech is announced before `index`: same sentence, no comma, REPORT_REACH words."""
        reach = REPORT_REACH
        for place in range(index - 1, self.sentence(index)[0] - 1, -1):
            token = self._tokens[place]
            if token.raw == ",":
                return False
            if token.kind == "word":
                if token.low in self._reports and not self._is_readers(place):
                    return True
                reach -= 1
                if not reach:
                    return False
        return False

    def _is_readers(self, place: int) -> bool:
        """Tell « ton message » from « un message »: the reader's words are spoken of, not spoken through."""
        return place > 0 and self._tokens[place - 1].low in _YOURS

    def _negated_before(self, first: int) -> bool:
        reach = NEGATION_REACH
        for place in range(first - 1, max(-1, first - 2 * NEGATION_REACH - 1), -1):
            token = self._tokens[place]
            if token.kind == "word":
                if self._is_negator(place):
                    return True
                if token.low in _TURNS:
                    return False
                if token.low not in _CLITICS and token.low[-1] != "'":
                    reach -= 1
                if not reach:
                    return False
            elif token.raw[0] in _CLAUSE_ENDS:
                return False
        return False

    def _is_negator(self, place: int) -> bool:
        low = self._tokens[place].low
        if low in self._negators or low.endswith("n't"):
            following = self._tokens[place + 1].low if place + 1 < len(self._tokens) else ""
            return following not in _NOT_ONLY
        return low == "plus" and self._clitic_before(place, 4)

    def _clitic_before(self, place: int, reach: int) -> bool:
        return any(self._tokens[before].low in _CLITICS for before in range(max(0, place - reach), place))

    def _negated_around(self, last: int, first: int) -> bool:
        """French denies around the verb: "n'aime pas", "ne déçoit jamais"; "ne … que" only restricts."""
        if not self._negators or not self._clitic_before(first, 2):
            return False
        following = [token.low for token in self._tokens[last + 1 : last + 5]]
        return not any(low in _ONLY for low in following[:3])


def scope_of(reading: Reading) -> Scope:
    """Return the scope of `reading`, built at the first question and shared by its scorers."""
    scope = reading.memo.get("scope")
    if not isinstance(scope, Scope):
        scope = reading.memo["scope"] = Scope(reading)
    return scope


def _quotations(tokens: Sequence[Token], marks: Sequence[int], text: str) -> list[tuple[int, int]]:
    """Return the quotations (first, last token, marks included): « », “ ”, ‘ ’, " ", ' ', and lines after >."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for index in marks:
        token = tokens[index]
        mark = token.raw[0]
        if mark not in _QUOTE_MARKS:
            continue
        if opened and index - opened[0] > _LONGEST_QUOTE:
            opened = None
        if mark == ">" and _starts_line(token, text):
            found.append((index, _line_end(tokens, index, text)))
        elif opened and mark == opened[1]:
            found.append((opened[0], index))
            opened = None
        elif not opened and (mark in _OPENERS or mark in _STRAIGHT):
            opened = (index, _OPENERS.get(mark, mark))
    return sorted(found)


def _starts_line(token: Token, text: str) -> bool:
    before = text[: token.start].rstrip(" \t>")
    return not before or before.endswith("\n")


def _line_end(tokens: Sequence[Token], index: int, text: str) -> int:
    newline = text.find("\n", tokens[index].end)
    limit = len(text) if newline < 0 else newline
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].start < limit:
        last += 1
    return last


def _sentence_ends(tokens: Sequence[Token], marks: Sequence[int], text: str) -> list[int]:
    ends = [index for index in marks if tokens[index].kind == "punct" and tokens[index].raw[0] in _SENTENCE_ENDS]
    if "\n" not in text:
        return ends
    breaks = [i for i in range(len(tokens) - 1) if "\n" in text[tokens[i].end : tokens[i + 1].start]]
    return sorted({*ends, *breaks})
