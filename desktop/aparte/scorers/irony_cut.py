"""Reading a text again with some characters deleted, without tokenizing again what the cut can't have touched.

In 3,000 characters, five counterfactuals cost five whole readings otherwise. The result is the reading of the cut text,
token by token (a hypothesis test holds it to that).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from aparte.text import lexicon
from aparte.text.reading import Reading, Token, tokenize


def without(reading: Reading, start: int, end: int) -> Reading:
    """Return the reading of `reading.text` with the characters start..end (excluded) deleted.

    `reading` holds its whole text: behind a truncation, a cut would bring in characters that were never tokenized.
    """
    cut = Reading("", reading.language)
    cut.text = cut.whole = reading.text[:start] + reading.text[end:]
    cut.tokens = _tokens_without(reading, cut.text, start, end)
    cut.words = [token for token in cut.tokens if token.kind == "word"]
    cut.hits = lexicon.of(reading.language).find(cut.tokens)
    return cut


def _tokens_without(reading: Reading, cut: str, start: int, end: int) -> list[Token]:
    """Tokenize only between the last safe place before the cut and the first one after it."""
    text, tokens = reading.text, reading.tokens
    head = bisect_left(tokens, start, key=lambda token: token.end)
    while head and not _safe(text, tokens[head - 1].start):
        head -= 1
    head = max(head - 1, 0)
    tail = bisect_right(tokens, end, key=lambda token: token.start)
    while tail < len(tokens) and not _safe(text, tokens[tail].start):
        tail += 1
    gone = end - start
    begin = tokens[head].start if head else 0
    stop = tokens[tail].start - gone if tail < len(tokens) else len(cut)
    return [*tokens[:head], *_moved(tokenize(cut[begin:stop]), begin), *_moved(tokens[tail:], -gone)]


def _safe(text: str, start: int) -> bool:
    """Tell whether a token that starts here is cut off from what stands before: a blank, and no number across it."""
    return start == 0 or (text[start - 1].isspace() and not text[start].isdecimal())


def _moved(tokens: list[Token], by: int) -> list[Token]:
    # tuple.__new__: hundreds of tokens behind a cut move, and Token(…) costs three times this.
    new = tuple.__new__
    return [new(Token, (start + by, end + by, raw, low, kind)) for start, end, raw, low, kind in tokens]
