"""XML from strangers, read piece by piece: what expat does by itself and must not is refused here.

Expat alone, without defusedxml: that package wraps parsers that build a tree, and a feed of 100 MB must not become one.
What it forbids is forbidden here with the same means, expat's own handlers. An entity that is declared ends the reading
before anything was expanded; no file and no address that a DTD names is ever opened (nobody asked expat to); and what
defusedxml lets pass is bounded too: a tag or comment without end, nesting without end, names without end.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CHUNK_BYTES = 256 * 1024
LONGEST_TOKEN_BYTES = 2 * 2**20
"""Of one tag, comment or instruction, which expat holds whole and looks at again with each chunk."""
DEEPEST = 256
MOST_NAMES = 10_000
"""Distinct names of elements and attributes: expat keeps each for the whole reading."""
_CUT_SHORT = frozenset(
    (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    )
)
_PROLOGUE = re.compile(r"\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+|<!doctype[^\[>]*+(?:\[.*?\]\s*+)?>\s*+)*+", re.S | re.I)
_ROOT = re.compile(r"<([A-Za-z_][^\s/<>]*+)")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


class Visitor(Protocol):
    """Who is told what the document holds, in its order."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; `name` as written, with its prefix."""

    def text(self, words: str) -> None:
        """A stretch of text, in as many pieces as it comes."""

    def end(self, name: str) -> None:
        """An element ends."""


class Broken(NamedTuple):
    """Where a document can't be read further, and why. line: from 1; code, params: as in Refused."""

    line: int
    code: str
    params: dict[str, object]


class Reading:
    """One document on its way to a visitor. broken: why it ended before its end, else None."""

    def __init__(self, file: BinaryIO, visitor: Visitor) -> None:
        """Read nothing yet."""
        self.broken: Broken | None = None
        self._file, self._visitor, self._depth = file, visitor, 0
        self._names: dict[str, str] = {}
        parser = self._parser = expat.ParserCreate(None, None, self._names)
        parser.buffer_text = True
        # As if a DTD stood elsewhere: &nbsp; is then a name we may know, not the end of the document.
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = visitor.text
        parser.SkippedEntityHandler = self._on_entity
        parser.EntityDeclHandler = _refuse_entity

    @property
    def line(self) -> int:
        """Return the line being read."""
        return self._parser.CurrentLineNumber

    def steps(self) -> Iterator[None]:
        """Read the document, stopping after each chunk so that what the visitor gathered can be taken."""
        fed = 0
        while self.broken is None:
            chunk = self._file.read(CHUNK_BYTES)
            fed += len(chunk)
            try:
                self._parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                self._break(error)
            except _Refusal as refusal:
                self.broken = Broken(self.line, refusal.code, refusal.params)
            else:
                if fed - self._parser.CurrentByteIndex > LONGEST_TOKEN_BYTES + CHUNK_BYTES:
                    self.broken = Broken(self.line, "xml_too_long", {"most": LONGEST_TOKEN_BYTES})
                elif len(self._names) > MOST_NAMES:
                    self.broken = Broken(self.line, "xml_names", {"most": MOST_NAMES})
            yield
            if not chunk:
                return

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Refusal("xml_too_deep", most=DEEPEST)
        self._visitor.start(name, attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._visitor.end(name)

    def _on_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat's own signature
        if not is_parameter:
            self._visitor.text(html5.get(f"{name};", f"&{name};"))

    def _break(self, error: expat.ExpatError) -> None:
        code = "xml_cut_short" if error.code in _CUT_SHORT else "bad_xml"
        self.broken = Broken(error.lineno, code, {"reason": expat.ErrorString(error.code) or ""})


def root_name(data: bytes) -> str:
    """Return the name of the first element of XML or HTML that begins with `data`: no prefix, lower case; else ""."""
    encoding = next((name for mark, name in _WIDE if data.startswith(mark)), "latin-1")
    text = data.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace").lstrip("\ufeff")
    prologue = _PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    return root[1].lower().rpartition(":")[2] if root else ""


class _Refusal(Exception):  # noqa: N818 - the document is at fault
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def _refuse_entity(*_: object) -> None:
    raise _Refusal("xml_entities")
