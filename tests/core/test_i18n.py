"""Every sentence the program can show is said in French, placeholders kept, and the compiled file is current."""

from __future__ import annotations

import io
import string
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from aparte import i18n, paths

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
FOLDER = paths.resources("locale", "fr", "LC_MESSAGES")
Key = tuple[str | None, str | tuple[str, ...]]


@lru_cache(maxsize=1)
def _wanted() -> dict[Key, Path]:
    found: dict[Key, Path] = {}
    for package in ("desktop/aparte", "ui/aparte_ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            with path.open("rb") as file:
                for _line, message, _comments, context in extract("python", file, KEYWORDS):
                    key = tuple(message) if isinstance(message, (list, tuple)) else message
                    if key and key != "":
                        found.setdefault((context, key), path.relative_to(ROOT))
    return found


@lru_cache(maxsize=1)
def _french() -> Catalog:
    with (FOLDER / "aparte.po").open("rb") as file:
        return read_po(file, locale="fr")


def _said(key: Key) -> tuple[str, ...]:
    context, message = key
    entry = _french().get(message[0] if isinstance(message, tuple) else message, context)
    if entry is None:
        return ()
    said = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
    return tuple(text or "" for text in said)


def _placeholders(text: str) -> set[str]:
    """Return the names; a rule that has a word for each language gives both, and each sentence takes its own."""
    found = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    return {"own" if name in {"en", "fr"} else name for name in found}


def test_every_sentence_has_its_french() -> None:
    missing = [f"{path}: {key[1]!r}" for key, path in _wanted().items() if not _said(key) or not all(_said(key))]
    assert missing == []


def test_french_sentences_keep_the_placeholders() -> None:
    wrong = []
    for key in _wanted():
        message = key[1]
        given = set().union(*map(_placeholders, message)) if isinstance(message, tuple) else _placeholders(message)
        said = [text for text in _said(key) if text]
        # "une version" may leave its figure out; the plural may not.
        wrong += [f"{message!r} -> {text!r}" for text in said if not _placeholders(text) <= given]
        wrong += [f"{message!r} -> {text!r}" for text in said[-1:] if _placeholders(text) != given]
    assert wrong == []


def test_the_compiled_file_says_the_same_as_the_written_one() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, _french())
    with (FOLDER / "aparte.mo").open("rb") as file:
        shipped = read_mo(file)
    compiled.seek(0)
    fresh = read_mo(compiled)
    assert _listed(shipped) == _listed(fresh)


def _listed(catalogue: Catalog) -> dict[str, str]:
    return {f"{one.context} {one.id}": str(one.string) for one in catalogue}


@pytest.mark.parametrize("wrong", ["'", '"', " ?", " !", " ;", " :"])
def test_french_is_typeset(wrong: str) -> None:
    """Curly apostrophes, French quotes, and no ordinary space before a high mark."""
    found = [
        text
        for key in _wanted()
        for text in _said(key)
        if wrong in text and not any(sign in text for sign in ("':(", "`", "--", "http"))
    ]
    assert found == []


def test_an_unknown_language_is_english() -> None:
    i18n.set_language("xx")
    assert i18n.language() == "en"
    assert "fr" in i18n.languages()
