"""Big JSON read item by item: the elements of one list of a file, wherever it stands, in bounded memory.

An export's JSON can be 300 MB, begin with `window.YTD.tweets.part0 =`, end in the middle, hold half a character or a
NaN. What is sound is given, one element at a time; an element that is not JSON is given as `Malformed` and the next
ones follow; where the text ends or can no longer be followed, `Broken` says the place.

Set aside: ijson. It stops for good at NaN, at a number out of range and at one byte that is not UTF-8, turns half a
character into "?", and takes time in the square of the nesting (16,000 brackets: 1.6 s). The standard library's decoder
accepts all of these; what it lacks, an end to what must be in memory, is here.
"""

from __future__ import annotations

import codecs
import json
import re
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from aparte.sources.base import Refused, Unreadable, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from aparte.sources.bundles import Bundle, Member

    Chosen = Callable[[tuple[str, ...], bool], bool]

LONGEST_ITEM = 16 * 2**20
"""Characters of one element: what is longer is passed over, never held."""
DEEPEST = 250_000
"""Brackets in brackets that are passed over; what goes deeper is no JSON: 17 MB of them took 25 s, now 1."""
ANY = "*"
"""In a path: whatever the key."""

_CHUNK_BYTES = 2**18
_MOST_DIGITS = 400
"""Python refuses to read an integer of more than 4,300 digits; no export counts that far."""
_LEVELS_READ = 8
"""Objects in objects that are passed over key by key: exports have four."""
_SPACE = re.compile(r"[ \t\n\r]*")
_PREFIX = re.compile(r"[A-Za-z_$][\w$.]*\s*=")
"""What X writes before its JSON: `window.YTD.tweets.part0 =`."""
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_SCALAR = re.compile(rf'{_STRING}|[^"\[\]{{}},:\s]++', re.DOTALL)
_CALM = re.compile(rf'(?:[^"\[\]{{}}]++|{_STRING})*+', re.DOTALL)
"""Up to the next bracket outside a string, or to a string whose end isn't there."""
_OPENING, _CLOSING = re.compile(r"[\[{]+"), re.compile(r"[\]}]+")
_HALVES = re.compile(r"\\u[dD][89a-fA-F]")


class Broken(Exception):  # noqa: N818 - the file is at fault
    """The text ends early, or is no JSON from here on. place: characters from the beginning, from 1."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Malformed(NamedTuple):
    """An element that could not be read, or is longer than LONGEST_ITEM. place: where it begins, from 1."""

    place: int


class Element(NamedTuple):
    """An object of a list, and where it stands: "tweets.js:12"."""

    where: str
    value: dict[str, object]


def elements(bundle: Bundle, member: Member, *path: str) -> Iterator[Element | Refused]:
    """Give the objects of the list at `path` in a member; what is none, and where the member breaks, is refused.

    path: keys from the outside in, as in `items`. Raises Unreadable for a bomb or a locked bundle only.
    """
    name = writable(member.name)[:200]
    number = 0
    try:
        with bundle.open(member.name) as file:
            for number, item in enumerate(items(file, *path), 1):
                if isinstance(item, dict):
                    yield Element(f"{name}:{number}", item)
                elif isinstance(item, Malformed):
                    yield Refused(f"{name}:{number}", "bad_item", {"place": item.place})
                else:
                    yield Refused(f"{name}:{number}", "bad_json", {"place": 1})
    except Broken as broken:
        yield Refused(f"{name}:{number + 1}", "cut_json", {"place": broken.place})
    except Unreadable as refusal:
        if refusal.code != "damaged":
            raise
        yield Refused(f"{name}:{number + 1}", refusal.code, refusal.params)


def items(file: BinaryIO, *path: str) -> Iterator[object]:
    """Give the elements of the list at `path`, in their order.

    path: keys from the outside in, case ignored, ANY for any key; none: the list is the whole text. Every place that
    fits is given. What stands there and is no list is given alone. Half a character is read as U+FFFD, so is a byte
    that is not UTF-8; NaN and numbers out of range are None. Raises Broken, after whatever is sound before it.
    """
    text = _Text(file)
    text.pass_prefix()
    yield from _under(text, tuple(key.casefold() for key in path))


def sections(file: BinaryIO, chosen: Chosen, depth: int) -> Iterator[tuple[tuple[str, ...], object]]:
    """Give what the chosen sections of a text hold, each with the keys that lead to it, in one pass.

    chosen: asked of the keys that lead to a value, and whether it is a list, before it is looked into. An object that
    stands `depth` keys deep is given whole, a list element by element; what is neither, or not chosen, is passed over.
    A text that is no object has no keys and is always given. Raises Broken, as `items` does.
    """
    text = _Text(file)
    text.pass_prefix()
    yield from _walk(text, (), chosen, depth)


def _walk(text: _Text, path: tuple[str, ...], chosen: Chosen, depth: int) -> Iterator[tuple[tuple[str, ...], object]]:
    mark = text.peek()
    if path and not chosen(path, mark == "["):
        text.skip()
    elif mark == "[":
        yield from ((path, value) for value in _listed(text))
    elif mark == "{" and len(path) < depth:
        for key in _keys(text):
            yield from _walk(text, (*path, key), chosen, depth)
    elif mark == "{" or not path:
        yield path, text.value()
    else:
        text.skip()


def _under(text: _Text, path: tuple[str, ...]) -> Iterator[object]:
    mark = text.peek()
    if not path:
        yield from _listed(text) if mark == "[" else (text.value(),)
    elif mark == "{":
        for key in _keys(text):
            if path[0] in (ANY, key.casefold()):
                yield from _under(text, path[1:])
            else:
                text.skip()
    else:
        text.skip()


def _listed(text: _Text) -> Iterator[object]:
    text.take("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != "]":
            text.take(",")
    text.take("]")


def _keys(text: _Text) -> Iterator[str]:
    """Give the keys of an object; who asks reads or skips the value of each."""
    text.take("{")
    while text.peek() != "}":
        key = text.value()
        if not isinstance(key, str):
            raise Broken(text.place())
        text.take(":")
        yield key
        if text.peek() != "}":
            text.take(",")
    text.take("}")


class _Text:
    """The text of a file, of which only what is being read is held."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._held, self._at, self._before = "", 0, 0

    def place(self) -> int:
        """Return where we are: characters from the beginning, from 1."""
        return self._before + self._at + 1

    def pass_prefix(self) -> None:
        """Pass over the name that a script gives to its data."""
        self.peek()
        if prefix := _PREFIX.match(self._held, self._at):
            self._at = prefix.end()

    def peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            spaces = _SPACE.match(self._held, self._at)
            self._at = spaces.end() if spaces else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read_on():
                return ""

    def take(self, mark: str) -> None:
        """Pass over `mark`. Raises Broken when something else stands here."""
        if self.peek() != mark:
            raise Broken(self.place())
        self._at += 1

    def value(self) -> object:
        """Read the next value, or pass over it and return Malformed."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
                if _HALVES.search(self._held, self._at, end):
                    value = _whole(value)
            except (ValueError, RecursionError):
                if self._read_on():
                    continue
                return self._malformed()
            # A number may go on beyond the text held: "1", "1e" and "1e+" all read as 1.
            if end + 3 > len(self._held) and self._read_on():
                continue
            self._at = end
            return value

    def skip(self, levels: int = _LEVELS_READ) -> None:
        """Pass over the next value: element by element, as reading is faster than matching brackets."""
        mark = self.peek()
        if mark == "[":
            for _ in _listed(self):
                pass
        elif mark == "{" and levels:
            for _ in _keys(self):
                self.skip(levels - 1)
        else:
            self._pass_over()

    def _pass_over(self) -> None:
        """Pass over the next value by its brackets alone, however deep, broken or long it is."""
        mark, depth = self.peek(), 0
        begun = self.place()
        while mark:
            if (brackets := _OPENING.match(self._held, self._at)) and depth < DEEPEST:
                self._at, depth = brackets.end(), depth + len(brackets[0])
            elif depth and (brackets := _CLOSING.match(self._held, self._at)):
                closed = min(depth, len(brackets[0]))
                self._at, depth = self._at + closed, depth - closed
            elif not self._pass_run(_CALM if depth else _SCALAR, whole=not depth):
                break
            if not depth:
                return
            mark = self.peek()
        raise Broken(begun)

    def _pass_run(self, run: re.Pattern[str], *, whole: bool) -> bool:
        """Pass over what `run` matches, whole: to its very end; False when nothing does."""
        while True:
            found = run.match(self._held, self._at)
            end = found.end() if found else self._at
            if end > self._at and not (whole and end == len(self._held) and self._read_on()):
                self._at = end
                return True
            if end == self._at and not self._read_on():
                return False

    def _malformed(self) -> Malformed:
        place = self.place()
        self._pass_over()
        return Malformed(place)

    def _read_on(self) -> bool:
        """Hold more of the text; False at its end, or when more is held than an element may have."""
        left = len(self._held) - self._at
        data = self._file.read(max(_CHUNK_BYTES, left)) if left <= LONGEST_ITEM else b""
        if not data:
            return False
        self._before += self._at
        self._held, self._at = self._held[self._at :] + self._decode(data), 0
        return True


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if isfinite(number) else None


def _counted(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _whole(value: object) -> object:
    """Return a value with half characters read as U+FFFD, in keys too."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {writable(key): _whole(one) for key, one in value.items()}
    return value


# strict=False: a tab or a line feed that a hand left in a string is no reason to lose the post.
_DECODER = json.JSONDecoder(parse_constant=lambda _: None, parse_float=_finite, parse_int=_counted, strict=False)
